package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * The revokedCertificates of a CRL, kept as bytes (RFC 5280 §5.1.2.6, §5.3). Immutable.
 *
 * <p>Lists of a million entries occur. They are walked, not turned into objects, when parsed and
 * for each look-up: a few certificates are looked up in one list.
 */
final class CrlEntries {
  private static final int INTEGER = 0x02;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int SEQUENCE = 0x30;

  /** certificateIssuer is missing on purpose: it makes a list indirect. */
  private static final Set<ASN1ObjectIdentifier> PROCESSED =
      Set.of(Extension.reasonCode, Extension.invalidityDate);

  private static final Set<Integer> KEY_COMPROMISE =
      Set.of(CRLReason.keyCompromise, CRLReason.cACompromise, CRLReason.aACompromise);

  private final byte[] der;
  private final boolean understood;

  /** What one entry says of a serial. */
  record Entry(
      Instant revokedAt, @Nullable Instant invalidityDate, boolean keyCompromise, boolean removed) {

    /** A serial listed twice is revoked since the earlier date, for every reason given. */
    Entry with(Entry other) {
      return new Entry(
          revokedAt.isBefore(other.revokedAt) ? revokedAt : other.revokedAt,
          earlier(invalidityDate, other.invalidityDate),
          keyCompromise || other.keyCompromise,
          removed && other.removed);
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
      if (a == null || b == null) {
        return a == null ? b : a;
      }
      return a.isBefore(b) ? a : b;
    }
  }

  private CrlEntries(byte[] der) throws MalformedDataException {
    this.der = der;
    boolean all = true;
    for (DerCursor entries = DerCursor.inside(der); entries.next(); ) {
      all &= isUnderstood(entries.enter());
    }
    understood = all;
  }

  /** Takes a SEQUENCE that StrictDer has checked. */
  static CrlEntries of(byte[] sequence) throws MalformedDataException {
    return new CrlEntries(sequence);
  }

  /** Tells whether no entry has a critical extension that is not processed (§5.3). */
  boolean areUnderstood() {
    return understood;
  }

  /** Looks a serial up; empty when it is not listed. */
  Optional<Entry> find(BigInteger serial) {
    byte[] wanted = serial.toByteArray();
    Optional<Entry> found = Optional.empty();
    try {
      for (DerCursor entries = DerCursor.inside(der); entries.next(); ) {
        DerCursor fields = entries.enter();
        if (fields.next() && fields.contentEquals(wanted)) {
          Optional<Entry> earlier = found;
          found = read(fields).map(entry -> earlier.map(entry::with).orElse(entry));
        }
      }
      return found;
    } catch (MalformedDataException e) {
      throw new IllegalStateException("entries were read when the list was parsed", e);
    }
  }

  /** Reads one entry to its end, so that a look-up meets nothing that parsing did not. */
  private static boolean isUnderstood(DerCursor fields) throws MalformedDataException {
    if (!fields.next() || fields.tag() != INTEGER) {
      throw new MalformedDataException("CRL entry without serial number");
    }
    return read(fields).isPresent();
  }

  /** Reads what follows the serial; empty for a critical extension that is not processed. */
  private static Optional<Entry> read(DerCursor fields) throws MalformedDataException {
    if (!fields.next()) {
      throw new MalformedDataException("CRL entry without revocation date");
    }
    Instant at = time(fields);
    if (!fields.next()) {
      return Optional.of(new Entry(at, null, false, false));
    }
    if (fields.tag() != SEQUENCE) {
      throw new MalformedDataException("CRL entry has an unknown field");
    }
    Extensions extensions = Asn1.extensions(ASN1Sequence.getInstance(fields.encoded()));
    if (fields.next()) {
      throw new MalformedDataException("CRL entry has an unknown field");
    }
    for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
      if (!PROCESSED.contains(critical)) {
        return Optional.empty();
      }
    }
    return Optional.of(entry(at, extensions));
  }

  private static Entry entry(Instant at, Extensions extensions) throws MalformedDataException {
    ASN1Enumerated code =
        Asn1.value(extensions.getExtension(Extension.reasonCode), ASN1Enumerated::getInstance);
    int reason = code == null ? CRLReason.unspecified : code.intValueExact();
    ASN1GeneralizedTime suspected =
        Asn1.value(
            extensions.getExtension(Extension.invalidityDate), ASN1GeneralizedTime::getInstance);
    return new Entry(
        at,
        suspected == null ? null : Asn1.time(suspected),
        KEY_COMPROMISE.contains(reason),
        reason == CRLReason.removeFromCRL);
  }

  private static Instant time(DerCursor field) throws MalformedDataException {
    String text = new String(field.content(), StandardCharsets.US_ASCII);
    return switch (field.tag()) {
      case UTC_TIME -> DerTime.utcTime(text);
      case GENERALIZED_TIME -> DerTime.generalizedTime(text);
      default -> throw new MalformedDataException("CRL entry without revocation date");
    };
  }
}
