package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.pki.DerCursor;
import io.hufu.crypto.pki.DerTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One signer of a CMS (RFC 5652 §5.3), untrusted until verified. Immutable and thread-safe. */
public final class SignerInfo {
  private static final int MAX_COUNTERSIGNATURES = 16;
  private static final int MAX_CERTIFICATES = 256;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int UTF8_STRING = 0x0c;

  private final SignerParts parts;
  private final SignerAlgorithms algorithms;
  private final List<Certificate> certificates;
  private final boolean doubled;

  /** Takes the certificates of the whole structure. */
  SignerInfo(SignerParts parts, List<Certificate> certificates, boolean doubled) {
    this.parts = parts;
    this.algorithms = SignerAlgorithms.of(parts.digestAlgorithm(), parts.signatureAlgorithm());
    this.certificates = certificates;
    this.doubled = doubled;
  }

  /** Returns the certificates that the signer may mean, of those inside and of others. */
  public List<Certificate> candidates(List<Certificate> others) {
    return Stream.of(certificates, certificateValues(), others)
        .flatMap(List::stream)
        .filter(parts.identifier()::names)
        .distinct()
        .toList();
  }

  /** Returns the first certificate inside that the signer may mean. */
  public Optional<Certificate> certificate() {
    return candidates(List.of()).stream().findFirst();
  }

  /** Tells whether another SignerInfo beside this one has the same signer and attributes. */
  public boolean isDoubled() {
    return doubled;
  }

  /**
   * Returns the signature algorithm, of ECDSA on the curve of {@link #certificate}; empty for a
   * combination that is not verified.
   */
  public Optional<SignatureAlgorithm> signatureAlgorithm() {
    SignatureAlgorithm named = algorithms.signature();
    return named == null
        ? Optional.empty()
        : certificate()
            .filter(Certificate::hasUsableKey)
            .map(signer -> named.forKey(signer.key()))
            .or(() -> Optional.of(named));
  }

  /** Returns the hash of the content; empty for one that is not computed. */
  public Optional<HashAlgorithm> digestAlgorithm() {
    return Optional.ofNullable(algorithms.digest());
  }

  /** Tells whether SHA-1, MD5 or older is named; such a signature is never verified. */
  public boolean isWeak() {
    return algorithms.weak();
  }

  /** Returns the dotted identifiers of digest and signature algorithm, as written. */
  public String algorithmIdentifiers() {
    return parts.digestAlgorithm().getAlgorithm().getId()
        + " "
        + parts.signatureAlgorithm().getAlgorithm().getId();
  }

  /** Tells whether the signature is over attributes, which hold the content's digest. */
  public boolean hasSignedAttributes() {
    return parts.signed() != null;
  }

  private Attributes signed() {
    return parts.signed() == null ? Attributes.none() : parts.signed();
  }

  /** Returns the types of the signed attributes, in the order as stored. */
  public Set<String> signedAttributeTypes() {
    return Set.copyOf(signed().types());
  }

  /** Returns the DER values of a signed attribute; see {@link AttributeType}. */
  public List<byte[]> signedAttribute(String type) {
    return signed().values(type).stream().map(byte[]::clone).toList();
  }

  /** Returns the types that occur in more than one signed attribute; such a signer is refused. */
  public Set<String> doubledAttributes() {
    return Set.copyOf(signed().doubled());
  }

  /** Returns the types of the unsigned attributes. */
  public Set<String> unsignedAttributeTypes() {
    return Set.copyOf(parts.unsigned().types());
  }

  /** Returns the DER values of an unsigned attribute; see {@link AttributeType}. */
  public List<byte[]> unsignedAttribute(String type) {
    return parts.unsigned().values(type).stream().map(byte[]::clone).toList();
  }

  /** Returns the digest that was signed; empty without signed attributes or a readable one. */
  public Optional<byte[]> messageDigest() {
    try {
      Optional<byte[]> value = signed().single(AttributeType.MESSAGE_DIGEST);
      return value.isPresent() ? Optional.of(Asn1.octets(value.get())) : Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  /** Returns the signer's own word on the time (RFC 5652 §11.3); empty when there is none. */
  public Optional<Instant> signingTime() {
    Optional<byte[]> value = signed().single(AttributeType.SIGNING_TIME);
    try {
      return value.isPresent() ? Optional.ofNullable(time(value.get())) : Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Instant time(byte[] der) throws MalformedDataException {
    String text = new String(content(der), StandardCharsets.US_ASCII);
    return switch (der[0]) {
      case UTC_TIME -> DerTime.utcTime(text);
      case GENERALIZED_TIME -> DerTime.generalizedTime(text);
      default -> null;
    };
  }

  private static byte[] content(byte[] der) throws MalformedDataException {
    DerCursor cursor = DerCursor.at(der);
    return cursor.content();
  }

  /** Returns the description in the content hints (RFC 2634 §2.9), text by the signer. */
  public Optional<String> contentDescription() {
    Optional<byte[]> hints = signed().single(AttributeType.CONTENT_HINTS);
    try {
      if (hints.isPresent()) {
        DerCursor cursor = DerCursor.inside(hints.get());
        if (cursor.next() && cursor.tag() == UTF8_STRING) {
          return Optional.of(new String(cursor.content(), StandardCharsets.UTF_8));
        }
      }
    } catch (MalformedDataException e) {
      // a description that cannot be read is none
    }
    return Optional.empty();
  }

  /** Returns the signature value as it stands: what a signature time-stamp covers (a copy). */
  public byte[] signature() {
    return parts.value().clone();
  }

  /**
   * Returns the value in canonical form: r‖s, for ECDSA with low s; empty for an algorithm that is
   * not verified or a value out of range.
   */
  public Optional<byte[]> canonicalSignature() {
    return signatureAlgorithm().flatMap(algorithm -> algorithm.canonicalFromDer(parts.value()));
  }

  /** Returns the DER SET OF that was signed; empty when the content itself was. */
  public Optional<byte[]> signedOctets() {
    return Optional.ofNullable(parts.signed()).map(Attributes::asSortedSet);
  }

  /** Returns the readable certificates of the certificate values attribute. */
  public List<Certificate> certificateValues() {
    List<Certificate> found = new ArrayList<>();
    for (byte[] value : parts.unsigned().values(AttributeType.CERTIFICATE_VALUES)) {
      try {
        for (byte[] each : Attributes.elements(DerCursor.inside(value), MAX_CERTIFICATES)) {
          found.add(Certificate.fromDer(each));
        }
      } catch (MalformedDataException e) {
        // unsigned and untrusted: what cannot be read does not count
      }
    }
    return List.copyOf(found);
  }

  /** Returns lists and answers in the revocation values attribute and in Adobe's signed one. */
  public RevocationInfo revocationValues() {
    return new RevocationInfo.Collector()
        .values(signed().values(AttributeType.ADOBE_REVOCATION_INFO))
        .values(parts.unsigned().values(AttributeType.REVOCATION_VALUES))
        .collected();
  }

  /**
   * Returns the countersignatures (RFC 5652 §11.4), at most 16; verify each with the digest of
   * {@link #signature}. Unreadable ones are left out.
   */
  public List<SignerInfo> countersignatures() {
    List<SignerInfo> found = new ArrayList<>();
    for (byte[] value : parts.unsigned().values(AttributeType.COUNTERSIGNATURE)) {
      try {
        if (found.size() < MAX_COUNTERSIGNATURES) {
          found.add(new SignerInfo(SignerParts.of(value, null), certificates, false));
        }
      } catch (MalformedDataException e) {
        // unsigned and untrusted: what cannot be read does not count
      }
    }
    return List.copyOf(found);
  }

  /** Verifies as {@link #verify(Certificate, ContentDigest, Set)}; the content is the message. */
  public SignerVerification verify(Certificate certificate, @Nullable ContentDigest content)
      throws IOException {
    return verify(certificate, content, EnumSet.of(MessageForm.CONTENT));
  }

  /**
   * Verifies value, attributes and content with one certificate (RFC 5652 §5.6); its path is the
   * caller's to judge.
   *
   * @param content null when the content is not there
   * @param forms what may be the message when there are no signed attributes
   * @throws IOException when the content cannot be read
   */
  public SignerVerification verify(
      Certificate certificate, @Nullable ContentDigest content, Set<MessageForm> forms)
      throws IOException {
    SignatureAlgorithm algorithm = algorithms.signature();
    if (doubled) {
      return SignerVerification.of(Status.SIGNER_DOUBLED);
    }
    if (algorithms.weak() || algorithm == null) {
      return SignerVerification.of(
          algorithms.weak() ? Status.ALGORITHM_WEAK : Status.ALGORITHM_UNKNOWN);
    }
    if (!parts.identifier().names(certificate)) {
      return SignerVerification.of(Status.CERTIFICATE_DIFFERS);
    }
    if (!certificate.hasUsableKey()) {
      return SignerVerification.of(Status.KEY_DIFFERS);
    }
    SignatureAlgorithm meant = algorithm.forKey(certificate.key());
    if (!certificate.key().algorithms().contains(meant)) {
      return SignerVerification.of(Status.KEY_DIFFERS);
    }
    return new SignerVerifier(parts, meant, certificate, content, forms).verify();
  }
}
