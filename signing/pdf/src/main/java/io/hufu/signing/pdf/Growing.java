package io.hufu.signing.pdf;

import java.io.ByteArrayOutputStream;

/** Decoded bytes, up to what is allowed. */
final class Growing {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StreamDecoder.Bounded data;

  Growing(StreamDecoder.Bounded data) {
    this.data = data;
  }

  void write(int value) throws PdfFault {
    data.require(bytes.size() + 1L);
    bytes.write(value);
  }

  void write(byte[] buffer, int count) throws PdfFault {
    data.require((long) bytes.size() + count);
    bytes.write(buffer, 0, count);
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }
}
