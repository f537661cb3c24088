package io.hufu.signing.ofd;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.MessageForm;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.crypto.cms.SignerVerification;
import io.hufu.crypto.cms.SignerVerification.Variant;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Verifies a GB/T 35275 SignedData over Signature.xml, in the shapes that are met. */
final class CmsReading {
  private static final Set<Variant> DIGESTED =
      EnumSet.of(Variant.DIGEST_AS_MESSAGE, Variant.BASE64_DIGEST_AS_MESSAGE);

  private final SignedData data;
  private final SignerInfo signer;
  private final SignedValue.Context context;
  private final List<Finding> findings = new ArrayList<>();

  private CmsReading(SignedData data, SignerInfo signer, SignedValue.Context context) {
    this.data = data;
    this.signer = signer;
    this.context = context;
  }

  static SignedValue read(byte[] bytes, SignedValue.Context context)
      throws IOException, MalformedDataException {
    SignedData data = SignedData.parse(bytes);
    if (data.signers().size() != 1) {
      throw new MalformedDataException("not one signer but " + data.signers().size());
    }
    return new CmsReading(data, data.signers().get(0), context).read();
  }

  private SignedValue read() throws IOException {
    Certificate certificate = signer.certificate().orElse(null);
    boolean holds = certificate != null && verify(certificate);
    if (certificate == null) {
      findings.add(context.finding(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE));
    }
    return new SignedValue(
        signer.signatureAlgorithm().orElse(null),
        certificates(certificate),
        signer.signedOctets().orElseGet(context::xml),
        signer.canonicalSignature().orElseGet(signer::signature),
        signer.signature(),
        signer.signingTime().orElse(null),
        signer.unsignedAttribute(AttributeType.SIGNATURE_TIME_STAMP).stream()
            .map(token -> new Evidence(Evidence.Kind.TIME_STAMP, token))
            .toList(),
        null,
        holds,
        findings);
  }

  private List<Certificate> certificates(@Nullable Certificate signing) {
    List<Certificate> certificates = new ArrayList<>();
    if (signing != null) {
      certificates.add(signing);
      data.certificates().stream().filter(c -> !c.equals(signing)).forEach(certificates::add);
    }
    return certificates;
  }

  /** Content inside must be what is signed here: Signature.xml, its digest, or that in base64. */
  private boolean verify(Certificate certificate) throws IOException {
    byte[] inside = data.content().orElseGet(context::xml);
    boolean whole = Arrays.equals(inside, context.xml());
    if (!whole && !isDigest(inside)) {
      findings.add(context.finding(FindingCode.SIGNED_VALUE_OTHER_DATA, Outcome.FAILED));
      return false;
    }
    SignerVerification result =
        signer.verify(
            certificate, ContentDigest.of(context.xml()), EnumSet.allOf(MessageForm.class));
    Set<Variant> variants = EnumSet.noneOf(Variant.class);
    if (!whole && !result.holds()) {
      result =
          signer.verify(certificate, ContentDigest.of(inside), EnumSet.of(MessageForm.CONTENT));
      variants.add(Variant.DIGEST_AS_MESSAGE);
    }
    variants.addAll(result.variants());
    String named = String.join(", ", new TreeSet<>(variants.stream().map(Enum::name).toList()));
    if (!result.holds()) {
      findings.add(problem(result.status(), named));
      return false;
    }
    boolean borne = variants.isEmpty() || isBorne(variants);
    if (!variants.isEmpty()) {
      findings.add(
          context.finding(
              FindingCode.SIGNATURE_VARIANT,
              borne ? Outcome.NOTICE : Outcome.INCONCLUSIVE,
              Map.of("variant", named)));
    }
    return borne;
  }

  private boolean isDigest(byte[] inside) {
    byte[] digest = HashAlgorithm.SM3.digest(context.xml());
    return Arrays.equals(inside, digest)
        || Arrays.equals(inside, Base64.getEncoder().encode(digest));
  }

  private boolean isBorne(Set<Variant> variants) {
    boolean digested = variants.stream().anyMatch(DIGESTED::contains);
    boolean raw = variants.contains(Variant.RAW_VALUE);
    return (!digested || context.tolerances().contains(OfdTolerance.DIGEST_AS_MESSAGE))
        && (!raw || context.tolerances().contains(OfdTolerance.RAW_SIGNATURE_VALUE));
  }

  private Finding problem(SignerVerification.Status status, String variants) {
    Map<String, String> facts = Map.of("detail", status.name());
    return switch (status) {
      case CONTENT_DIFFERS ->
          context.finding(FindingCode.SIGNED_VALUE_OTHER_DATA, Outcome.FAILED, facts);
      case OTHER_USER_ID ->
          context.finding(
              FindingCode.SIGNATURE_VARIANT, Outcome.INCONCLUSIVE, Map.of("variant", variants));
      case ALGORITHM_UNKNOWN ->
          context.finding(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, facts);
      case ALGORITHM_WEAK ->
          context.finding(
              FindingCode.DIGEST_METHOD_REFUSED,
              Outcome.FAILED,
              Map.of("method", signer.algorithmIdentifiers()));
      case KEY_DIFFERS ->
          context.finding(FindingCode.ALGORITHM_KEY_MISMATCH, Outcome.FAILED, facts);
      default -> context.finding(FindingCode.SIGNATURE_INVALID, Outcome.FAILED, facts);
    };
  }
}
