package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusConflict;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusValue;
import io.hufu.model.TrustList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StatusAuditTest {
  private static final Instant THEN = World.NOW.minus(Duration.ofDays(3));
  private final StatusAudit audit = StatusAudit.trusting(World.trust(), AcceptancePolicy.offline());

  private static Evidence epoch(String content, SigningKey key) throws Exception {
    StatusEpoch epoch =
        new StatusEpoch(
            World.ISSUER,
            World.PLACE.list(),
            1,
            THEN,
            World.NOW,
            null,
            StatusEpoch.digest(HashAlgorithm.SM3, new byte[] {(byte) content.length()}));
    return new Evidence(Evidence.Kind.STATUS_ASSERTION, epoch.sign(key));
  }

  private static List<Evidence> rewritten() {
    Entry suspended =
        Entry.of(
            StatusValue.SUSPENDED, THEN.minus(Duration.ofDays(1)), THEN.minus(Duration.ofDays(1)));
    return List.of(
        Proofs.status(World.PLACE, THEN, World.STATUS, Proofs.valid(), suspended),
        Proofs.status(Proofs.valid()));
  }

  @Test
  void what_fits_together_is_no_conflict_and_an_anchored_epoch_is_named() throws Exception {
    Evidence epoch = epoch("a", World.STATUS);
    Evidence receipt =
        Proofs.receipt(
            StatusEpoch.parse(epoch.bytes()).logEntry(HashAlgorithm.SM3).orElseThrow(),
            0,
            World.NOW);
    StatusAudit.Result result =
        audit.audit(List.of(epoch, receipt, epoch, Proofs.status(Proofs.valid())), World.NOW);
    assertThat(result.conflicts()).isEmpty();
    assertThat(result.anchored()).extracting(StatusEpoch::number).contains(1L);
    assertThat(result.unusable()).isZero();
    assertThat(audit.audit(List.of(epoch), World.NOW).anchored()).isEmpty();
  }

  @Test
  void an_evidence_file_convinces_whoever_has_the_trust_list_and_nobody_else() throws Exception {
    StatusAudit.Result result = audit.audit(rewritten(), World.NOW);
    assertThat(result.conflicts())
        .extracting(StatusConflict::kind)
        .containsExactly(StatusConflict.Kind.HISTORY_REWRITTEN);
    byte[] file = result.conflicts().get(0).encoded();
    assertThat(StatusConflict.parse(file)).isEqualTo(result.conflicts().get(0));
    assertThat(audit.proves(file, List.of(), World.NOW)).hasValue(World.ISSUER);
    TrustList without = World.trust(UnaryOperator.identity());
    assertThat(
            StatusAudit.trusting(without, AcceptancePolicy.offline())
                .proves(file, List.of(), World.NOW))
        .isEmpty();
  }

  @Test
  void an_evidence_file_of_strangers_or_without_a_contradiction_proves_nothing() throws Exception {
    byte[] strange =
        new StatusConflict(
                StatusConflict.Kind.EPOCH_FORKED,
                List.of(epoch("a", World.STATUS).bytes(), epoch("ab", World.STRANGER).bytes()))
            .encoded();
    assertThat(audit.proves(strange, List.of(), World.NOW)).isEmpty();
    Evidence one = epoch("a", World.STATUS);
    byte[] harmless =
        new StatusConflict(StatusConflict.Kind.EPOCH_FORKED, List.of(one.bytes(), one.bytes()))
            .encoded();
    assertThat(audit.proves(harmless, List.of(), World.NOW)).isEmpty();
    byte[] otherKind =
        new StatusConflict(
                StatusConflict.Kind.EPOCH_FORKED,
                rewritten().stream().map(Evidence::bytes).toList())
            .encoded();
    assertThat(audit.proves(otherKind, List.of(), World.NOW)).isEmpty();
    byte[] none = new StatusConflict(StatusConflict.Kind.EPOCH_FORKED, List.of()).encoded();
    assertThat(audit.proves(none, List.of(), World.NOW)).isEmpty();
    assertThatThrownBy(() -> audit.proves(new byte[] {'{'}, List.of(), World.NOW))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void what_cannot_be_used_is_counted() throws Exception {
    Evidence broken = Proofs.broken(epoch("a", World.STATUS));
    StatusAudit.Result result =
        audit.audit(List.of(broken, epoch("a", World.STRANGER), rewritten().get(0)), World.NOW);
    assertThat(result.unusable()).isEqualTo(2);
    assertThat(result.conflicts()).isEmpty();
  }
}
