package io.hufu.crypto.pki;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.V2TBSCertListGenerator;
import org.jspecify.annotations.Nullable;

/** Builds complete CRLs for pilots and tests (RFC 5280 §5). Not thread-safe. */
public final class CrlBuilder {
  private static final int UNUSED_REASON = 7;

  private final Instant thisUpdate;
  private final Instant nextUpdate;
  private final long number;
  private final Map<BigInteger, Entry> entries = new TreeMap<>();

  private record Entry(Instant at, int reason, @Nullable Instant invalidityDate) {}

  /** Starts a list; times in whole seconds (fractions are cut off), number not negative. */
  public CrlBuilder(Instant thisUpdate, Instant nextUpdate, long number) {
    if (number < 0 || nextUpdate.isBefore(thisUpdate)) {
      throw new IllegalArgumentException("a list needs a number, and an update after it was made");
    }
    this.thisUpdate = thisUpdate;
    this.nextUpdate = nextUpdate;
    this.number = number;
  }

  /**
   * Adds a revoked serial with a reason code of RFC 5280 §5.3.1; a serial added twice is replaced.
   *
   * @throws IllegalArgumentException for a code that a complete list cannot hold
   */
  public CrlBuilder revoke(BigInteger serial, Instant at, int reason) {
    return add(serial, new Entry(at, reason, null));
  }

  /** Adds a revoked serial with the date since when its key is suspected (RFC 5280 §5.3.2). */
  public CrlBuilder revoke(BigInteger serial, Instant at, int reason, Instant invalidityDate) {
    return add(serial, new Entry(at, reason, invalidityDate));
  }

  private CrlBuilder add(BigInteger serial, Entry entry) {
    int reason = entry.reason;
    if (reason < CRLReason.unspecified
        || reason > CRLReason.aACompromise
        || reason == UNUSED_REASON
        || reason == CRLReason.removeFromCRL) {
      throw new IllegalArgumentException("a complete list has no reason " + reason);
    }
    entries.put(serial, entry);
    return this;
  }

  /** Signs with the CA's key, which must have its certificate. */
  public Crl signedBy(SigningKey ca) throws KeyUnavailableException {
    Certificate issuer = ca.certificate();
    AlgorithmIdentifier algorithm =
        AlgorithmIdentifier.getInstance(ca.algorithm().algorithmIdentifier());
    V2TBSCertListGenerator tbs = new V2TBSCertListGenerator();
    tbs.setSignature(algorithm);
    tbs.setIssuer(X500Name.getInstance(issuer.subjectDer()));
    tbs.setThisUpdate(Asn1.time(thisUpdate));
    tbs.setNextUpdate(Asn1.time(nextUpdate));
    entries.forEach(
        (serial, entry) ->
            tbs.addCRLEntry(new ASN1Integer(serial), Asn1.time(entry.at), extensions(entry)));
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    issuer
        .subjectKeyId()
        .map(AuthorityKeyIdentifier::new)
        .ifPresent(
            id -> extensions.addExtension(Extension.authorityKeyIdentifier, false, Asn1.der(id)));
    extensions.addExtension(Extension.cRLNumber, false, Asn1.der(new ASN1Integer(number)));
    tbs.setExtensions(extensions.generate());
    ASN1Encodable contents = tbs.generateTBSCertList();
    DERBitString value = new DERBitString(ca.signDer(Asn1.der(contents)));
    try {
      return Crl.parse(Asn1.der(new DERSequence(new ASN1Encodable[] {contents, algorithm, value})));
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a list just built cannot be read", e);
    }
  }

  private static @Nullable Extensions extensions(Entry entry) {
    ExtensionsGenerator extensions = new ExtensionsGenerator();
    // §5.3.1: unspecified is said by leaving the reason out
    if (entry.reason != CRLReason.unspecified) {
      extensions.addExtension(
          Extension.reasonCode, false, Asn1.der(CRLReason.lookup(entry.reason)));
    }
    if (entry.invalidityDate != null) {
      extensions.addExtension(
          Extension.invalidityDate, false, Asn1.der(Asn1.generalized(entry.invalidityDate)));
    }
    return extensions.isEmpty() ? null : extensions.generate();
  }
}
