package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.verification.AuthorityDraft;
import io.hufu.verification.Proofs;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

/** Seals licences of the test world and verifies files as its offices do. */
final class OfdDesk {
  static final LicenceType TYPE = Catalogue.shipped().find("food-operation").orElseThrow();
  static final TrustList TRUST = trust(authority -> authority);

  private static final Evidence CA =
      new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());

  private OfdDesk() {}

  /** The trust list of the world, with seal makers, and with more about the issuer. */
  static TrustList trust(UnaryOperator<AuthorityDraft> change) {
    return World.trust(
        contents ->
            contents
                .anchor(World.anchor(Seals.ROOT, false, TrustAnchor.Use.SEAL))
                .authority(
                    World.issuer(
                        authority ->
                            change.apply(
                                authority.keys(
                                    World.key(World.AGENCY, KeyUse.LICENCE),
                                    World.key(World.STATUS, KeyUse.LICENCE))))));
  }

  static LicencePayload payload(Licence licence) {
    byte[] salt = new byte[32];
    new SecureRandom().nextBytes(salt);
    return new LicencePayload(
        licence, HashAlgorithm.SM3, salt, null, Role.ORIGINAL, null, World.SIGNED);
  }

  static SealedLicence seal(OfdFormat format, SigningKey key) {
    return seal(format, key, World.licence());
  }

  static SealedLicence seal(OfdFormat format, SigningKey key, Licence licence) {
    try {
      SealingContext context = new SealingContext(key, TYPE, new SecureRandom());
      return format.seal(payload(licence), context);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static Seal agencySeal() {
    try {
      return Seals.of(World.AGENCY);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static VerificationReport judge(byte[] file) {
    return judge(file, AcceptancePolicy.offline());
  }

  static VerificationReport judge(byte[] file, AcceptancePolicy policy) {
    return judge(file, policy, new OfdFormat());
  }

  static VerificationReport judge(byte[] file, TrustList trust) {
    return judge(
        file, Verifier.builder().trust(trust).policy(AcceptancePolicy.offline()), new OfdFormat());
  }

  static VerificationReport judge(byte[] file, AcceptancePolicy policy, OfdFormat format) {
    return judge(file, Verifier.builder().trust(TRUST).policy(policy), format);
  }

  private static VerificationReport judge(byte[] file, Verifier.Builder builder, OfdFormat format) {
    Verifier verifier =
        builder.formats(List.of(format)).clock(Clock.fixed(World.NOW, ZoneOffset.UTC)).build();
    try {
      return verifier.verify(
          Document.of(file),
          new Verifier.Question(null, null, null, List.of(CA, Proofs.crl(), Proofs.rootCrl())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String describe(VerificationReport report) {
    StringBuilder text = new StringBuilder(report.verdict().name());
    for (Finding f : report.findings()) {
      text.append("\n  ").append(f.subject()).append(' ').append(f.outcome()).append(' ');
      text.append(f.code()).append(' ').append(f.where()).append(' ').append(f.facts());
    }
    return text.toString();
  }

  /** Never accepted, for the reason that is expected, and for no defect of ours. */
  static VerificationReport refused(byte[] file, FindingCode code) {
    return refused(file, code, AcceptancePolicy.offline());
  }

  static VerificationReport refused(byte[] file, FindingCode code, AcceptancePolicy policy) {
    VerificationReport report = judge(file, policy);
    String described = describe(report);
    assertThat(report.verdict()).as(described).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(report.findings()).as(described).extracting(Finding::code).contains(code.name());
    assertThat(described).doesNotContain(FindingCode.CHECK_FAILED_INTERNALLY.name());
    return report;
  }
}
