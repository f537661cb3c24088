package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.DerTime;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a SignedData with one signer and the attributes of CAdES B-B (ETSI EN 319 122-1 §6.3).
 *
 * <p>Signed are content type, message digest, the signer's certificate by its digest and, when
 * asked for, the signing time. Not thread-safe; one builder may make several.
 */
public final class SignedDataBuilder {
  private static final int TAG_0 = 0xa0;

  /** No value that Hufu makes is longer as DER: two INTEGERs of 33 octets. */
  private static final int LONGEST_VALUE = 72;

  private final SigningKey key;
  private final Set<Certificate> certificates = new LinkedHashSet<>();
  private String contentType = ContentType.DATA;
  private boolean gm;
  private boolean withCertificates = true;
  private @Nullable Instant signingTime;

  private SignedDataBuilder(SigningKey key) {
    this.key = key;
    for (Certificate certificate : key.chain()) {
      // a root is of no use to whoever does not list it anyway
      if (certificate.equals(key.certificate()) || !certificate.isSelfIssued()) {
        certificates.add(certificate);
      }
    }
  }

  /** Signs with a key, which must have its certificate. */
  public static SignedDataBuilder by(SigningKey key) {
    key.certificate();
    return new SignedDataBuilder(key);
  }

  /**
   * Writes the object identifiers of GM/T 0010 and GB/T 35275 instead of plain CMS.
   *
   * @throws IllegalStateException unless the key is an SM2 key and the content is data
   */
  public SignedDataBuilder gmObjectIdentifiers() {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3 || !ContentType.isData(contentType)) {
      throw new IllegalStateException("GM/T 0010 is for data signed with SM2");
    }
    gm = true;
    contentType = ContentType.GM_DATA;
    return this;
  }

  /** Signs content of another type than data, by its dotted identifier; plain CMS only. */
  public SignedDataBuilder contentType(String oid) {
    if (gm) {
      throw new IllegalStateException("GM/T 0010 is for data");
    }
    contentType = oid;
    return this;
  }

  /** Signs the signer's own word on the time, in whole seconds; without it there is none. */
  public SignedDataBuilder signingTime(Instant time) {
    signingTime = time;
    return this;
  }

  /** Carries more certificates than the key's chain, which comes without its root. */
  public SignedDataBuilder certificates(List<Certificate> more) {
    certificates.addAll(more);
    return this;
  }

  /** Carries no certificate at all; whoever verifies must have them. */
  public SignedDataBuilder withoutCertificates() {
    withCertificates = false;
    return this;
  }

  /**
   * Signs content that stands elsewhere.
   *
   * @throws IOException when the content cannot be read
   * @throws KeyUnavailableException when the key cannot sign now
   */
  public SignedData detached(ContentDigest content) throws IOException, KeyUnavailableException {
    return signed(content.digest(key.algorithm().hash()), null);
  }

  /** Signs content and carries it. */
  public SignedData enveloping(byte[] content) throws KeyUnavailableException {
    return signed(key.algorithm().hash().digest(content), content);
  }

  /** Returns the most bytes that {@link #detached} takes; unsigned attributes come on top. */
  public int detachedLength() {
    byte[] attributes = attributes(new byte[key.algorithm().hash().length()]);
    return der(signerInfo(attributes, new byte[LONGEST_VALUE]), null).length;
  }

  private SignedData signed(byte[] digest, byte @Nullable [] content)
      throws KeyUnavailableException {
    // RFC 5652 §5.4: signed is the SET OF; stored it has the tag [0]
    byte[] attributes = attributes(digest);
    byte[] value = key.signDer(attributes);
    try {
      return SignedData.parse(der(signerInfo(attributes, value), content));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a SignedData just made cannot be read", e);
    }
  }

  private byte[] attributes(byte[] digest) {
    List<byte[]> attributes = new ArrayList<>();
    attributes.add(attribute(AttributeType.CONTENT_TYPE, DerWriter.oid(contentType)));
    attributes.add(
        attribute(AttributeType.MESSAGE_DIGEST, DerWriter.value(DerWriter.OCTET_STRING, digest)));
    attributes.add(
        attribute(
            AttributeType.SIGNING_CERTIFICATE_V2,
            SigningCertificateAttribute.version2(
                key.certificate(), key.algorithm().suite().hash())));
    if (signingTime != null) {
      attributes.add(attribute(AttributeType.SIGNING_TIME, DerTime.encode(signingTime)));
    }
    return DerWriter.sorted(DerWriter.SET, attributes);
  }

  private static byte[] attribute(String type, byte[] value) {
    return SignedData.attribute(type, List.of(value));
  }

  private byte[] signerInfo(byte[] attributes, byte[] value) {
    Certificate certificate = key.certificate();
    byte[] tagged = attributes.clone();
    tagged[0] = (byte) TAG_0;
    return DerWriter.value(
        DerWriter.SEQUENCE,
        DerWriter.integer(1),
        DerWriter.value(
            DerWriter.SEQUENCE,
            certificate.issuerDer(),
            DerWriter.value(0x02, certificate.serial().toByteArray())),
        digestAlgorithm(),
        tagged,
        signatureAlgorithm(),
        DerWriter.value(DerWriter.OCTET_STRING, value));
  }

  private byte[] digestAlgorithm() {
    HashAlgorithm hash = key.algorithm().hash();
    // the samples of GB/T 35275 have NULL, RFC 5754 §2 wants nothing
    return Asn1.der(
        gm
            ? new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid()), DERNull.INSTANCE)
            : SignerAlgorithms.identifier(hash));
  }

  private byte[] signatureAlgorithm() {
    return gm
        ? Asn1.der(new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign, DERNull.INSTANCE))
        : key.algorithm().algorithmIdentifier();
  }

  private byte[] der(byte[] signerInfo, byte @Nullable [] content) {
    List<byte[]> fields = new ArrayList<>();
    // §5.1: 3 for content that is not plain data
    fields.add(DerWriter.integer(ContentType.isData(contentType) ? 1 : 3));
    fields.add(DerWriter.value(DerWriter.SET, digestAlgorithm()));
    fields.add(encapsulated(content));
    if (withCertificates) {
      List<byte[]> encoded = certificates.stream().map(Certificate::der).toList();
      fields.add(DerWriter.sorted(TAG_0, encoded));
    }
    fields.add(DerWriter.value(DerWriter.SET, signerInfo));
    String type = gm ? ContentType.GM_SIGNED_DATA : ContentType.SIGNED_DATA;
    return SignedData.contentInfo(type, fields);
  }

  private byte[] encapsulated(byte @Nullable [] content) {
    byte[] type = DerWriter.oid(contentType);
    return content == null
        ? DerWriter.value(DerWriter.SEQUENCE, type)
        : DerWriter.value(
            DerWriter.SEQUENCE,
            type,
            DerWriter.value(TAG_0, DerWriter.value(DerWriter.OCTET_STRING, content)));
  }
}
