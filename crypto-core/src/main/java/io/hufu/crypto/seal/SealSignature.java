package io.hufu.crypto.seal;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.jspecify.annotations.Nullable;

/**
 * A signature made with a seal (SES_Signature). Immutable and thread-safe.
 *
 * <p>Everything is as read; nothing is judged. The signature covers DER(TBS_Sign).
 */
public final class SealSignature {
  /** Octets of an SM3 digest, and of one of SHA-256. */
  private static final int DIGEST_LENGTH = 32;

  private final byte[] der;
  private final SealVersion version;
  private final Tbs tbs;
  private final SealValue value;
  private final byte[] timeStamp;

  private SealSignature(byte[] der, SealVersion version, Tbs tbs, Tail tail) {
    this.der = der;
    this.version = version;
    this.tbs = tbs;
    this.value = tail.value();
    this.timeStamp = tail.timeStamp();
  }

  private record Tail(SealValue value, byte[] timeStamp) {}

  private record Tbs(
      byte[] octets,
      Seal seal,
      @Nullable Instant claimedAt,
      byte[] timeInfo,
      byte[] dataHash,
      String propertyInfo,
      byte[] certificate) {}

  /** Parses a DER SES_Signature, as strictly as {@link Seal#parse}. */
  public static SealSignature parse(byte[] der) throws MalformedDataException {
    Der signature = Der.open(der, "SES_Signature");
    Der toSign = signature.sequence("toSign");
    byte[] octets = toSign.encoded();
    int number = toSign.integer("version");
    Seal seal = Seal.read(toSign.sequence("eseal"));
    if (toSign.nextIs(DerText.BIT_STRING)) {
      return readV1(signature, toSign, octets, seal);
    }
    if (number != 4 && number != 5) {
      throw new MalformedDataException("TBS_Sign.version is neither 4 nor 5");
    }
    Instant claimed = toSign.time("timeInfo");
    byte[] dataHash = toSign.bits("dataHash").whole(DIGEST_LENGTH);
    String property = toSign.string("propertyInfo");
    if (toSign.nextIsTagged(0)) {
      toSign.taggedSequence("extDatas");
    }
    toSign.end();
    byte[] certificate = signature.octets("cert");
    String algorithm = signature.oid("signatureAlgID");
    SealValue value = SealValue.of(algorithm, signature.bits("signature"));
    byte[] stamp = new byte[0];
    if (signature.nextIsTagged(0)) {
      Der.Bits bits = signature.taggedBits("timeStamp");
      stamp = bits.octets();
      // Nothing signs this part: how it is written must not be open.
      value = new SealValue(algorithm, value.octets(), value.odd() || bits.unused());
    }
    signature.end();
    Tbs tbs = new Tbs(octets, seal, claimed, new byte[0], dataHash, property, certificate);
    SealVersion version = number == 5 ? SealVersion.V5 : SealVersion.V4;
    return new SealSignature(signature.encoded(), version, tbs, new Tail(value, stamp));
  }

  /** TBS_Sign of V1 holds the certificate and the algorithm itself; timeInfo is a BIT STRING. */
  private static SealSignature readV1(Der signature, Der toSign, byte[] octets, Seal seal)
      throws MalformedDataException {
    byte[] timeInfo = toSign.bits("timeInfo").octets();
    byte[] dataHash = toSign.bits("dataHash").whole(DIGEST_LENGTH);
    String property = toSign.string("propertyInfo");
    byte[] certificate = toSign.octets("cert");
    String algorithm = toSign.oid("signatureAlgorithm");
    toSign.end();
    SealValue value = SealValue.of(algorithm, signature.bits("signature"));
    signature.end();
    Tbs tbs = new Tbs(octets, seal, null, timeInfo, dataHash, property, certificate);
    return new SealSignature(
        signature.encoded(), SealVersion.V1, tbs, new Tail(value, new byte[0]));
  }

  /**
   * Puts a V4 seal under data (GB/T 38540-2020); the signature is verified before it is returned.
   *
   * <p>Whether the seal lists the signer is for the caller to look at first.
   *
   * @throws IllegalArgumentException for a key not of SM2, or a seal of another edition or not in
   *     DER
   */
  public static SealSignature sign(Seal seal, SealedData data, SigningKey signer)
      throws KeyUnavailableException {
    if (signer.algorithm() != SignatureAlgorithm.SM2_SM3 || seal.version() != SealVersion.V4) {
      throw new IllegalArgumentException("a V4 seal is used with an SM2 key");
    }
    if (!seal.isStrictDer()) {
      throw new IllegalArgumentException("a seal that is not DER would change in a signature");
    }
    try {
      DERSequence toSign =
          SealBuilder.sequence(
              new ASN1Integer(SealBuilder.V4),
              ASN1Primitive.fromByteArray(seal.der()),
              SealBuilder.time(data.time()),
              new DERBitString(data.hash()),
              new DERIA5String(data.property(), true));
      DERSequence signature =
          SealBuilder.sequence(
              toSign,
              new DEROctetString(signer.certificate().der()),
              SealBuilder.SM2_WITH_SM3,
              new DERBitString(signer.signDer(Der.encoded(toSign))));
      return parse(Der.encoded(signature));
    } catch (IOException | MalformedDataException e) {
      throw new IllegalStateException("a signature just made cannot be read", e);
    }
  }

  /**
   * Returns the same signature with a time-stamp over its value, in timeStamp [0] (V4 and V5).
   *
   * @param token DER of the token; its content is not looked at
   * @throws IllegalStateException when there is one already, or V1 has no place for it
   */
  public SealSignature withTimeStamp(byte[] token) {
    if (version == SealVersion.V1 || timeStamp.length > 0) {
      throw new IllegalStateException("no place for a time-stamp");
    }
    try {
      ASN1Sequence members = ASN1Sequence.getInstance(der);
      ASN1EncodableVector all = new ASN1EncodableVector();
      members.forEach(all::add);
      all.add(new DERTaggedObject(true, 0, new DERBitString(token)));
      return parse(Der.encoded(new DERSequence(all)));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a signature just made cannot be read", e);
    }
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the edition of the standard that the signature follows. */
  public SealVersion version() {
    return version;
  }

  /** Returns the seal. */
  public Seal seal() {
    return tbs.seal();
  }

  /** Returns the signer's own word on the time; empty for V1, whose form varies. */
  public Optional<Instant> claimedAt() {
    return Optional.ofNullable(tbs.claimedAt());
  }

  /** Returns what V1 wrote as time: a time-stamp token, a UTCTime or plain text; else empty. */
  public byte[] timeInfo() {
    return tbs.timeInfo().clone();
  }

  /** Returns the digest of the protected data (a copy); zero octets lost at its end are there. */
  public byte[] dataHash() {
    return tbs.dataHash().clone();
  }

  /** Returns propertyInfo: in an OFD the package path of Signature.xml. */
  public String propertyInfo() {
    return tbs.propertyInfo();
  }

  /** Returns the signer's certificate as written. */
  public byte[] signerCertificate() {
    return tbs.certificate().clone();
  }

  /** Returns the octets that the signature covers (a copy). */
  public byte[] signedOctets() {
    return tbs.octets().clone();
  }

  /** Returns the content of the signature's BIT STRING: what a time-stamp covers (a copy). */
  public byte[] value() {
    return value.octets().clone();
  }

  /** Returns the object identifier of the algorithm as written. */
  public String algorithm() {
    return value.algorithm();
  }

  /** Returns the time-stamp over the signature value, when there is one. */
  public Optional<byte[]> timeStamp() {
    return timeStamp.length == 0 ? Optional.empty() : Optional.of(timeStamp.clone());
  }

  /** Verifies the value over the signed octets; says which encoding matched. */
  public SealEncoding verify(Certificate signer) {
    return value.verify(signer, tbs.octets());
  }

  @Override
  public String toString() {
    return "SES_Signature "
        + version
        + ' '
        + new String(propertyInfo().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
  }
}
