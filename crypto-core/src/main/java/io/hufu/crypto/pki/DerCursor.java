package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;

/** Walks DER that StrictDer has checked: lengths are definite and in bounds. Not thread-safe. */
public final class DerCursor {
  private static final int SEQUENCE = 0x30;
  private static final int LONG_TAG = 0x1f;
  private static final int CONSTRUCTED = 0x20;

  private final byte[] bytes;
  private final int end;
  private int start;
  private int contentStart;
  private int contentEnd;

  private DerCursor(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.contentEnd = start;
    this.end = end;
  }

  /** Starts before the first value inside the constructed one that the bytes are. */
  public static DerCursor inside(byte[] der) throws MalformedDataException {
    DerCursor whole = at(der);
    if ((whole.tag() & CONSTRUCTED) == 0) {
      throw new MalformedDataException("a value has no parts");
    }
    return whole.into();
  }

  /** Stands at the one value that the bytes are. */
  public static DerCursor at(byte[] der) throws MalformedDataException {
    DerCursor whole = new DerCursor(der, 0, der.length);
    whole.next();
    return whole;
  }

  /** Moves to the next value; false at the end. */
  public boolean next() throws MalformedDataException {
    start = contentEnd;
    if (start == end) {
      return false;
    }
    if ((tag() & LONG_TAG) == LONG_TAG) {
      throw new MalformedDataException("a value has a tag that no field here has");
    }
    int length = bytes[start + 1] & 0xff;
    contentStart = start + 2;
    if (length > 0x7f) {
      int octets = length & 0x7f;
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (bytes[contentStart++] & 0xff);
      }
    }
    contentEnd = contentStart + length;
    return true;
  }

  /** Returns the identifier octet of the value that {@link #next} moved to. */
  public int tag() {
    return bytes[start] & 0xff;
  }

  private DerCursor into() {
    return new DerCursor(bytes, contentStart, contentEnd);
  }

  DerCursor enter() throws MalformedDataException {
    return enter(SEQUENCE);
  }

  /** Starts before the first value inside this one, which must have the identifier octet. */
  public DerCursor enter(int identifier) throws MalformedDataException {
    if (tag() != identifier || (identifier & CONSTRUCTED) == 0) {
      throw new MalformedDataException(
          identifier == SEQUENCE
              ? "a value is not a SEQUENCE"
              : "a value does not have the tag 0x" + Integer.toHexString(identifier));
    }
    return into();
  }

  boolean contentEquals(byte[] wanted) {
    return Arrays.equals(bytes, contentStart, contentEnd, wanted, 0, wanted.length);
  }

  /** Returns the octets inside the value (a copy). */
  public byte[] content() {
    return Arrays.copyOfRange(bytes, contentStart, contentEnd);
  }

  /** Returns the whole value with tag and length (a copy). */
  public byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, contentEnd);
  }
}
