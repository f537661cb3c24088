package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.model.ChannelTrust;
import io.hufu.model.report.Check;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Judges endorsed reads of a Fabric channel, offline. Stateless and thread-safe.
 *
 * <p>A proof is the envelope of a transaction that peers endorsed and nobody submitted. Each
 * endorsement signs the value and the version at which that peer holds it, so endorsements of k
 * organisations prove that k organisations hold the value. They need no network, no peer and no
 * block: the organisations' roots stand in the trust list. Endorsements of a write prove only that
 * it was endorsed.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder()
 *     .trust(trust)
 *     .check(FabricProofs.checkpoints())
 *     .build();
 * }</pre>
 */
public final class FabricProofs {
  private FabricProofs() {}

  /**
   * Returns the check of the proofs in the receipts of a document: that organisations of a listed
   * channel hold the receipt's checkpoint. Says nothing of receipts without a proof.
   */
  public static Check checkpoints() {
    return new CheckpointProofs();
  }

  /**
   * Judges one proof. Never throws for what the bytes contain.
   *
   * @param envelope protobuf {@code common.Envelope}
   * @param knownAt no proof is from later than this, some minutes of clock difference aside
   */
  public static ProofJudgement judge(
      byte[] envelope, ChannelTrust channel, ExpectedRead expected, Instant knownAt) {
    return judge(envelope, channel, expected, knownAt, List.of());
  }

  /**
   * Judges one proof, with certificates that may stand between those of peers and the roots.
   *
   * @see #judge(byte[], ChannelTrust, ExpectedRead, Instant)
   */
  public static ProofJudgement judge(
      byte[] envelope,
      ChannelTrust channel,
      ExpectedRead expected,
      Instant knownAt,
      Collection<Certificate> intermediates) {
    return new ProofJudge(channel, intermediates, knownAt).judge(envelope, expected);
  }
}
