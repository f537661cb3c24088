package io.hufu.verification;

import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.LicencePayload;
import io.hufu.model.TrustList.Seal;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * May a registered seal seal this type of licence?
 *
 * <p>Its code decides. The name on a 登记专用章 is not the authority's and need not be.
 */
final class SealPurpose extends SignatureCheck {
  @Override
  List<Finding> judge(SignatureCase signature, Subject subject, Judgement judgement) {
    SealSignature sealed = signature.signature().seal();
    LicencePayload payload = subject.payload();
    if (sealed == null || payload == null) {
      return List.of();
    }
    String code = sealed.seal().id();
    Optional<Seal> registered =
        Acting.signersOf(signature, judgement.trust()).stream()
            .flatMap(signer -> signer.seals().stream())
            .filter(seal -> seal.code().equals(code))
            .findFirst();
    return registered
        .map(seal -> judge(seal, sealed.seal().name(), payload, signature))
        .orElse(List.of());
  }

  private static List<Finding> judge(
      Seal seal, String name, LicencePayload payload, SignatureCase signature) {
    if (!seal.seals(payload.licence().type())) {
      return List.of(
          signature.finding(
              FindingCode.SEAL_FOR_OTHER_TYPE,
              Outcome.FAILED,
              Map.of("seal", seal.code(), "kind", seal.kind(), "type", payload.licence().type())));
    }
    return name.equals(seal.name())
        ? List.of()
        : List.of(
            signature.finding(
                FindingCode.SEAL_NAME_DIFFERS,
                Outcome.NOTICE,
                Map.of("seal", seal.code(), "list", seal.name(), "name", name)));
  }
}
