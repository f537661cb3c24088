package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Sha1Name;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/**
 * Names of certificates in OCSP (RFC 6960 §4.1.1): hashes of issuer name and key, and the serial.
 *
 * <p>SHA-1 is recognised where others wrote it, never written. It only selects a name here: the
 * answer itself is signed with an accepted algorithm by the CA in question.
 */
final class OcspCertId {
  private OcspCertId() {}

  static CertID of(HashAlgorithm hash, Certificate certificate, Certificate ca) {
    return new CertID(
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(hash.oid())),
        new DEROctetString(hash.digest(certificate.issuerDer())),
        new DEROctetString(hash.digest(keyBits(ca))),
        new ASN1Integer(certificate.serial()));
  }

  /**
   * Tells whether the id is of a certificate that the CA issued, whatever its serial.
   *
   * @param issuerName DER Name as in the certificate's issuer field, or the CA's subject
   */
  static boolean isOf(CertID id, byte[] issuerName, Certificate ca) {
    UnaryOperator<byte[]> hash = hash(id.getHashAlgorithm().getAlgorithm());
    return hash != null
        && Arrays.equals(id.getIssuerNameHash().getOctets(), hash.apply(issuerName))
        && Arrays.equals(id.getIssuerKeyHash().getOctets(), hash.apply(keyBits(ca)));
  }

  /** KeyHash of a responder id: SHA-1 of the public key (RFC 6960 §4.2.1). */
  static byte[] keyHash(Certificate responder) {
    return Sha1Name.of(keyBits(responder));
  }

  /** The BIT STRING of the public key without tag, length and unused bits. */
  private static byte[] keyBits(Certificate certificate) {
    return SubjectPublicKeyInfo.getInstance(certificate.spki()).getPublicKeyData().getOctets();
  }

  private static @Nullable UnaryOperator<byte[]> hash(ASN1ObjectIdentifier oid) {
    if (oid.equals(OIWObjectIdentifiers.idSHA1)) {
      return Sha1Name::of;
    }
    for (HashAlgorithm hash : HashAlgorithm.values()) {
      if (hash.oid().equals(oid.getId())) {
        return hash::digest;
      }
    }
    return null;
  }
}
