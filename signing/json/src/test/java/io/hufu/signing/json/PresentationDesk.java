package io.hufu.signing.json;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.Issuer;
import io.hufu.signing.input.Document;
import io.hufu.verification.Proofs;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An agency that issues to a holder with a key, and a desk that asks the holder to present. */
final class PresentationDesk {
  static final String AUDIENCE = "https://desk.example";
  static final String NONCE = "n-0S6_WzA2Mj";
  static final SigningKey HOLDER =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());

  private AcceptancePolicy policy = AcceptancePolicy.offline();
  private Verifier.Challenge challenge = new Verifier.Challenge(AUDIENCE, NONCE);
  private Instant now = World.NOW;

  static byte[] issued(JsonFormat format, Licence licence) throws Exception {
    return Issuer.builder()
        .key(World.AGENCY)
        .clock(Clock.fixed(World.NOW.minus(Duration.ofDays(3)), ZoneOffset.UTC))
        .evidence(List.of(Proofs.crl(), Proofs.rootCrl()))
        .build()
        .issue(licence, format)
        .bytes();
  }

  static byte[] bound() throws Exception {
    return issued(
        JsonFormat.instance().boundTo(HOLDER.verificationKey()).withDecoys(3), World.licence());
  }

  /** What a desk has of its own when a presentation comes without evidence. */
  static Evidence[] evidence() throws Exception {
    return new Evidence[] {Proofs.crl(), Proofs.rootCrl()};
  }

  static Presenter.Builder presenter() {
    return Presenter.to(AUDIENCE, NONCE)
        .holderKey(HOLDER)
        .clock(Clock.fixed(World.NOW, ZoneOffset.UTC));
  }

  PresentationDesk policy(AcceptancePolicy rules) {
    this.policy = rules;
    return this;
  }

  PresentationDesk asking(String audience, String nonce) {
    this.challenge = new Verifier.Challenge(audience, nonce);
    return this;
  }

  PresentationDesk askingNobody() {
    this.challenge = null;
    return this;
  }

  PresentationDesk now(Instant instant) {
    this.now = instant;
    return this;
  }

  VerificationReport judge(byte[] file, Evidence... supplied) throws Exception {
    return Verifier.builder()
        .trust(World.trust())
        .policy(policy)
        .formats(List.of(JsonFormat.instance()))
        .clock(Clock.fixed(now, ZoneOffset.UTC))
        .build()
        .verify(
            Document.of(file),
            new Verifier.Question(null, null, null, List.of(supplied), challenge));
  }
}
