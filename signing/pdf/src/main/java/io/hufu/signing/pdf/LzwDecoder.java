package io.hufu.signing.pdf;

/** LZWDecode (ISO 32000-1 §7.4.4.2). */
final class LzwDecoder {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int TABLE = 4096;

  private final StreamDecoder.Bounded data;
  private final int early;
  private final Growing out;
  private final int[] prefix = new int[TABLE];
  private final byte[] last = new byte[TABLE];
  private final byte[] stack = new byte[TABLE];
  private int next;
  private int bits;
  private long bitPosition;

  private LzwDecoder(StreamDecoder.Bounded data, int early) {
    this.data = data;
    this.early = early;
    this.out = new Growing(data);
  }

  static byte[] decode(StreamDecoder.Bounded data, Cos.Dict parameters) throws PdfFault {
    boolean late = parameters.get("EarlyChange") instanceof Cos.Num n && n.value() == 0;
    return new LzwDecoder(data, late ? 0 : 1).decode();
  }

  private byte[] decode() throws PdfFault {
    clear();
    int previous = -1;
    for (int code = code(); code != END; code = code()) {
      if (code == CLEAR) {
        clear();
        previous = -1;
        continue;
      }
      if (code > next || (code == next && previous < 0) || (previous < 0 && code > 255)) {
        throw data.broken("LZWDecode");
      }
      byte first = write(code == next ? previous : code);
      if (code == next) {
        out.write(first);
      }
      if (previous >= 0 && next < TABLE) {
        prefix[next] = previous;
        last[next++] = first;
      }
      previous = code;
      widen();
    }
    return out.toByteArray();
  }

  private void clear() {
    next = 258;
    bits = 9;
  }

  private void widen() {
    if (bits < 12 && next + early >= 1 << bits) {
      bits++;
    }
  }

  /** Writes what a code stands for; returns its first byte. */
  private byte write(int code) throws PdfFault {
    int length = 0;
    int c = code;
    for (; c > 257; c = prefix[c]) {
      stack[length++] = last[c];
    }
    byte first = (byte) c;
    out.write(first);
    while (length > 0) {
      out.write(stack[--length]);
    }
    return first;
  }

  /** Reads the next code, most significant bit first; the data may end without the end code. */
  private int code() {
    byte[] in = data.bytes();
    if (bitPosition + bits > 8L * in.length) {
      return END;
    }
    int code = 0;
    for (int i = 0; i < bits; i++, bitPosition++) {
      int bit = (in[(int) (bitPosition >> 3)] >> (7 - (bitPosition & 7))) & 1;
      code = (code << 1) | bit;
    }
    return code;
  }
}
