package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file larger than the heap is judged like any other. */
class LargePdfTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final int BLOCK = 1 << 20;
  private static final String HOLE = "<" + "0".repeat(12_000) + ">";

  @TempDir private Path folder;

  @Test
  @Tag("soak")
  void a_gibibyte_is_judged_in_a_quarter_of_its_size() throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LargePdfTest.class.getName(),
                folder.resolve("large.pdf").toString(),
                Long.toString(GIBIBYTE))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    assertThat(Files.readString(output)).contains("ACCEPTED");
    assertThat(exit).isZero();
    assertThat(Files.size(folder.resolve("large.pdf"))).isGreaterThan(GIBIBYTE);
  }

  @Test
  void eight_mebibytes_are_judged_from_their_file() throws Exception {
    Path file = folder.resolve("small.pdf");
    assertThat(judge(file, 8L << 20)).isEqualTo("ACCEPTED");
    try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
      damaged.seek(5L << 20);
      int old = damaged.read();
      damaged.seek(5L << 20);
      damaged.write(old ^ 1);
    }
    assertThat(Judged.of(file).report().verdict().name()).isEqualTo("REJECTED");
  }

  /** Writes a signed file and prints its verdict; run with a small heap. */
  public static void main(String[] args) throws Exception {
    System.out.println(judge(Path.of(args[0]), Long.parseLong(args[1])));
    System.out.println("heap of at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
  }

  private static String judge(Path file, long size) throws Exception {
    write(file, size);
    VerificationReport report = Judged.of(file).report();
    return report.verdict() + (report.verdict().name().equals("ACCEPTED") ? "" : " " + report);
  }

  private static void write(Path file, long size) throws Exception {
    String signed = PdfDraft.latin(SignedPdf.draft(SignedPdf.CATALOG, "").bytesSoFar());
    String opening = "18 0 obj\n<< /Type /EmbeddedFile /Length " + size + " >>\nstream\n";
    String closing = "\nendstream\nendobj\n";
    long start = signed.length() + opening.length() + size + closing.length();
    String end = tail(signed, start);
    long open = signed.indexOf(HOLE);
    long close = open + HOLE.length();
    long length = start + end.length();
    String range = String.format("%-10d %-10d %-10d", open, close, length - close);
    String ranged = signed.replace(("##########" + " ").repeat(3).strip(), range);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(PdfDraft.bytes(ranged + opening));
      byte[] block = new byte[BLOCK];
      Random random = new Random(7);
      for (long written = 0; written < size; written += BLOCK) {
        random.nextBytes(block);
        out.write(block);
      }
      out.write(PdfDraft.bytes(closing + end));
    }
    fill(file, open, close);
  }

  /** The cross-reference table: the entries of the small document and one for the stream. */
  private static String tail(String signed, long start) {
    StringBuilder table = new StringBuilder("xref\n0 19\n0000000000 65535 f\r\n");
    for (int number = 1; number <= 18; number++) {
      int at = signed.indexOf("\n" + number + " 0 obj\n") + 1;
      long place = number == 18 ? signed.length() : at;
      table.append(
          place == 0 ? "0000000000 00001 f\r\n" : String.format("%010d 00000 n\r\n", place));
    }
    return table
        .append("trailer\n<< /Size 19 /Root 1 0 R /Info 14 0 R >>\nstartxref\n")
        .append(start)
        .append("\n%%EOF\n")
        .toString();
  }

  private static void fill(Path file, long open, long close) throws Exception {
    ContentDigest content = ContentDigest.of(() -> ranges(file, open, close));
    byte[] value = SignedDataBuilder.by(World.AGENCY).detached(content).der();
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(open + 1);
      out.write(HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static InputStream ranges(Path file, long open, long close) throws IOException {
    byte[] before;
    try (InputStream in = Files.newInputStream(file)) {
      before = in.readNBytes((int) open);
    }
    InputStream after = Files.newInputStream(file);
    after.skipNBytes(close);
    return new SequenceInputStream(new java.io.ByteArrayInputStream(before), after);
  }
}
