package io.hufu.exchange;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * The clear content of a package: frames of a kind, a length of 32 bits, and bytes.
 *
 * <p>Files come first, each as data frames and an end; the signed manifest comes last and once.
 */
final class Frames {
  static final int DATA = 1;
  static final int FILE_END = 2;
  static final int MANIFEST = 3;

  /** Longest data frame, in bytes. */
  static final int MAX_DATA = 1 << 16;

  private Frames() {}

  /** Head of one frame. */
  record Head(int kind, int length) {}

  static void write(DataOutputStream out, int kind, byte[] bytes, int length) throws IOException {
    out.writeByte(kind);
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  /** Reads the head of the next frame; null at the end of the content. */
  static @org.jspecify.annotations.Nullable Head next(DataInputStream in) throws IOException {
    int kind = in.read();
    if (kind < 0) {
      return null;
    }
    return new Head(kind, in.readInt());
  }

  static byte[] read(DataInputStream in, Head head) throws IOException {
    byte[] bytes = in.readNBytes(head.length());
    if (bytes.length != head.length()) {
      throw new EOFException("a frame is cut off");
    }
    return bytes;
  }
}
