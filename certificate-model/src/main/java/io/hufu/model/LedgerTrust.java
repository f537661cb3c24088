package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.NoteKey;
import java.util.List;

/**
 * What the trust list says of one log. Immutable.
 *
 * @param keys the log's own keys, newest first; at least one
 * @param quorum how many of the witnesses must have cosigned; 0 when none are asked for
 */
public record LedgerTrust(
    String origin, HashAlgorithm hash, List<NoteKey> keys, List<NoteKey> witnesses, int quorum) {
  /** Checks that keys exist, kinds fit and the quorum can be reached. */
  public LedgerTrust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    if (keys.isEmpty() || quorum < 0 || quorum > witnesses.size()) {
      throw new IllegalArgumentException("ledger " + origin + ": no key, or quorum out of reach");
    }
  }
}
