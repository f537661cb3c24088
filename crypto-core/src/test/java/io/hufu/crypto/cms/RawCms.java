package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Sm2OtherUserId;
import io.hufu.crypto.Sm2UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds SM2 SignedData as others write it, field by field; starts as plain CMS by the book. */
public final class RawCms {
  public static final String SM2_SIGN = "1.2.156.10197.1.301.1";
  public static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";
  private static final byte[] NULL = {5, 0};

  private final SigningKey key;
  private final byte[] content;
  private final List<byte[]> attributes = new ArrayList<>();
  private final List<byte[]> unsigned = new ArrayList<>();
  private String type = ContentType.SIGNED_DATA;
  private String contentType = ContentType.DATA;
  private String attributeContentType = ContentType.DATA;
  private String digestOid = HashAlgorithm.SM3.oid();
  private String signatureOid = SM2_WITH_SM3;
  private byte[] parameters = new byte[0];
  private int version = 1;
  private boolean withAttributes = true;
  private boolean detached;
  private boolean byKeyId;
  private boolean raw;
  private boolean reversed;
  private Sm2UserId userId = Sm2UserId.PROFILE;
  private UnaryOperator<byte[]> message = UnaryOperator.identity();
  private int copies = 1;
  private byte @Nullable [] value;
  private @Nullable RawCms beside;

  public RawCms(SigningKey key, byte[] content) {
    this.key = key;
    this.content = content;
  }

  /** Content types of GM/T 0010: of the outside, the inside and the attribute. */
  public RawCms types(String outer, String inner, String attribute) {
    type = outer;
    contentType = inner;
    attributeContentType = attribute;
    return this;
  }

  public RawCms gm() {
    return types(ContentType.GM_SIGNED_DATA, ContentType.GM_DATA, ContentType.GM_DATA)
        .algorithm(SM2_SIGN)
        .nullParameters();
  }

  /** As an OFD signature of the field has them. */
  public RawCms disagreeing() {
    return gm().types(ContentType.GM_SIGNED_DATA, ContentType.DATA, ContentType.GM_DATA);
  }

  public RawCms algorithm(String oid) {
    signatureOid = oid;
    return this;
  }

  public RawCms digest(String oid) {
    digestOid = oid;
    return this;
  }

  public RawCms nullParameters() {
    parameters = NULL;
    return this;
  }

  public RawCms version(int number) {
    version = number;
    return this;
  }

  public RawCms withoutAttributes() {
    withAttributes = false;
    return this;
  }

  public RawCms detached() {
    detached = true;
    return this;
  }

  public RawCms byKeyId() {
    byKeyId = true;
    return this;
  }

  public RawCms rawValue() {
    raw = true;
    return this;
  }

  public RawCms reversedAttributes() {
    reversed = true;
    return this;
  }

  public RawCms userId(Sm2UserId id) {
    userId = id;
    return this;
  }

  /** Without attributes: signs what the function makes of the content. */
  public RawCms message(UnaryOperator<byte[]> function) {
    message = function;
    return this;
  }

  public RawCms attribute(String oid, byte[]... values) {
    attributes.add(SignedData.attribute(oid, Arrays.asList(values)));
    return this;
  }

  public RawCms unsigned(String oid, byte[]... values) {
    unsigned.add(SignedData.attribute(oid, Arrays.asList(values)));
    return this;
  }

  /** Puts the same signer in several times. */
  public RawCms copies(int number) {
    copies = number;
    return this;
  }

  public RawCms value(byte[] forced) {
    value = forced;
    return this;
  }

  /** Puts another signer in, over the same content. */
  public RawCms and(RawCms another) {
    beside = another;
    return this;
  }

  /** The structure, with the whole chain of each signer. */
  public byte[] der() throws Exception {
    List<byte[]> signers = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      signers.add(signerInfo());
    }
    Set<Certificate> certificates = new LinkedHashSet<>(key.chain());
    if (beside != null) {
      signers.add(beside.signerInfo());
      certificates.addAll(beside.key.chain());
    }
    byte[] inner = DerWriter.oid(contentType);
    byte[] octets = DerWriter.value(DerWriter.OCTET_STRING, content);
    return SignedData.contentInfo(
        type,
        List.of(
            DerWriter.integer(version),
            DerWriter.value(DerWriter.SET, algorithm(digestOid, parameters)),
            detached
                ? DerWriter.value(DerWriter.SEQUENCE, inner)
                : DerWriter.value(DerWriter.SEQUENCE, inner, DerWriter.value(0xa0, octets)),
            DerWriter.value(0xa0, certificates.stream().map(Certificate::der).toList()),
            DerWriter.value(DerWriter.SET, signers)));
  }

  /** The SignerInfo alone, such as a countersignature is. */
  public byte[] signerInfoDer() throws Exception {
    return signerInfo();
  }

  private byte[] signerInfo() throws Exception {
    byte[] set = withAttributes ? attributes() : new byte[0];
    byte[] signed = withAttributes ? set : message.apply(content);
    byte[] signature = value == null ? sign(signed) : value;
    byte[] tagged = set.clone();
    if (withAttributes) {
      tagged[0] = (byte) 0xa0;
    }
    return DerWriter.value(
        DerWriter.SEQUENCE,
        DerWriter.integer(version),
        byKeyId
            ? DerWriter.value(0x80, key.certificate().subjectKeyId().orElseThrow())
            : issuerAndSerial(),
        algorithm(digestOid, parameters),
        tagged,
        algorithm(signatureOid, parameters),
        DerWriter.value(DerWriter.OCTET_STRING, signature),
        unsigned.isEmpty() ? new byte[0] : DerWriter.sorted(0xa1, unsigned));
  }

  private byte[] sign(byte[] message) throws Exception {
    if (raw) {
      return key.sign(message);
    }
    return userId == Sm2UserId.PROFILE
        ? key.signDer(message)
        : Sm2OtherUserId.signDer(key, userId, message);
  }

  private byte[] issuerAndSerial() {
    Certificate certificate = key.certificate();
    return DerWriter.value(
        DerWriter.SEQUENCE,
        certificate.issuerDer(),
        DerWriter.value(2, certificate.serial().toByteArray()));
  }

  private byte[] attributes() {
    List<byte[]> all = new ArrayList<>(attributes);
    byte[] digest = HashAlgorithm.SM3.digest(content);
    all.add(attributeOf(AttributeType.CONTENT_TYPE, DerWriter.oid(attributeContentType)));
    all.add(
        attributeOf(AttributeType.MESSAGE_DIGEST, DerWriter.value(DerWriter.OCTET_STRING, digest)));
    all.sort(Arrays::compareUnsigned);
    if (reversed) {
      Collections.reverse(all);
    }
    return DerWriter.value(DerWriter.SET, all);
  }

  private static byte[] attributeOf(String oid, byte[] value) {
    return SignedData.attribute(oid, List.of(value));
  }

  private static byte[] algorithm(String oid, byte[] parameters) {
    return DerWriter.value(DerWriter.SEQUENCE, DerWriter.oid(oid), parameters);
  }
}
