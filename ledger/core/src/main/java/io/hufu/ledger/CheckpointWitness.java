package io.hufu.ledger;

import java.io.IOException;

/**
 * Somebody outside a log who confirms its checkpoints: another agency, or a chain. Thread-safe.
 *
 * <p>The port through which any chain plugs in: it answers as a witness would (C2SP tlog-witness)
 * and never confirms two checkpoints of one origin of which the larger does not hold the smaller.
 */
public interface CheckpointWitness {
  /** Returns a name for messages. */
  String name();

  /**
   * Submits a checkpoint. Repeating a request is harmless.
   *
   * @throws IOException when there is no answer, or none that can be understood: it is unknown
   *     whether the witness has taken the checkpoint in
   */
  WitnessAnswer add(WitnessRequest request) throws IOException;
}
