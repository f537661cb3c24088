package io.hufu.signing.pdf;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.seal.SealEncoding;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.model.Evidence;
import io.hufu.model.report.FindingCode;
import java.security.MessageDigest;
import java.util.Map;

/**
 * Verifies an SES_Signature (GB/T 38540, GM/T 0031) in /Contents: value, and binding to the ranges
 * by their SM3 digest. Whether the seal is a good one is asked where all seals are judged.
 */
final class SealInPdf {
  private static final int SEQUENCE = 0x30;

  private final SealSignature seal;
  private final ValueContext context;

  private SealInPdf(SealSignature seal, ValueContext context) {
    this.seal = seal;
    this.context = context;
  }

  static void judge(SealSignature seal, ValueContext context) {
    new SealInPdf(seal, context).judge();
  }

  private void judge() {
    ReadSignature read = context.read();
    byte[] octets = seal.value();
    read.length = seal.der().length;
    read.algorithm = SignatureAlgorithm.SM2_SM3;
    read.signed(seal.signedOctets());
    read.value = SignatureAlgorithm.SM2_SM3.canonicalFromDer(octets).orElse(octets);
    read.stamped = octets;
    read.claimedAt = seal.claimedAt().orElse(context.claimedAt());
    read.seal = seal;
    stamp(read);
    try {
      Certificate signer = Certificate.fromDer(seal.signerCertificate());
      read.certificates.add(signer);
      verify(signer);
    } catch (MalformedDataException e) {
      context.report(
          FindingCode.NO_SIGNER_CERTIFICATE,
          INCONCLUSIVE,
          Map.of("detail", String.valueOf(e.getMessage())));
    }
  }

  /** V1 may write a token, a UTCTime or text as time; only a SEQUENCE can be a token. */
  private void stamp(ReadSignature read) {
    byte[] token = seal.timeStamp().orElseGet(seal::timeInfo);
    boolean own = seal.version() != SealVersion.V1 || (token.length > 0 && token[0] == SEQUENCE);
    if (token.length > 0 && own) {
      read.evidence.add(new Evidence(Evidence.Kind.TIME_STAMP, token));
    }
  }

  private void verify(Certificate signer) {
    if (!MessageDigest.isEqual(context.digest(HashAlgorithm.SM3), seal.dataHash())) {
      context.report(FindingCode.SIGNED_VALUE_OTHER_DATA, FAILED, Map.of());
      return;
    }
    SealEncoding encoding = seal.verify(signer);
    if (encoding == SealEncoding.DER) {
      context.report(
          FindingCode.SIGNATURE_INTACT,
          PASSED,
          context.facts(SignatureAlgorithm.SM2_SM3.name(), "SES_Signature " + seal.version()));
    } else if (encoding == SealEncoding.NOT_COMPUTED) {
      Map<String, String> facts = Map.of("algorithm", seal.algorithm());
      context.report(FindingCode.ALGORITHM_UNKNOWN, INCONCLUSIVE, facts);
    } else if (encoding.holds()) {
      String variant = encoding == SealEncoding.RAW ? "RAW_VALUE" : encoding.name();
      context.report(FindingCode.SIGNATURE_VARIANT, INCONCLUSIVE, Map.of("variant", variant));
    } else {
      context.report(FindingCode.SIGNATURE_INVALID, FAILED, Map.of());
    }
  }
}
