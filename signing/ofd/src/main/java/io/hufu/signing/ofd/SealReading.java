package io.hufu.signing.ofd;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.seal.SealEncoding;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Verifies a seal signature as a value: value and binding; the seal itself is judged elsewhere. */
final class SealReading {
  private static final int SEQUENCE = 0x30;

  private final SealSignature signature;
  private final SignedValue.Context context;
  private final List<Finding> findings = new ArrayList<>();

  private SealReading(SealSignature signature, SignedValue.Context context) {
    this.signature = signature;
    this.context = context;
  }

  static SignedValue read(SealSignature signature, SignedValue.Context context) {
    return new SealReading(signature, context).read();
  }

  private SignedValue read() {
    List<Certificate> certificates = new ArrayList<>();
    boolean holds = false;
    try {
      Certificate signer = Certificate.fromDer(signature.signerCertificate());
      certificates.add(signer);
      holds = verify(signer);
      holds &= binds(signer);
    } catch (MalformedDataException e) {
      findings.add(
          context.finding(
              FindingCode.NO_SIGNER_CERTIFICATE,
              Outcome.INCONCLUSIVE,
              Map.of("detail", String.valueOf(e.getMessage()))));
    }
    byte[] octets = signature.value();
    byte[] canonical = SignatureAlgorithm.SM2_SM3.canonicalFromDer(octets).orElse(octets);
    return new SignedValue(
        SignatureAlgorithm.SM2_SM3,
        certificates,
        signature.signedOctets(),
        canonical,
        octets,
        signature.claimedAt().orElse(null),
        evidence(),
        signature,
        holds,
        findings);
  }

  private boolean verify(Certificate signer) {
    SealEncoding encoding = signature.verify(signer);
    if (encoding == SealEncoding.DER) {
      return true;
    }
    if (encoding == SealEncoding.NOT_COMPUTED) {
      Map<String, String> facts = Map.of("algorithm", signature.algorithm());
      findings.add(context.finding(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, facts));
      return false;
    }
    if (encoding.holds()) {
      return encoding == SealEncoding.RAW
          ? variant("RAW_VALUE", OfdTolerance.RAW_SIGNATURE_VALUE)
          : variant("UNUSED_BITS", OfdTolerance.UNUSED_BITS);
    }
    Optional<String> other = signer.hasUsableKey() ? otherForm(signer) : Optional.empty();
    findings.add(
        other
            .map(name -> context.variant(name, false))
            .orElseGet(() -> context.finding(FindingCode.SIGNATURE_INVALID, Outcome.FAILED)));
    return false;
  }

  private boolean variant(String name, OfdTolerance tolerance) {
    boolean borne = context.tolerances().contains(tolerance);
    findings.add(context.variant(name, borne));
    return borne;
  }

  /** Says why a value does not hold, when another user id, or what else was signed, explains it. */
  private Optional<String> otherForm(Certificate signer) {
    byte[] octets = signature.value();
    byte[] value = SignatureAlgorithm.SM2_SM3.canonicalFromDer(octets).orElse(octets);
    for (Sm2UserId id : List.of(Sm2UserId.EMPTY, Sm2UserId.ABSENT)) {
      byte[] digest =
          HashAlgorithm.SM3.digest(signer.key().messagePrefix(id), signature.signedOctets());
      if (signer.key().verifyDigest(SignatureAlgorithm.SM2_SM3, digest, value)) {
        return Optional.of(id == Sm2UserId.EMPTY ? "EMPTY_USER_ID" : "NO_USER_ID");
      }
    }
    // e is dataHash: Signature.xml was signed, and neither the seal nor the time.
    boolean hash =
        signer.key().verifyDigest(SignatureAlgorithm.SM2_SM3, signature.dataHash(), value);
    return hash ? Optional.of("DATA_HASH_SIGNED") : Optional.empty();
  }

  /** dataHash is the plain SM3 of Signature.xml; propertyInfo is its path, which binds nothing. */
  private boolean binds(Certificate signer) {
    boolean same = isDataHash(HashAlgorithm.SM3.digest(context.xml()));
    if (!same) {
      byte[] prefix = SignedValue.prefix(signer);
      if (prefix.length > 0 && isDataHash(HashAlgorithm.SM3.digest(prefix, context.xml()))) {
        return variant("DIGEST_WITH_Z", OfdTolerance.DIGEST_WITH_Z);
      }
      findings.add(context.finding(FindingCode.SIGNED_VALUE_OTHER_DATA, Outcome.FAILED));
    }
    String path = signature.propertyInfo().replaceFirst("^/", "");
    if (same && !path.equals(context.entry())) {
      findings.add(
          context.finding(
              FindingCode.REFERENCE_PATH_ODD,
              Outcome.NOTICE,
              Map.of("path", signature.propertyInfo().replaceAll("[^\\x20-\\x7e]", "?"))));
    }
    return same;
  }

  private boolean isDataHash(byte[] digest) {
    return MessageDigest.isEqual(digest, signature.dataHash());
  }

  /** V1 may write a token, a UTCTime or text as time; only a SEQUENCE can be a token. */
  private List<Evidence> evidence() {
    byte[] inside = signature.timeStamp().orElse(new byte[0]);
    if (signature.version() == SealVersion.V1
        && signature.timeInfo().length > 0
        && signature.timeInfo()[0] == SEQUENCE) {
      inside = signature.timeInfo();
    }
    return inside.length == 0 ? List.of() : List.of(new Evidence(Evidence.Kind.TIME_STAMP, inside));
  }
}
