package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.LedgerTrust;
import java.security.SecureRandom;
import java.util.List;

/** Origin and key of a log for tests, one per suite. */
record TestLog(String origin, SigningKey key) {
  static final TestLog SM = of("log.example.org/2026/sm3", SignatureAlgorithm.SM2_SM3);
  static final TestLog INTL = of("log.example.org/2026", SignatureAlgorithm.ED25519);

  static TestLog of(String origin, SignatureAlgorithm algorithm) {
    return new TestLog(origin, SigningKey.generate(algorithm, new SecureRandom()));
  }

  HashAlgorithm hash() {
    return LogIdentity.hashOf(origin);
  }

  NoteKey noteKey() {
    return LogIdentity.of(origin, key).key();
  }

  LedgerTrust trust() {
    return new LedgerTrust(origin, hash(), List.of(noteKey()), List.of(), 0);
  }
}
