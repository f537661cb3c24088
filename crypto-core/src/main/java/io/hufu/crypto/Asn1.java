package io.hufu.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;

/** Writes ASN.1 objects that we built ourselves. */
final class Asn1 {
  private Asn1() {}

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException("an ASN.1 object of ours has no encoding", e);
    }
  }
}
