package io.hufu.signing.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses one entry and holds it to the size and the CRC of its headers. */
final class EntryStream extends InputStream {
  private static final int CHUNK = 1 << 16;
  private static final int TRAILER = 4;

  private final Document document;
  private final ArchiveEntry entry;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final Adler32 adler = new Adler32();
  private final boolean trailerBorne;
  private long consumed;
  private long produced;
  private boolean ended;

  EntryStream(Document document, ArchiveEntry entry, boolean trailerBorne) {
    this.document = document;
    this.entry = entry;
    this.trailerBorne = trailerBorne && entry.deflated();
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
    if (ended) {
      return -1;
    }
    int n = entry.deflated() ? inflate(buffer, offset, length) : copy(buffer, offset, length);
    if (n > 0) {
      crc.update(buffer, offset, n);
      if (trailerBorne) {
        adler.update(buffer, offset, n);
      }
      produced += n;
      if (produced > entry.size()) {
        throw new CorruptEntryException("more bytes than the headers say");
      }
      return n;
    }
    finish();
    return -1;
  }

  private int copy(byte[] buffer, int offset, int length) throws IOException {
    byte[] bytes = next(length);
    System.arraycopy(bytes, 0, buffer, offset, bytes.length);
    return bytes.length;
  }

  private byte[] next(int most) throws IOException {
    int n = (int) Math.min(Math.min(most, CHUNK), entry.compressedSize() - consumed);
    byte[] bytes = document.read(entry.position() + consumed, n);
    consumed += n;
    return bytes;
  }

  private int inflate(byte[] buffer, int offset, int length) throws IOException {
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer, offset, length);
        if (n > 0) {
          return n;
        }
        if (inflater.needsDictionary()) {
          throw new CorruptEntryException("the compressed data is not valid");
        }
        if (inflater.needsInput() && !inflater.finished()) {
          byte[] bytes = next(CHUNK);
          if (bytes.length == 0) {
            throw new CorruptEntryException("the compressed data is cut off");
          }
          inflater.setInput(bytes);
        }
      }
      return 0;
    } catch (DataFormatException e) {
      throw new CorruptEntryException("the compressed data is not valid");
    }
  }

  private void finish() throws IOException {
    ended = true;
    long behind = entry.compressedSize() - consumed;
    if (entry.deflated()) {
      behind += inflater.getRemaining();
    }
    if (behind != 0 && !isTrailer(behind)) {
      throw new CorruptEntryException("bytes behind the compressed data");
    }
    if (produced != entry.size()) {
      throw new CorruptEntryException("fewer bytes than the headers say");
    }
    if (crc.getValue() != entry.crc()) {
      throw new CorruptEntryException("the CRC-32 is another");
    }
  }

  /** What is behind the data must be its Adler-32 (RFC 1950 §2.2), most significant octet first. */
  private boolean isTrailer(long behind) throws IOException {
    if (!trailerBorne || behind != TRAILER) {
      return false;
    }
    byte[] last = document.read(entry.position() + entry.compressedSize() - TRAILER, TRAILER);
    return Arrays.equals(last, ByteBuffer.allocate(TRAILER).putInt((int) adler.getValue()).array());
  }

  @Override
  public void close() {
    inflater.end();
    ended = true;
  }
}
