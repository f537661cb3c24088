package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The signature and digest methods that are read, by their identifiers (RFC 9231).
 *
 * <p>No standard names SM2 or SM3 here: ours are private, those of the customs are read.
 */
final class AlgorithmUris {
  static final String SM2 = "https://hufu.io/ns/xmldsig/1#sm2-sm3";
  static final String SM3 = "https://hufu.io/ns/xmldsig/1#sm3";
  private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
  private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
  private static final String ENC = "http://www.w3.org/2001/04/xmlenc#";
  private static final String CUSTOMS = "http://www.chinaport.gov.cn/2022/04/xmldsig#";

  private static final Map<String, SignatureAlgorithm> SIGNATURES =
      Map.ofEntries(
          Map.entry(SM2, SignatureAlgorithm.SM2_SM3),
          Map.entry(Names.DS + "sm2-sm3", SignatureAlgorithm.SM2_SM3),
          Map.entry(CUSTOMS + "sm2-sm3", SignatureAlgorithm.SM2_SM3),
          Map.entry(MORE + "ecdsa-sha256", SignatureAlgorithm.ES256),
          Map.entry(MORE + "ecdsa-sha384", SignatureAlgorithm.ES384),
          Map.entry(MORE + "ecdsa-sha512", SignatureAlgorithm.ES512),
          Map.entry(MORE + "rsa-sha256", SignatureAlgorithm.RS256),
          Map.entry(MORE + "rsa-sha384", SignatureAlgorithm.RS384),
          Map.entry(MORE + "rsa-sha512", SignatureAlgorithm.RS512),
          Map.entry(MORE_2007 + "sha256-rsa-MGF1", SignatureAlgorithm.PS256),
          Map.entry(MORE_2007 + "sha384-rsa-MGF1", SignatureAlgorithm.PS384),
          Map.entry(MORE_2007 + "sha512-rsa-MGF1", SignatureAlgorithm.PS512),
          Map.entry(
              "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519", SignatureAlgorithm.ED25519));

  private static final Map<String, HashAlgorithm> DIGESTS =
      Map.of(
          SM3,
          HashAlgorithm.SM3,
          Names.DS + "sm3",
          HashAlgorithm.SM3,
          CUSTOMS + "sm3",
          HashAlgorithm.SM3,
          ENC + "sha256",
          HashAlgorithm.SHA_256,
          MORE + "sha384",
          HashAlgorithm.SHA_384,
          ENC + "sha512",
          HashAlgorithm.SHA_512);

  /** Hashes that are broken. */
  private static final Pattern BROKEN =
      Pattern.compile("(?i).*[#/-](rsa-|dsa-|ecdsa-)?(sha1|md5|ripemd160)(-.*)?");

  /** Keys that whoever verifies holds too: nobody has signed. */
  private static final Pattern SHARED = Pattern.compile("(?i).*#hmac-.*");

  private AlgorithmUris() {}

  static Optional<SignatureAlgorithm> signature(String uri) {
    return Optional.ofNullable(SIGNATURES.get(uri));
  }

  static Optional<HashAlgorithm> digest(String uri) {
    return Optional.ofNullable(DIGESTS.get(uri));
  }

  /** Returns the hash of a digest method, or refuses by what is wrong with it. */
  static HashAlgorithm requireDigest(String uri) throws RefusedException {
    if (isRefused(uri)) {
      throw RefusedException.undecided(
          FindingCode.XML_ALGORITHM_REFUSED, "DigestMethod", "a digest that is broken");
    }
    return digest(uri)
        .orElseThrow(
            () ->
                RefusedException.undecided(
                    FindingCode.ALGORITHM_UNKNOWN, "DigestMethod", "a digest that we do not know"));
  }

  /** Tells whether a method is known to be unfit, as opposed to unknown. */
  static boolean isRefused(String uri) {
    return BROKEN.matcher(uri).matches() || SHARED.matcher(uri).matches();
  }

  /** What a method that {@link #isRefused} leads to: a hash that is not computed shows nothing. */
  static Outcome refusal(String uri) {
    return SHARED.matcher(uri).matches() ? Outcome.FAILED : Outcome.INCONCLUSIVE;
  }

  /** Returns the identifier that we write. */
  static String of(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm.SM2_SM3 ? SM2 : find(SIGNATURES, algorithm);
  }

  /** Returns the identifier that we write. */
  static String of(HashAlgorithm hash) {
    return hash == HashAlgorithm.SM3 ? SM3 : find(DIGESTS, hash);
  }

  private static <T> String find(Map<String, T> names, T value) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue() == value)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
