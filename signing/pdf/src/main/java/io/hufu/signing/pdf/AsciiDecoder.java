package io.hufu.signing.pdf;

/** ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-1 §7.4.2, §7.4.3, §7.4.5). */
final class AsciiDecoder {
  private AsciiDecoder() {}

  static byte[] hex(StreamDecoder.Bounded data) throws PdfFault {
    Growing out = new Growing(data);
    int high = -1;
    for (byte b : data.bytes()) {
      if (b == '>') {
        break;
      }
      int digit = Lexer.digit(b & 0xff);
      if (digit < 0 && !Lexer.isSpace(b)) {
        throw data.broken("ASCIIHexDecode");
      }
      if (digit >= 0 && high < 0) {
        high = digit;
      } else if (digit >= 0) {
        out.write(high << 4 | digit);
        high = -1;
      }
    }
    if (high >= 0) {
      out.write(high << 4);
    }
    return out.toByteArray();
  }

  static byte[] base85(StreamDecoder.Bounded data) throws PdfFault {
    Growing out = new Growing(data);
    long group = 0;
    int count = 0;
    for (byte b : data.bytes()) {
      if (b == '~') {
        break;
      }
      if (Lexer.isSpace(b)) {
        continue;
      }
      if (b == 'z' && count == 0) {
        out.write(new byte[4], 4);
        continue;
      }
      if (b < '!' || b > 'u') {
        throw data.broken("ASCII85Decode");
      }
      group = group * 85 + (b - '!');
      if (++count == 5) {
        write(out, group, 4, data);
        group = 0;
        count = 0;
      }
    }
    if (count == 1) {
      throw data.broken("ASCII85Decode");
    }
    if (count > 1) { // §7.4.3: a partial group is padded with the highest digit
      for (int i = count; i < 5; i++) {
        group = group * 85 + 84;
      }
      write(out, group, count - 1, data);
    }
    return out.toByteArray();
  }

  private static void write(Growing out, long group, int bytes, StreamDecoder.Bounded data)
      throws PdfFault {
    if (group > 0xffffffffL) {
      throw data.broken("ASCII85Decode");
    }
    for (int i = 0; i < bytes; i++) {
      out.write((int) (group >> (24 - 8 * i)));
    }
  }

  static byte[] runs(StreamDecoder.Bounded data) throws PdfFault {
    Growing out = new Growing(data);
    byte[] in = data.bytes();
    int i = 0;
    while (i < in.length && (in[i] & 0xff) != 128) {
      int length = in[i++] & 0xff;
      if (length < 128) {
        if (i + length + 1 > in.length) {
          throw data.broken("RunLengthDecode");
        }
        for (int k = 0; k <= length; k++) {
          out.write(in[i++]);
        }
      } else {
        if (i == in.length) {
          throw data.broken("RunLengthDecode");
        }
        for (int k = 0; k < 257 - length; k++) {
          out.write(in[i]);
        }
        i++;
      }
    }
    return out.toByteArray();
  }
}
