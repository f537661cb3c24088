package io.hufu.signing.xml;

import io.hufu.crypto.MalformedDataException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.ZipArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Tells whether a document is an ASiC container, by its contents. */
final class AsicStart {
  private static final String LOCAL_HEADER = "PK\u0003\u0004";

  /** Local header of 30 bytes, then name and extra field, then the media type. */
  private static final int LOOK = 30 + 8 + 64 + 32;

  private AsicStart() {}

  static boolean isContainer(Document document) throws IOException {
    byte[] bytes = document.read(0, (int) Math.min(LOOK, document.size()));
    String start = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!start.startsWith(LOCAL_HEADER)) {
      return false;
    }
    // A container that says so is one even if the archive is refused afterwards.
    if (start.startsWith(AsicNames.MIMETYPE, 30) && start.contains(AsicNames.TYPE)) {
      return true;
    }
    try {
      return AsicNames.isContainer(ZipArchive.open(document, Limits.DEFAULT, Set.of()).entries());
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
