package io.hufu.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Textual encodings (RFC 7468): reads lax text around blocks, writes the strict form. */
final class Pem {
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DASHES = "-----".getBytes(StandardCharsets.US_ASCII);

  private Pem() {}

  /** A labelled block. Not a record: one may hold a private key, which toString would print. */
  static final class Block {
    private final String label;
    private final byte[] bytes;

    private Block(String label, byte[] bytes) {
      this.label = label;
      this.bytes = bytes;
    }

    String label() {
      return label;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** Returns every block in order; text outside blocks is skipped. */
  static List<Block> blocks(byte[] pem) throws MalformedDataException {
    List<Block> blocks = new ArrayList<>();
    int begin = find(pem, BEGIN, 0);
    while (begin >= 0) {
      int labelEnd = find(pem, DASHES, begin + BEGIN.length);
      if (labelEnd < 0 || labelEnd - begin > 80) {
        throw new MalformedDataException("PEM header without end");
      }
      int labelStart = begin + BEGIN.length;
      String label = new String(pem, labelStart, labelEnd - labelStart, StandardCharsets.US_ASCII);
      int bodyStart = labelEnd + DASHES.length;
      int bodyEnd = find(pem, DASHES, bodyStart);
      byte[] footer = ("-----END " + label + "-----").getBytes(StandardCharsets.US_ASCII);
      if (bodyEnd < 0 || !startsWith(pem, footer, bodyEnd)) {
        throw new MalformedDataException("PEM block without its END line");
      }
      blocks.add(new Block(label, decode(pem, bodyStart, bodyEnd)));
      begin = find(pem, BEGIN, bodyEnd + footer.length);
    }
    return blocks;
  }

  /** Writes one block with lines of 64 characters, ending with a line feed. */
  static String write(String label, byte[] bytes) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] decode(byte[] pem, int start, int end) throws MalformedDataException {
    ByteArrayOutputStream letters = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (pem[i] != '\n' && pem[i] != '\r' && pem[i] != ' ' && pem[i] != '\t') {
        letters.write(pem[i]);
      }
    }
    try {
      return Base64.getDecoder().decode(letters.toByteArray());
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes what it could not decode.
      throw new MalformedDataException("PEM block is not base64");
    }
  }

  private static int find(byte[] text, byte[] wanted, int from) {
    for (int i = from; i <= text.length - wanted.length; i++) {
      if (startsWith(text, wanted, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] text, byte[] wanted, int at) {
    return at + wanted.length <= text.length
        && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
