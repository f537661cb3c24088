package io.hufu.crypto.tsp;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.Crl;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/** An RFC 3161 time-stamp token. Immutable and thread-safe. */
public final class TimeStampToken {
  /** Longest token that is read, in bytes. */
  static final int MAX_LENGTH = 1 << 20;

  static final ASN1ObjectIdentifier TST_INFO = PKCSObjectIdentifiers.id_ct_TSTInfo;

  /** signedData of GM/T 0010 and GB/T 35275. */
  static final ASN1ObjectIdentifier GM_SIGNED_DATA =
      new ASN1ObjectIdentifier("1.2.156.10197.6.1.4.2.2");

  private final byte[] der;
  private final byte[] content;
  private final TokenInfo info;
  private final TokenSignature signature;
  private final List<Certificate> certificates;

  private TimeStampToken(byte[] der) throws MalformedDataException {
    this.der = der;
    ContentInfo outer = ContentInfo.getInstance(der);
    SignedData signed = SignedData.getInstance(outer.getContent());
    requireVersion(outer.getContentType(), signed.getVersion().intValueExact());
    ContentInfo inner = signed.getEncapContentInfo();
    // RFC 3161 §2.4.2: eContentType is id-ct-TSTInfo, and there is one signature only
    if (!TST_INFO.equals(inner.getContentType()) || signed.getSignerInfos().size() != 1) {
      throw new MalformedDataException("not a time-stamp token with one signature");
    }
    content = ASN1OctetString.getInstance(inner.getContent()).getOctets();
    info = TokenInfo.of(content);
    signature = new TokenSignature(SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0)));
    requireDigest(signed.getDigestAlgorithms());
    certificates = certificates(signed.getCertificates());
    requireRevocationInfo(signed.getCRLs());
  }

  /**
   * Parses a DER token (a ContentInfo of SignedData) strictly; plain CMS and GM/T 0010 OIDs. At
   * most 1 MiB.
   */
  public static TimeStampToken parse(byte[] der) throws MalformedDataException {
    if (der.length > MAX_LENGTH) {
      throw new MalformedDataException("time-stamp token larger than 1 MiB");
    }
    StrictDer.check(der);
    try {
      return new TimeStampToken(der.clone());
    } catch (RuntimeException e) {
      throw new MalformedDataException("time-stamp does not have the form of RFC 3161", e);
    }
  }

  /** RFC 5652 §5.1: version 3 for content that is not plain data; GM/T 0010 always writes 1. */
  private static void requireVersion(ASN1ObjectIdentifier type, int version)
      throws MalformedDataException {
    boolean plain = type.equals(CMSObjectIdentifiers.signedData) && version == 3;
    boolean gm = type.equals(GM_SIGNED_DATA) && (version == 1 || version == 3);
    if (!plain && !gm) {
      throw new MalformedDataException("not a SignedData of a known type and version");
    }
  }

  /** RFC 5652 §5.1: the signer's digest is among the announced ones. */
  private void requireDigest(ASN1Set announced) throws MalformedDataException {
    for (ASN1Encodable each : announced) {
      if (Asn1.hash(AlgorithmIdentifier.getInstance(each))
          .filter(signature.digest()::equals)
          .isPresent()) {
        return;
      }
    }
    throw new MalformedDataException("the signer's digest is not announced");
  }

  private static List<Certificate> certificates(@Nullable ASN1Set set)
      throws MalformedDataException {
    List<Certificate> certificates = new ArrayList<>();
    if (set != null) {
      for (ASN1Encodable each : set) {
        // Tagged choices (RFC 5652 §10.2.2) are no X.509 certificates, so fromDer refuses them.
        certificates.add(Certificate.fromDer(Asn1.der(each)));
      }
    }
    return List.copyOf(certificates);
  }

  /** RFC 5652 §10.2.1: CRLs, or other information under a tag; not used, but nothing else. */
  private static void requireRevocationInfo(@Nullable ASN1Set set) throws MalformedDataException {
    if (set != null) {
      for (ASN1Encodable each : set) {
        if (!(each instanceof ASN1TaggedObject)) {
          Crl.parse(Asn1.der(each));
        }
      }
    }
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Returns the time that the authority asserts. */
  public Instant time() {
    return info.time();
  }

  /** Returns by how much the time may be off, either way; null when the token does not say. */
  public @Nullable Duration accuracy() {
    return info.accuracy();
  }

  /** Returns the hash of the imprint; other hashes are malformed at parse. */
  public HashAlgorithm imprintHash() {
    return info.hash();
  }

  /** Tells whether the imprint is the digest of the data. */
  public boolean covers(byte[] data) {
    return isOver(info.hash(), info.hash().digest(data));
  }

  /** Tells whether the imprint is this digest by this hash. */
  public boolean isOver(HashAlgorithm hash, byte[] digest) {
    return hash == info.hash() && MessageDigest.isEqual(info.imprint(), digest);
  }

  @Nullable BigInteger nonce() {
    return info.nonce();
  }

  /** Returns the certificates in the token, the signer's included when it is there. */
  public List<Certificate> certificates() {
    return certificates;
  }

  /**
   * Tells whether this certificate signed the token: signature value, ESSCertID(v2), critical
   * time-stamping EKU as its only purpose. Its path is the caller's to judge.
   *
   * <p>A token that carries certificates must carry the signer's (RFC 3161 §2.4.2), so a
   * certificate that is not among them did not sign it.
   */
  public boolean isSignedBy(Certificate tsa) {
    return (certificates.isEmpty() || certificates.contains(tsa))
        && signature.verifies(content, TST_INFO, tsa);
  }
}
