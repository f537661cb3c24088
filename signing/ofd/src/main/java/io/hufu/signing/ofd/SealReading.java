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
    } catch (MalformedDataException e) {
      findings.add(
          context.finding(
              FindingCode.NO_SIGNER_CERTIFICATE,
              Outcome.INCONCLUSIVE,
              Map.of("detail", String.valueOf(e.getMessage()))));
    }
    holds &= binds();
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
    if (encoding == SealEncoding.RAW) {
      boolean borne = context.tolerances().contains(OfdTolerance.RAW_SIGNATURE_VALUE);
      findings.add(variant("RAW_VALUE", borne));
      return borne;
    }
    Optional<String> other = signer.hasUsableKey() ? otherUserId(signer) : Optional.empty();
    findings.add(
        other
            .map(name -> variant(name, false))
            .orElseGet(() -> context.finding(FindingCode.SIGNATURE_INVALID, Outcome.FAILED)));
    return false;
  }

  private Finding variant(String name, boolean borne) {
    return context.finding(
        FindingCode.SIGNATURE_VARIANT,
        borne ? Outcome.NOTICE : Outcome.INCONCLUSIVE,
        Map.of("variant", name));
  }

  /** Says why a value does not hold, when another user id, or none, explains it. */
  private Optional<String> otherUserId(Certificate signer) {
    byte[] octets = signature.value();
    byte[] value = SignatureAlgorithm.SM2_SM3.canonicalFromDer(octets).orElse(octets);
    for (Sm2UserId id : List.of(Sm2UserId.EMPTY, Sm2UserId.ABSENT)) {
      byte[] digest =
          HashAlgorithm.SM3.digest(signer.key().messagePrefix(id), signature.signedOctets());
      if (signer.key().verifyDigest(SignatureAlgorithm.SM2_SM3, digest, value)) {
        return Optional.of(id == Sm2UserId.EMPTY ? "EMPTY_USER_ID" : "NO_USER_ID");
      }
    }
    return Optional.empty();
  }

  /** dataHash is the plain SM3 of Signature.xml; propertyInfo is its path, which binds nothing. */
  private boolean binds() {
    boolean same =
        MessageDigest.isEqual(HashAlgorithm.SM3.digest(context.xml()), signature.dataHash());
    if (!same) {
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
