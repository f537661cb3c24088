package io.hufu.crypto.seal;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Makes a seal as GB/T 38540-2020 (V4) has it; the maker's key is an SM2 key. Not thread-safe.
 *
 * <p>A seal is worth what its maker is: an official one comes from an approved seal maker, one made
 * here serves pilots.
 */
public final class SealBuilder {
  static final int V4 = 4;
  static final ASN1ObjectIdentifier SM2_WITH_SM3 = new ASN1ObjectIdentifier("1.2.156.10197.1.501");

  private static final Pattern ASCII = Pattern.compile("[\\x20-\\x7e]{1,128}");

  private final String id;
  private final String name;
  private final List<Certificate> signers = new ArrayList<>();
  private String vendor = "Hufu";
  private int type = 1;
  private boolean digests;
  private @Nullable Instant created;
  private @Nullable Instant validFrom;
  private @Nullable Instant validTo;
  private @Nullable SealPicture picture;

  /**
   * Starts a seal.
   *
   * @param id esID: 1 to 128 printable ASCII characters, unique for the maker
   * @param name name of the seal, as it is read aloud
   */
  public SealBuilder(String id, String name) {
    this.id = requireAscii(id);
    this.name = name;
  }

  private static String requireAscii(String text) {
    if (!ASCII.matcher(text).matches()) {
      throw new IllegalArgumentException("printable ASCII, 1 to 128 characters");
    }
    return text;
  }

  /** Sets Vid, the identifier of the maker's product; printable ASCII; default {@code Hufu}. */
  public SealBuilder vendor(String product) {
    this.vendor = requireAscii(product);
    return this;
  }

  /** Sets the type: 1 an organisation's seal (default), 2 a person's (GM/T 0031-2014). */
  public SealBuilder type(int number) {
    this.type = number;
    return this;
  }

  /** Adds a certificate whose key may use the seal; at least one. */
  public SealBuilder signer(Certificate certificate) {
    signers.add(certificate);
    return this;
  }

  /** Lists the signers by SM3 digest instead of whole. */
  public SealBuilder listedByDigest() {
    this.digests = true;
    return this;
  }

  /** Sets when it is made and between which instants it may be used; whole seconds. */
  public SealBuilder period(Instant madeAt, Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends before it starts");
    }
    this.created = madeAt;
    this.validFrom = from;
    this.validTo = to;
    return this;
  }

  /** Sets the picture. */
  public SealBuilder picture(SealPicture image) {
    this.picture = image;
    return this;
  }

  /**
   * Signs the seal as its maker.
   *
   * @throws IllegalArgumentException without signer, period or picture, or for a key not of SM2
   */
  public Seal madeBy(SigningKey maker) throws KeyUnavailableException {
    if (maker.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw new IllegalArgumentException("a seal maker signs with SM2");
    }
    ASN1Primitive info = info();
    DERSequence seal =
        sequence(
            info,
            new DEROctetString(maker.certificate().der()),
            SM2_WITH_SM3,
            new DERBitString(maker.signDer(Der.encoded(info))));
    try {
      return Seal.parse(Der.encoded(seal));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a seal just made cannot be read", e);
    }
  }

  /** SES_SealInfo ::= { header, esID, property, picture }. */
  private ASN1Primitive info() {
    SealPicture image = picture;
    Instant madeAt = created;
    Instant from = validFrom;
    Instant to = validTo;
    if (signers.isEmpty() || image == null || madeAt == null || from == null || to == null) {
      throw new IllegalArgumentException("a seal has a signer, a period and a picture");
    }
    DERSequence header =
        sequence(new DERIA5String("ES"), new ASN1Integer(V4), new DERIA5String(vendor));
    DERSequence property =
        sequence(
            new ASN1Integer(type),
            new DERUTF8String(name),
            new ASN1Integer(digests ? 2 : 1),
            certificates(),
            time(madeAt),
            time(from),
            time(to));
    DERSequence shown =
        sequence(
            new DERIA5String(image.type()),
            new DEROctetString(image.data()),
            new ASN1Integer(image.width()),
            new ASN1Integer(image.height()));
    return sequence(header, new DERIA5String(id), property, shown);
  }

  private DERSequence certificates() {
    ASN1EncodableVector list = new ASN1EncodableVector();
    for (Certificate signer : signers) {
      list.add(
          digests
              ? sequence(
                  new DERPrintableString(HashAlgorithm.SM3.label()),
                  new DEROctetString(signer.digest(HashAlgorithm.SM3)))
              : new DEROctetString(signer.der()));
    }
    return new DERSequence(list);
  }

  static DERSequence sequence(ASN1Encodable... members) {
    return new DERSequence(members);
  }

  static ASN1GeneralizedTime time(Instant instant) {
    String digits = instant.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:T]", "");
    return new ASN1GeneralizedTime(digits);
  }
}
