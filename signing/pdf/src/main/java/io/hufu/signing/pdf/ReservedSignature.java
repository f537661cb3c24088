package io.hufu.signing.pdf;

import io.hufu.crypto.cms.ContentDigest;
import io.hufu.signing.input.Document;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A PDF whose newest signature has a place but no value yet (ISO 32000-1 §12.8.3.3.1).
 *
 * <p>What was there before is read from its document and never held; what is new is in memory. The
 * byte range is written here, so that what is digested is what it says. Not thread-safe.
 */
final class ReservedSignature {
  /** Room for {@code [0 n n n]} with numbers of ten digits. */
  static final int RANGE_WIDTH = 40;

  private final Document before;
  private final byte[] tail;
  private final int contents;
  private final int reserved;

  /**
   * Takes the new bytes over and writes the byte range.
   *
   * @param before what stands in front of the new bytes
   * @param tail the new bytes
   * @param range where in the file the range's literal stands; negative without a signature
   * @param contents where in the file the {@code <} of the value stands
   * @param reserved bytes that the value may have
   */
  ReservedSignature(Document before, byte[] tail, long range, long contents, int reserved) {
    this.before = before;
    this.tail = tail;
    this.reserved = reserved;
    this.contents = (int) (contents - before.size());
    if (range >= 0) {
      int at = (int) (range - before.size());
      long after = contents + 2L * reserved + 2;
      long end = before.size() + tail.length;
      String text = String.format(Locale.ROOT, "[0 %d %d %d]", contents, after, end - after);
      byte[] literal = text.getBytes(StandardCharsets.US_ASCII);
      Arrays.fill(tail, at, at + RANGE_WIDTH, (byte) ' ');
      System.arraycopy(literal, 0, tail, at, literal.length);
    }
  }

  /** Reads everything but the value. */
  ContentDigest content() {
    return ContentDigest.of(this::open);
  }

  private InputStream open() {
    int after = contents + 2 * reserved + 2;
    return new SequenceInputStream(
        java.util.Collections.enumeration(
            List.of(
                before.stream(),
                new ByteArrayInputStream(tail, 0, contents),
                new ByteArrayInputStream(tail, after, tail.length - after))));
  }

  /** Writes the value, filled up with zeros. */
  ReservedSignature with(byte[] value) {
    if (value.length > reserved) {
      throw new IllegalStateException(
          "a signature of " + value.length + " bytes where " + reserved + " were reserved");
    }
    String hex = HexFormat.of().formatHex(Arrays.copyOf(value, reserved));
    byte[] literal = ("<" + hex + ">").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(literal, 0, tail, contents, literal.length);
    return this;
  }

  /** Copies the whole file. */
  void writeTo(OutputStream out) throws IOException {
    before.stream().transferTo(out);
    out.write(tail);
  }

  /** Returns the whole file; for documents that fit into memory. */
  byte[] bytes() {
    try {
      int length = Math.toIntExact(before.size());
      byte[] file = Arrays.copyOf(before.read(0, length), length + tail.length);
      System.arraycopy(tail, 0, file, length, tail.length);
      return file;
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
  }
}
