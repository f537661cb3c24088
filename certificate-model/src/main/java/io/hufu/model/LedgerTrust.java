package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the trust list says of one log. Immutable.
 *
 * @param keys the log's own keys, newest first; at least one
 * @param quorum how many of the witnesses must have cosigned; 0 when none are asked for
 * @param end the checkpoint at which the log was ended; what its key signs beyond counts for
 *     nothing, so that a key that is no longer guarded can do no harm; null while the log goes on
 */
public record LedgerTrust(
    String origin,
    HashAlgorithm hash,
    List<NoteKey> keys,
    List<NoteKey> witnesses,
    int quorum,
    @Nullable Checkpoint end) {
  private static final Set<NoteKey.Kind> LOG_KINDS =
      EnumSet.of(NoteKey.Kind.ED25519_LOG, NoteKey.Kind.SM2_LOG);

  /** A log that goes on. */
  public LedgerTrust(
      String origin, HashAlgorithm hash, List<NoteKey> keys, List<NoteKey> witnesses, int quorum) {
    this(origin, hash, keys, witnesses, quorum, null);
  }

  /** Checks that keys exist, kinds fit, no two are one key, and the quorum can be reached. */
  public LedgerTrust {
    keys = List.copyOf(keys);
    witnesses = List.copyOf(witnesses);
    if (hash != HashAlgorithm.SM3 && hash != HashAlgorithm.SHA_256) {
      throw new IllegalArgumentException("ledger " + origin + ": hash is neither SM3 nor SHA-256");
    }
    if (keys.isEmpty() || !keys.stream().allMatch(key -> LOG_KINDS.contains(key.kind()))) {
      throw new IllegalArgumentException("ledger " + origin + ": no key, or one of a witness");
    }
    if (witnesses.stream().anyMatch(key -> LOG_KINDS.contains(key.kind()))) {
      throw new IllegalArgumentException("ledger " + origin + ": a log's key among the witnesses");
    }
    // One key under two names would count twice in a quorum.
    long distinct =
        Stream.concat(keys.stream(), witnesses.stream())
            .map(key -> ByteBuffer.wrap(key.key().spki()))
            .distinct()
            .count();
    if (distinct != keys.size() + witnesses.size()) {
      throw new IllegalArgumentException("ledger " + origin + ": one key is listed twice");
    }
    if (quorum < 0 || quorum > witnesses.stream().map(NoteKey::name).distinct().count()) {
      throw new IllegalArgumentException("ledger " + origin + ": quorum out of reach");
    }
    if (end != null && !end.origin().equals(origin)) {
      throw new IllegalArgumentException("ledger " + origin + ": its end is of another log");
    }
  }

  /** Tells whether a checkpoint lies on this side of the log's end. */
  public boolean reaches(Checkpoint checkpoint) {
    return end == null
        || checkpoint.size() < end.size()
        || (checkpoint.size() == end.size() && Arrays.equals(checkpoint.root(), end.root()));
  }
}
