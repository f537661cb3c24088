package io.hufu.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Packs an OFD anew with another page, as any archiver could. */
final class OfdTampering {
  private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";

  private OfdTampering() {}

  /** Prints another text on the first page; everything else stays. */
  static byte[] withOtherPage(byte[] file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] bytes = in.readAllBytes();
        zip.putNextEntry(new ZipEntry(entry.getName()));
        zip.write(entry.getName().equals(PAGE) ? changed(bytes) : bytes);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
    return out.toByteArray();
  }

  private static byte[] changed(byte[] page) {
    return new String(page, StandardCharsets.UTF_8)
        .replaceFirst("20(\\d\\d)年", "29$1年")
        .getBytes(StandardCharsets.UTF_8);
  }
}
