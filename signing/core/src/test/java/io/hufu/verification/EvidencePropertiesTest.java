package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The properties of the verdict once more, with real evidence through all checks. */
class EvidencePropertiesTest {
  private static final int ROUNDS = 60;
  private static final Instant SOON = World.SIGNED.plusSeconds(30);
  private static final List<AcceptancePolicy> POLICIES =
      List.of(
          AcceptancePolicy.offline(),
          AcceptancePolicy.strict(),
          AcceptancePolicy.archive(),
          AcceptancePolicy.renewal());

  private Random random;
  private long seed;

  @BeforeEach
  void seed(TestInfo test) {
    seed = Long.getLong("hufu.seed", System.nanoTime());
    random = new Random(seed);
    System.out.println(test.getDisplayName() + " seed " + seed + " (repeat with -Dhufu.seed)");
  }

  /** Evidence that speaks for a licence, in the order of its value. */
  private static List<Function<SubjectSignature, Evidence>> speakingFor() {
    return List.of(
        s -> Proofs.crl(),
        s -> Proofs.rootCrl(),
        s -> Proofs.status(Proofs.valid()),
        s -> Proofs.stamp(s, SOON),
        s -> Proofs.witnessed(s, SOON.plusSeconds(5)),
        s -> Proofs.receipt(s, 0, SOON));
  }

  /** Evidence that anyone can make: broken, strange, of others. */
  private List<Function<SubjectSignature, Evidence>> bogus() {
    SubjectSignature other = new Doc().signed(World.STRANGER).signature(1);
    Entry ended =
        new Entry(StatusValue.ENDED, StatusValue.EndKind.VOID, SOON, SOON, "示〔2026〕1号", null);
    byte[] noise = new byte[64];
    random.nextBytes(noise);
    Evidence.Kind any = Evidence.Kind.values()[random.nextInt(Evidence.Kind.values().length)];
    return List.of(
        s -> Proofs.broken(Proofs.crl()),
        s -> Proofs.broken(Proofs.status(Proofs.valid())),
        s -> Proofs.broken(Proofs.stamp(s, SOON)),
        s -> Proofs.broken(Proofs.witnessed(s, SOON)),
        s -> Proofs.cut(Proofs.witnessed(s, SOON)),
        s -> Proofs.stamp(other, SOON),
        s -> Proofs.status(World.PLACE, World.NOW, World.STRANGER, ended),
        s -> Proofs.crl(strangersCa(), World.NOW, list -> list),
        s -> Proofs.receiptBy(World.WITNESS_A, s),
        s -> new Evidence(Evidence.Kind.CERTIFICATE, World.STRANGER.certificate().der()),
        s -> new Evidence(any, noise));
  }

  private static SigningKey strangersCa() {
    return World.root(World.CA.certificate().subject(), World.FAR);
  }

  private Doc withSome(List<Function<SubjectSignature, Evidence>> items) {
    Doc doc = new Doc().signed(World.AGENCY).place();
    for (Function<SubjectSignature, Evidence> item : items) {
      if (random.nextInt(6) > 0) {
        doc.with(1, item);
      }
    }
    return doc;
  }

  private Desk desk() {
    return new Desk().policy(POLICIES.get(random.nextInt(POLICIES.size())));
  }

  private static Verdict verdict(VerificationReport report) {
    Reports.sound(report);
    return report.verdict();
  }

  @Test
  void bogus_evidence_changes_no_verdict() {
    for (int i = 0; i < ROUNDS; i++) {
      Desk desk = desk();
      Doc doc = withSome(speakingFor());
      Verdict before = verdict(desk.judge(doc));
      List<Function<SubjectSignature, Evidence>> bogus = bogus();
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        doc.with(1, bogus.get(random.nextInt(bogus.size())));
      }
      VerificationReport after = desk.judge(doc);
      assertThat(verdict(after))
          .as("seed " + seed + " " + Reports.summary(after))
          .isEqualTo(before);
    }
  }

  @Test
  void removing_evidence_that_speaks_for_a_licence_never_makes_it_acceptable() {
    for (int i = 0; i < ROUNDS; i++) {
      Desk desk = desk();
      Doc doc = withSome(speakingFor());
      Verdict before = verdict(desk.judge(doc));
      int count = doc.signature(1).evidence().size();
      if (count == 0) {
        continue;
      }
      int gone = random.nextInt(count);
      int[] rest = IntStream.range(0, count).filter(n -> n != gone).toArray();
      VerificationReport after = desk.judge(doc.keeping(1, rest));
      if (before != Verdict.ACCEPTED) {
        assertThat(verdict(after))
            .as("seed " + seed + " " + Reports.summary(after))
            .isNotEqualTo(Verdict.ACCEPTED);
      }
    }
  }

  @Test
  void evidence_that_another_signature_carries_changes_nothing() {
    for (int i = 0; i < ROUNDS; i++) {
      Desk desk = desk();
      Doc doc = withSome(speakingFor()).signed(World.STRANGER);
      Verdict before = desk.judge(doc).signatures().get(0).verdict();
      SubjectSignature first = doc.signature(1);
      List<Function<SubjectSignature, Evidence>> items = new ArrayList<>(speakingFor());
      items.addAll(bogus());
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        Function<SubjectSignature, Evidence> item = items.get(random.nextInt(items.size()));
        doc.with(2, second -> item.apply(random.nextBoolean() ? first : second));
      }
      VerificationReport after = desk.judge(doc);
      if (Reports.find(after, FindingCode.LEDGER_CONFLICT).isPresent()) {
        continue; // a fork counts wherever it turns up; two entries make two trees of one size
      }
      Reports.sound(after);
      assertThat(after.signatures().get(0).verdict())
          .as("seed " + seed + " " + Reports.summary(after))
          .isEqualTo(before);
    }
  }

  @Test
  void without_any_revocation_information_nothing_reads_as_revoked() {
    for (int i = 0; i < ROUNDS; i++) {
      Doc doc = withSome(speakingFor().subList(2, 6));
      List<Function<SubjectSignature, Evidence>> bogus = bogus();
      doc.with(1, bogus.get(random.nextInt(bogus.size())));
      VerificationReport report = desk().judge(doc);
      assertThat(verdict(report)).as("seed " + seed).isEqualTo(Verdict.UNDECIDED);
      assertThat(report.findings())
          .noneMatch(f -> f.code().startsWith("CERT_REVOKED"))
          .noneMatch(f -> f.outcome() == Outcome.FAILED && !f.subject().isEvidence());
    }
  }

  @Test
  void with_everything_that_speaks_for_it_even_the_strictest_policy_accepts() {
    Doc doc = new Doc().signed(World.AGENCY).place();
    speakingFor().forEach(item -> doc.with(1, item));
    for (AcceptancePolicy policy : POLICIES) {
      Reports.accepted(new Desk().policy(policy).judge(doc));
    }
  }
}
