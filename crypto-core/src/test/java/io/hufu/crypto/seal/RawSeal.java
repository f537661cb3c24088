package io.hufu.crypto.seal;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;

/** Makes seals and seal signatures of all three editions, as others write them. */
public final class RawSeal {
  private final SigningKey maker;
  private final SigningKey signer;
  private final SealVersion version;
  private final Instant from;
  private final Instant to;
  private boolean raw;
  private boolean nobody;
  private byte[] stamp = new byte[0];

  /** Starts a seal that lists the signer's certificate. */
  public RawSeal(SealVersion version, SigningKey maker, SigningKey signer, Instant... period) {
    this.version = version;
    this.maker = maker;
    this.signer = signer;
    this.from = period[0];
    this.to = period[1];
  }

  /** Writes values as r‖s. */
  public RawSeal rawValues() {
    raw = true;
    return this;
  }

  /** Lists a text where the signer's certificate should stand. */
  public RawSeal listingNobody() {
    nobody = true;
    return this;
  }

  /** Puts a time-stamp into the seal (V5). */
  public RawSeal stamped(byte[] token) {
    stamp = token.clone();
    return this;
  }

  private boolean first() {
    return version == SealVersion.V1;
  }

  private int number() {
    return switch (version) {
      case V1 -> 1;
      case V4 -> 4;
      case V5 -> 5;
    };
  }

  private ASN1Encodable time(Instant instant) {
    return first() ? new ASN1UTCTime(Date.from(instant)) : SealBuilder.time(instant);
  }

  private static DERSequence sequence(ASN1Encodable... members) {
    return new DERSequence(members);
  }

  private DERBitString value(SigningKey key, ASN1Encodable signed) throws Exception {
    byte[] der = signed.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    return new DERBitString(raw ? key.sign(der) : key.signDer(der));
  }

  private static DEROctetString certificate(SigningKey key) {
    return new DEROctetString(key.certificate().der());
  }

  private DERSequence info() {
    DERSequence list = sequence(nobody ? new DERIA5String("1") : certificate(signer));
    ASN1Encodable[] times = {time(from), time(from), time(to)};
    DERUTF8String name = new DERUTF8String("示例税务局发票监制章");
    ASN1Encodable[] property =
        first()
            ? new ASN1Encodable[] {new ASN1Integer(1), name, list, times[0], times[1], times[2]}
            : new ASN1Encodable[] {
              new ASN1Integer(1), name, new ASN1Integer(1), list, times[0], times[1], times[2]
            };
    return sequence(
        sequence(
            new DERIA5String("ES"), new ASN1Integer(number()), new DERIA5String("OtherVendor")),
        new DERIA5String("99010000000077"),
        sequence(property),
        sequence(
            new DERIA5String("PNG"),
            new DEROctetString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3}),
            new ASN1Integer(30),
            new ASN1Integer(20)));
  }

  private DERSequence structure() throws Exception {
    DERSequence info = info();
    DEROctetString by = certificate(maker);
    if (first()) {
      DERBitString value = value(maker, sequence(info, by, SealBuilder.SM2_WITH_SM3));
      return sequence(info, sequence(by, SealBuilder.SM2_WITH_SM3, value));
    }
    DERBitString value = value(maker, info);
    return stamp.length == 0
        ? sequence(info, by, SealBuilder.SM2_WITH_SM3, value)
        : sequence(
            info,
            by,
            SealBuilder.SM2_WITH_SM3,
            value,
            new DERTaggedObject(true, 0, new DERBitString(stamp)));
  }

  /** The seal. */
  public byte[] seal() throws Exception {
    return structure().getEncoded(ASN1Encoding.DER);
  }

  /** The signature over the digest of some octets, by the signer. */
  public byte[] sign(byte[] octets, String path, Instant time) throws Exception {
    ASN1Encodable number = new ASN1Integer(number());
    DERBitString hash = new DERBitString(HashAlgorithm.SM3.digest(octets));
    DERIA5String property = new DERIA5String(path);
    if (first()) {
      DERBitString said = new DERBitString(time.toString().getBytes(StandardCharsets.US_ASCII));
      DERSequence toSign =
          sequence(
              number,
              structure(),
              said,
              hash,
              property,
              certificate(signer),
              SealBuilder.SM2_WITH_SM3);
      return sequence(toSign, value(signer, toSign)).getEncoded(ASN1Encoding.DER);
    }
    DERSequence toSign = sequence(number, structure(), SealBuilder.time(time), hash, property);
    return sequence(toSign, certificate(signer), SealBuilder.SM2_WITH_SM3, value(signer, toSign))
        .getEncoded(ASN1Encoding.DER);
  }
}
