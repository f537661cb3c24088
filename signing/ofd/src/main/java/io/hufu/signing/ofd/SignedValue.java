package io.hufu.signing.ofd;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SignedValue.dat turned out to be, verified against Signature.xml. Immutable.
 *
 * <p>Told apart by content, never by the Type of the list, which nothing protects.
 *
 * @param algorithm null when unknown
 * @param certificates the signer's first
 * @param octets that were signed
 * @param value canonical value
 * @param stamped what a time-stamp covers
 * @param evidence that sits inside the value
 * @param seal the seal signature, when it is one
 * @param holds whether the value verifies and belongs to this Signature.xml
 * @param findings what there is to say
 */
record SignedValue(
    @Nullable SignatureAlgorithm algorithm,
    List<Certificate> certificates,
    byte[] octets,
    byte[] value,
    byte[] stamped,
    @Nullable Instant claimedAt,
    List<Evidence> evidence,
    @Nullable SealSignature seal,
    boolean holds,
    List<Finding> findings) {
  private static final byte[] NOTHING = {};

  /**
   * What a value is read against.
   *
   * @param xml raw bytes of Signature.xml
   * @param entry its name
   */
  record Context(byte[] xml, String entry, FindingSubject subject, Set<OfdTolerance> tolerances) {
    Finding finding(FindingCode code, Outcome outcome, Map<String, String> facts) {
      return Finding.of(code, outcome, subject, facts).at(entry);
    }

    /** Names a form that the standard does not have. */
    Finding variant(String name, boolean borne) {
      return finding(
          FindingCode.SIGNATURE_VARIANT,
          borne ? Outcome.NOTICE : Outcome.INCONCLUSIVE,
          Map.of("variant", name));
    }

    Finding finding(FindingCode code, Outcome outcome) {
      return finding(code, outcome, Map.of());
    }
  }

  static SignedValue read(byte[] bytes, Context context) throws IOException {
    MalformedDataException problem;
    try {
      return SealReading.read(SealSignature.parse(bytes), context);
    } catch (MalformedDataException e) {
      problem = e;
    }
    try {
      return CmsReading.read(bytes, context);
    } catch (MalformedDataException e) {
      return unreadable(bytes, problem, context);
    }
  }

  /** Returns the signer's Z (GB/T 32918.2 §5.5); empty without a signer of SM2. */
  byte[] prefix() {
    return certificates.isEmpty() ? NOTHING : prefix(certificates.get(0));
  }

  static byte[] prefix(Certificate signer) {
    return signer.hasUsableKey() ? signer.key().messagePrefix(Sm2UserId.PROFILE) : NOTHING;
  }

  /** A bare value carries no certificate: nobody can say whose it is. */
  private static SignedValue unreadable(
      byte[] bytes, MalformedDataException problem, Context context) {
    boolean bare =
        bytes.length == 64 || SignatureAlgorithm.SM2_SM3.canonicalFromDer(bytes).isPresent();
    Finding finding =
        bare
            ? context.finding(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE)
            : context.finding(
                FindingCode.MALFORMED,
                Outcome.FAILED,
                Map.of("detail", "SignedValue.dat: " + problem.getMessage()));
    return new SignedValue(
        null,
        List.of(),
        context.xml(),
        bytes,
        bytes,
        null,
        List.of(),
        null,
        false,
        List.of(finding));
  }

  /** The value of a signature of which not even the parts could be read. */
  static SignedValue none(Finding finding) {
    return new SignedValue(
        null, List.of(), NOTHING, NOTHING, NOTHING, null, List.of(), null, false, List.of(finding));
  }
}
