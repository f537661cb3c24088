package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JoseNames;
import java.util.Optional;

/** Names of hashes in JAdES headers (ETSI TS 119 182-1 §5.2.2, §5.2.8). Stateless. */
final class DigestNames {
  private DigestNames() {}

  static Optional<HashAlgorithm> hash(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "S256", "http://www.w3.org/2001/04/xmlenc#sha256" -> HashAlgorithm.SHA_256;
          case "S384", "http://www.w3.org/2001/04/xmldsig-more#sha384" -> HashAlgorithm.SHA_384;
          case "S512", "http://www.w3.org/2001/04/xmlenc#sha512" -> HashAlgorithm.SHA_512;
          case JoseNames.SM3 -> HashAlgorithm.SM3;
          default -> null;
        });
  }
}
