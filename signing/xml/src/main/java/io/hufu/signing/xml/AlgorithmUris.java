package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.report.FindingCode;
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
  private static final String ENC = "http://www.w3.org/2001/04/xmlenc#";
  private static final String CUSTOMS = "http://www.chinaport.gov.cn/2022/04/xmldsig#";

  private static final Map<String, SignatureAlgorithm> SIGNATURES =
      Map.of(
          SM2,
          SignatureAlgorithm.SM2_SM3,
          Names.DS + "sm2-sm3",
          SignatureAlgorithm.SM2_SM3,
          CUSTOMS + "sm2-sm3",
          SignatureAlgorithm.SM2_SM3,
          MORE + "ecdsa-sha256",
          SignatureAlgorithm.ES256,
          MORE + "ecdsa-sha384",
          SignatureAlgorithm.ES384,
          MORE + "rsa-sha256",
          SignatureAlgorithm.RS256,
          MORE + "rsa-sha384",
          SignatureAlgorithm.RS384,
          MORE + "rsa-sha512",
          SignatureAlgorithm.RS512,
          "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
          SignatureAlgorithm.PS256,
          "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
          SignatureAlgorithm.ED25519);

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

  /** Broken hashes, and keys that whoever verifies holds too. */
  private static final Pattern REFUSED =
      Pattern.compile("(?i).*[#/-](rsa-|dsa-|ecdsa-)?(sha1|md5|ripemd160)(-.*)?|.*#hmac-.*");

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
      throw RefusedException.failed(
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
    return REFUSED.matcher(uri).matches();
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
