package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Jws;
import java.util.Optional;

/** The log entry of a signed token. Stateless. */
final class AnchoredJws {
  private AnchoredJws() {}

  static Optional<LogEntry> entry(LogEntry.Kind kind, Jws jws, HashAlgorithm hash) {
    byte[] value = jws.signature();
    if (value.length == 0) {
      return Optional.empty();
    }
    return jws.certificates().stream()
        .findFirst()
        .map(
            signer ->
                new LogEntry(
                    kind, hash, hash.digest(jws.signedOctets()), signer.digest(hash), value));
  }
}
