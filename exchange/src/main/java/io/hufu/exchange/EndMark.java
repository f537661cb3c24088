package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The 16 bytes behind the encrypted content: {@code HUFU-END} and the content's length.
 *
 * <p>Not a protection, only a diagnosis: it tells a package that was cut off from one that was
 * changed. What is missing or changed is found by the content's own authentication.
 */
final class EndMark {
  static final int LENGTH = 16;

  private static final byte[] MAGIC = "HUFU-END".getBytes(US_ASCII);

  private EndMark() {}

  static byte[] of(long contentLength) {
    return ByteBuffer.allocate(LENGTH).put(MAGIC).putLong(contentLength).array();
  }

  /** Everything of a stream but the mark at its end. Counts what was read. */
  static final class Content extends InputStream {
    private final InputStream in;
    private final long limit;
    private final byte[] held = new byte[LENGTH];
    private int holding;
    private long given;
    private @Nullable IOException failure;

    Content(InputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      try {
        return next(buffer, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    private int next(byte[] buffer, int offset, int length) throws IOException {
      if (holding < LENGTH) {
        holding = in.readNBytes(held, 0, LENGTH);
      }
      if (holding < LENGTH) {
        return -1;
      }
      byte[] fresh = new byte[length];
      int n = in.read(fresh, 0, length);
      if (n <= 0) {
        return -1;
      }
      // held ‖ fresh: the first n bytes are content, the last 16 are kept back
      byte[] all = Arrays.copyOf(held, LENGTH + n);
      System.arraycopy(fresh, 0, all, LENGTH, n);
      System.arraycopy(all, 0, buffer, offset, n);
      System.arraycopy(all, n, held, 0, LENGTH);
      given += n;
      if (given > limit) {
        throw new TooLongException();
      }
      return n;
    }

    /** Why the source could not be read, when it could not: that is no fault of the package. */
    @Nullable IOException failure() {
      return failure;
    }

    /** Reads on to the end, and tells whether the mark stands there. */
    boolean endsWithMark() throws IOException {
      byte[] rest = new byte[1 << 16];
      while (read(rest, 0, rest.length) >= 0) {
        // only the end counts
      }
      return holding == LENGTH && Arrays.equals(held, of(given));
    }
  }

  /** Thrown when a stream is longer than the limit. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("longer than the limit");
    }
  }
}
