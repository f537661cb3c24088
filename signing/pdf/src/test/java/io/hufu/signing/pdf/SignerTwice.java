package io.hufu.signing.pdf;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Puts the one SignerInfo of a CMS into its SET twice (RFC 5652 §5.1). */
final class SignerTwice {
  private SignerTwice() {}

  static byte[] of(byte[] contentInfo) {
    List<byte[]> outer = parts(contentInfo); // contentType, [0]
    byte[] signedData = parts(outer.get(1)).get(0);
    List<byte[]> fields = parts(signedData);
    byte[] signers = fields.get(fields.size() - 1);
    byte[] signer = parts(signers).get(0);
    fields.set(fields.size() - 1, tlv(signers[0], List.of(signer, signer)));
    byte[] doubled = tlv(signedData[0], fields);
    return tlv(contentInfo[0], List.of(outer.get(0), tlv(outer.get(1)[0], List.of(doubled))));
  }

  /** The values inside a constructed one. */
  private static List<byte[]> parts(byte[] value) {
    List<byte[]> parts = new ArrayList<>();
    for (int at = header(value, 0); at < value.length; ) {
      int end = at + header(value, at) + length(value, at);
      parts.add(java.util.Arrays.copyOfRange(value, at, end));
      at = end;
    }
    return parts;
  }

  private static int header(byte[] value, int at) {
    int first = value[at + 1] & 0xff;
    return first < 0x80 ? 2 : 2 + (first & 0x7f);
  }

  private static int length(byte[] value, int at) {
    int first = value[at + 1] & 0xff;
    int length = first < 0x80 ? first : 0;
    for (int i = 0; first >= 0x80 && i < (first & 0x7f); i++) {
      length = (length << 8) | (value[at + 2 + i] & 0xff);
    }
    return length;
  }

  private static byte[] tlv(byte tag, List<byte[]> parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    parts.forEach(content::writeBytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    int octets = length < 0x80 ? 0 : length < 0x100 ? 1 : 2;
    out.write(octets == 0 ? length : 0x80 | octets);
    for (int shift = 8 * octets - 8; shift >= 0; shift -= 8) {
      out.write(length >> shift);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
