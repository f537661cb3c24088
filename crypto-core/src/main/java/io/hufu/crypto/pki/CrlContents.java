package io.hufu.crypto.pki;

import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** The TBSCertList of a CRL (RFC 5280 §5.1.2). Immutable. */
final class CrlContents {
  /** Longest list that is read, in bytes. */
  static final int MAX_LENGTH = 32 << 20;

  private static final int INTEGER = 0x02;
  private static final int SEQUENCE = 0x30;
  private static final int EXTENSIONS = 0xa0;

  /** List extensions whose critical form is understood: none that makes a list incomplete. */
  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(Extension.authorityKeyIdentifier);

  private final byte[] signatureAlgorithm;
  private final DistinguishedName issuer;
  private final Instant thisUpdate;
  private final @Nullable Instant nextUpdate;
  private final CrlEntries entries;
  private final boolean complete;

  private CrlContents(Deque<byte[]> fields) throws MalformedDataException {
    boolean second = tag(fields) == INTEGER;
    // §5.1.2.1: a version, if present, is v2(1)
    if (second && !BigInteger.ONE.equals(integer(fields.remove()))) {
      throw new MalformedDataException("CRL version is not 2");
    }
    signatureAlgorithm = next(fields);
    issuer = DistinguishedName.parse(next(fields));
    thisUpdate = Asn1.time(primitive(next(fields)));
    boolean promised = !fields.isEmpty() && tag(fields) != SEQUENCE && tag(fields) != EXTENSIONS;
    nextUpdate = promised ? Asn1.time(primitive(fields.remove())) : null;
    boolean any = !fields.isEmpty() && tag(fields) == SEQUENCE;
    entries = CrlEntries.of(any ? fields.remove() : new byte[] {SEQUENCE, 0});
    Extensions extensions = fields.isEmpty() ? null : extensions(fields.remove());
    if (!fields.isEmpty() || (extensions != null && !second)) {
      throw new MalformedDataException("CRL has fields that its version does not have");
    }
    complete = extensions != null && isComplete(extensions) && entries.areUnderstood();
  }

  static CrlContents of(byte[] tbs) throws MalformedDataException {
    try {
      return new CrlContents(new ArrayDeque<>(StrictDer.elements(tbs)));
    } catch (RuntimeException e) {
      throw new MalformedDataException("CRL does not have the form of RFC 5280 5.1", e);
    }
  }

  /** Takes the only X509 CRL block of a PEM text. */
  static byte[] fromPem(byte[] text) throws MalformedDataException {
    return PemBlock.only(text, List.of("X509 CRL"));
  }

  byte[] signatureAlgorithm() {
    return signatureAlgorithm;
  }

  DistinguishedName issuer() {
    return issuer;
  }

  boolean isIssuedBy(byte[] name) {
    try {
      return issuer.equals(DistinguishedName.parse(name));
    } catch (MalformedDataException e) {
      return false;
    }
  }

  Instant thisUpdate() {
    return thisUpdate;
  }

  @Nullable Instant nextUpdate() {
    return nextUpdate;
  }

  /** Tells whether the list names every revoked certificate of its issuer, and is understood. */
  boolean isComplete() {
    return complete;
  }

  RevocationStatus status(State state) {
    return new RevocationStatus(state, null, null, false, thisUpdate, nextUpdate);
  }

  RevocationStatus statusOf(BigInteger serial) {
    return entries.find(serial).map(this::status).orElseGet(() -> status(State.GOOD));
  }

  private RevocationStatus status(CrlEntries.Entry entry) {
    // §5.3.1: removeFromCRL belongs in delta lists; here it says neither yes nor no
    if (entry.removed()) {
      return status(State.UNKNOWN);
    }
    return new RevocationStatus(
        State.REVOKED,
        entry.revokedAt(),
        entry.invalidityDate(),
        entry.keyCompromise(),
        thisUpdate,
        nextUpdate);
  }

  /**
   * §5.2.3: a number, not critical. §5.2.4, §5.2.5: no delta indicator and no issuing distribution
   * point, whose scope would be a part of the certificates. §5.2: no unknown critical extension.
   */
  private static boolean isComplete(Extensions extensions) throws MalformedDataException {
    Extension number = extensions.getExtension(Extension.cRLNumber);
    if (number == null
        || number.isCritical()
        || extensions.getExtension(Extension.deltaCRLIndicator) != null
        || extensions.getExtension(Extension.issuingDistributionPoint) != null) {
      return false;
    }
    ASN1Integer value = Asn1.value(number, ASN1Integer::getInstance);
    return value != null
        && value.getValue().signum() >= 0
        && PROCESSED.containsAll(List.of(extensions.getCriticalExtensionOIDs()));
  }

  private static Extensions extensions(byte[] field) throws MalformedDataException {
    if ((field[0] & 0xff) != EXTENSIONS) {
      throw new MalformedDataException("CRL has an unknown field");
    }
    return Asn1.extensions(ASN1TaggedObject.getInstance(field).getExplicitBaseObject());
  }

  private static byte[] next(Deque<byte[]> fields) throws MalformedDataException {
    byte[] field = fields.poll();
    if (field == null) {
      throw new MalformedDataException("CRL ends too early");
    }
    return field;
  }

  private static int tag(Deque<byte[]> fields) {
    return fields.element()[0] & 0xff;
  }

  private static BigInteger integer(byte[] field) {
    return ASN1Integer.getInstance(field).getValue();
  }

  private static ASN1Primitive primitive(byte[] field) throws MalformedDataException {
    try {
      return ASN1Primitive.fromByteArray(field);
    } catch (IOException e) {
      throw new MalformedDataException("CRL field cannot be read", e);
    }
  }
}
