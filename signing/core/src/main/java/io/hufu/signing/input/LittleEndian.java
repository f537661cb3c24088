package io.hufu.signing.input;

/** Unsigned little-endian integers inside a byte array, as ZIP writes them. */
record LittleEndian(byte[] bytes) {
  int u16(int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  long u32(int at) {
    return u16(at) | (long) u16(at + 2) << 16;
  }

  int length() {
    return bytes.length;
  }
}
