package io.hufu.exchange;

import io.hufu.crypto.DecryptionFailedException;
import io.hufu.crypto.Sm4Gcm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * SM4-GCM in chunks of 64 KiB (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár).
 *
 * <p>Nonce = 7 zero bytes ‖ chunk number, 32 bits ‖ 1 for the last chunk, else 0. The key is fresh
 * for each package, so that nonces never repeat under a key. Only the last chunk may be shorter,
 * and it may be empty only when the content is.
 */
final class SmContentCipher implements ContentCipher {
  static final int CHUNK = 1 << 16;

  @Override
  public int keyLength() {
    return Sm4Gcm.KEY_LENGTH;
  }

  @Override
  public OutputStream encrypting(OutputStream out, byte[] key, byte[] associatedData) {
    return new Sealing(out, new Sm4Gcm(key), associatedData);
  }

  @Override
  public InputStream decrypting(InputStream in, byte[] key, byte[] associatedData) {
    return new Opening(in, new Sm4Gcm(key), associatedData);
  }

  private static byte[] nonce(long number, boolean last) throws IOException {
    if (number > 0xffffffffL) {
      throw new IOException("more chunks than a nonce can count");
    }
    return ByteBuffer.allocate(Sm4Gcm.NONCE_LENGTH)
        .putInt(7, (int) number)
        .put(11, (byte) (last ? 1 : 0))
        .array();
  }

  /** Keeps a full chunk back until it is known whether it is the last one. */
  private static final class Sealing extends OutputStream {
    private final OutputStream out;
    private final Sm4Gcm cipher;
    private final byte[] associatedData;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    Sealing(OutputStream out, Sm4Gcm cipher, byte[] associatedData) {
      this.out = out;
      this.cipher = cipher;
      this.associatedData = associatedData;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      int at = offset;
      int left = length;
      while (left > 0) {
        if (filled == CHUNK) {
          seal(false);
        }
        int taken = Math.min(left, CHUNK - filled);
        System.arraycopy(bytes, at, chunk, filled, taken);
        filled += taken;
        at += taken;
        left -= taken;
      }
    }

    private void seal(boolean last) throws IOException {
      byte[] plain = java.util.Arrays.copyOf(chunk, filled);
      out.write(cipher.seal(nonce(number, last), associatedData, plain));
      number++;
      filled = 0;
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        seal(true);
      }
    }
  }

  private static final class Opening extends InputStream {
    private final InputStream in;
    private final Sm4Gcm cipher;
    private final byte[] associatedData;
    private byte[] plain = new byte[0];
    private byte[] ahead = new byte[0];
    private int at;
    private long number;
    private boolean started;
    private boolean ended;

    Opening(InputStream in, Sm4Gcm cipher, byte[] associatedData) {
      this.in = in;
      this.cipher = cipher;
      this.associatedData = associatedData;
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
      while (at == plain.length) {
        if (ended) {
          return -1;
        }
        open();
      }
      int taken = Math.min(length, plain.length - at);
      System.arraycopy(plain, at, buffer, offset, taken);
      at += taken;
      return taken;
    }

    /** Whether a chunk is the last shows only when nothing comes behind it. */
    private void open() throws IOException {
      if (!started) {
        started = true;
        ahead = in.readNBytes(CHUNK + Sm4Gcm.TAG_LENGTH);
      }
      byte[] sealed = ahead;
      boolean full = sealed.length == CHUNK + Sm4Gcm.TAG_LENGTH;
      ahead = full ? in.readNBytes(CHUNK + Sm4Gcm.TAG_LENGTH) : new byte[0];
      ended = ahead.length == 0;
      try {
        plain = cipher.open(nonce(number, ended), associatedData, sealed);
      } catch (DecryptionFailedException e) {
        throw new IOException("chunk " + number + " does not authenticate", e);
      }
      if (plain.length == 0 && number > 0) {
        throw new IOException("an empty chunk behind others");
      }
      number++;
      at = 0;
    }
  }
}
