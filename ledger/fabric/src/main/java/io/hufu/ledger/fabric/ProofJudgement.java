package io.hufu.ledger.fabric;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The judgement of a Fabric proof. Immutable.
 *
 * @param detail one line for a person; empty when there is nothing to say
 * @param organisations listed organisations whose endorsements verified; empty on failure
 * @param claimedAt when the proposal was made, by the word of the client that made it; null when
 *     nothing of it could be relied on
 * @param version where the peers hold the value; null unless WITNESSED
 */
public record ProofJudgement(
    ProofOutcome outcome,
    String detail,
    Set<String> organisations,
    @Nullable Instant claimedAt,
    @Nullable Version version) {
  /**
   * The transaction that wrote a value.
   *
   * @param block number of the block, from 0
   * @param transaction position in the block, from 0
   */
  public record Version(long block, long transaction) {}

  /** Copies the organisations. */
  public ProofJudgement {
    organisations = Collections.unmodifiableSet(new TreeSet<>(organisations));
  }

  static ProofJudgement failed(ProofOutcome outcome, String detail) {
    return new ProofJudgement(outcome, detail, Set.of(), null, null);
  }
}
