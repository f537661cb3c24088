package io.hufu.ledger.fabric;

import java.time.Duration;

/**
 * How long each call may take, and all of them together. Immutable.
 *
 * @param endorse simulation and endorsement by the peers asked
 * @param submit until an orderer has taken the transaction
 * @param commit until the transaction is in a block
 * @param patience until the whole of a publication is given up, resending included
 */
public record Deadlines(Duration endorse, Duration submit, Duration commit, Duration patience) {
  /** 15 s, 10 s, 30 s and two minutes. */
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2));

  /** Refuses deadlines that are not positive. */
  public Deadlines {
    for (Duration each : new Duration[] {endorse, submit, commit, patience}) {
      if (each.isZero() || each.isNegative()) {
        throw new IllegalArgumentException("a deadline is a positive time");
      }
    }
  }
}
