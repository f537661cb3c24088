package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** A digest as people compare it: {@code sm3:} or {@code sha-256:} and lower-case hex. */
record DigestText(HashAlgorithm hash, byte[] value) {
  private static final List<HashAlgorithm> HASHES =
      List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256);

  /** Parses, or throws IllegalArgumentException. */
  static DigestText parse(String text) {
    for (HashAlgorithm hash : HASHES) {
      String prefix = prefix(hash);
      String hex = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
      if (hex.length() == 2 * hash.length() && hex.matches("[0-9a-f]+")) {
        return new DigestText(hash, HexFormat.of().parseHex(hex));
      }
    }
    throw new IllegalArgumentException("digest is not sm3: or sha-256: and lower-case hex");
  }

  /** Digests a certificate by the hash of its own key's suite. */
  static DigestText of(Certificate certificate) {
    HashAlgorithm hash = certificate.key().algorithms().iterator().next().suite().hash();
    return new DigestText(hash, certificate.digest(hash));
  }

  boolean isOf(Certificate certificate) {
    return Arrays.equals(value, certificate.digest(hash));
  }

  String text() {
    return prefix(hash) + HexFormat.of().formatHex(value);
  }

  private static String prefix(HashAlgorithm hash) {
    return hash.label().toLowerCase(Locale.ROOT) + ":";
  }
}
