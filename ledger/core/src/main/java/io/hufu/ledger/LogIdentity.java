package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;

/**
 * Who a log is: its origin, the hash that the origin fixes, and the key that signs it. Immutable.
 */
record LogIdentity(String origin, HashAlgorithm hash, NoteKey key) {
  private static final String SM3_SUFFIX = "/sm3";

  /** Returns the hash that an origin stands for: SM3 when it ends in {@code /sm3}. */
  static HashAlgorithm hashOf(String origin) {
    return origin.endsWith(SM3_SUFFIX) ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
  }

  /** Joins origin and key, or refuses the pair. */
  static LogIdentity of(String origin, SigningKey key) {
    HashAlgorithm hash = hashOf(origin);
    NoteKey.Kind kind =
        switch (key.algorithm()) {
          case SM2_SM3 -> NoteKey.Kind.SM2_LOG;
          case ED25519 -> NoteKey.Kind.ED25519_LOG;
          default ->
              throw new IllegalArgumentException(
                  "a log signs with SM2 or Ed25519, not " + key.algorithm());
        };
    if ((kind == NoteKey.Kind.SM2_LOG) != (hash == HashAlgorithm.SM3)) {
      throw new IllegalArgumentException(
          "origin " + origin + ": an SM2 log's origin ends in /sm3, an Ed25519 log's does not");
    }
    return new LogIdentity(origin, hash, NoteKey.of(origin, kind, key.verificationKey()));
  }
}
