package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How CheckMethod names the digest of References.
 *
 * @param hash null when the method is none that is computed
 * @param refused whether the method protects nothing; else it is only not supported
 * @param keyed whether the name is that of keyed SM3, which some products write for plain SM3
 */
record CheckMethod(@Nullable HashAlgorithm hash, boolean refused, boolean keyed) {
  private static final String MD5 = "1.2.840.113549.2.5";
  private static final String SHA1 = "1.3.14.3.2.26";

  /** Reads the attribute; absent means MD5, as the standard's schema has it. */
  static CheckMethod of(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "SM3", "SM-3", "1.2.156.10197.1.401", "1.2.156.10197.1.401.1" ->
          new CheckMethod(HashAlgorithm.SM3, false, false);
      // A digest that compares equal was computed without key, whatever its name.
      case "1.2.156.10197.1.401.2" -> new CheckMethod(HashAlgorithm.SM3, false, true);
      case "SHA256", "SHA-256", "2.16.840.1.101.3.4.2.1" ->
          new CheckMethod(HashAlgorithm.SHA_256, false, false);
      case "", "MD5", MD5, "SHA1", "SHA-1", "SHA", SHA1 -> new CheckMethod(null, true, false);
      default -> new CheckMethod(null, false, false);
    };
  }
}
