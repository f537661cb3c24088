package io.hufu.ledger.fabric;

/**
 * Thrown at the first rule that a proof breaks. Never leaves the package.
 *
 * <p>A rule may be broken several calls deep; an exception keeps the steps readable.
 */
final class ProofRefusal extends Exception {
  private final ProofOutcome outcome;

  ProofRefusal(ProofOutcome outcome, String detail) {
    super(detail, null, false, false);
    this.outcome = outcome;
  }

  ProofJudgement judgement() {
    return ProofJudgement.failed(outcome, String.valueOf(getMessage()));
  }
}
