package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Algorithms by their X.509 identifiers. */
class SignatureAlgorithmTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  @ParameterizedTest
  @EnumSource
  void an_identifier_leads_back_to_its_algorithm(SignatureAlgorithm algorithm) {
    SignatureAlgorithm found =
        SignatureAlgorithm.ofAlgorithmIdentifier(algorithm.algorithmIdentifier()).orElseThrow();
    assertThat(found.hash()).isEqualTo(algorithm.hash());
    boolean namesItsCurve = !algorithm.name().startsWith("P") || algorithm.name().startsWith("PS");
    assertThat(found == algorithm).isEqualTo(namesItsCurve);
  }

  @Test
  void ecdsa_without_a_curve_is_that_of_the_key() throws Exception {
    VerificationKey p256 = SigningKey.generate(SignatureAlgorithm.ES256, RANDOM).verificationKey();
    assertThat(SignatureAlgorithm.ES256.forKey(p256)).isEqualTo(SignatureAlgorithm.ES256);
    assertThat(SignatureAlgorithm.ES384.forKey(p256)).isEqualTo(SignatureAlgorithm.P256_SHA384);
    assertThat(SignatureAlgorithm.ES512.forKey(p256)).isEqualTo(SignatureAlgorithm.P256_SHA512);
    assertThat(SignatureAlgorithm.RS256.forKey(p256)).isEqualTo(SignatureAlgorithm.RS256);
    VerificationKey sm2 = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM).verificationKey();
    assertThat(SignatureAlgorithm.ES256.forKey(sm2)).isEqualTo(SignatureAlgorithm.ES256);
    assertThat(sm2.algorithms()).containsExactly(SignatureAlgorithm.SM2_SM3);
    assertThat(p256.algorithms()).startsWith(SignatureAlgorithm.ES256).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "SM2_SM3, 300A06082A811CCF55018375",
    "ES256, 300A06082A8648CE3D040302",
    "ES384, 300A06082A8648CE3D040303",
    "ED25519, 300506032B6570",
    "ES512, 300A06082A8648CE3D040304",
    "RS256, 300D06092A864886F70D01010B0500",
    "RS384, 300D06092A864886F70D01010C0500",
    "RS512, 300D06092A864886F70D01010D0500",
  })
  void identifiers_are_written_as_the_standards_say(SignatureAlgorithm algorithm, String hex) {
    assertThat(algorithm.algorithmIdentifier()).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.156.10197.1.501, SM2_SM3",
    "1.2.840.10045.4.3.2, ES256",
    "1.2.840.10045.4.3.3, ES384",
    "1.2.840.113549.1.1.11, RS256",
    "1.2.840.113549.1.1.12, RS384",
    "1.2.840.113549.1.1.13, RS512",
  })
  void parameters_may_be_null_or_absent(String oid, SignatureAlgorithm algorithm) {
    assertThat(found(oid, null)).isEqualTo(algorithm);
    assertThat(found(oid, DERNull.INSTANCE)).isEqualTo(algorithm);
    assertThat(found(oid, new ASN1Integer(1))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10045.4.1", // ecdsa-with-SHA1
    "1.2.840.10045.4.3.1", // ecdsa-with-SHA224
    "1.2.840.113549.1.1.14", // sha224WithRSA
    "1.2.840.113549.1.1.5", // sha1WithRSA
    "1.2.840.113549.1.1.4", // md5WithRSA
    "1.2.840.113549.1.1.10", // RSASSA-PSS, whose default is SHA-1
    "1.2.156.10197.1.502", // two meanings in the field
    "1.2.156.10197.1.301.1", // SM2 signature without its hash
  })
  void others_are_not_accepted(String oid) {
    assertThat(found(oid, null)).isNull();
    assertThat(found(oid, DERNull.INSTANCE)).isNull();
  }

  @Test
  void ed25519_has_no_parameters() {
    assertThat(found("1.3.101.112", null)).isEqualTo(SignatureAlgorithm.ED25519);
    assertThat(found("1.3.101.112", DERNull.INSTANCE)).isNull();
  }

  @Test
  void pss_has_one_hash_and_a_salt_of_its_length() {
    AlgorithmIdentifier sha1 =
        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1, DERNull.INSTANCE);
    AlgorithmIdentifier otherMask = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_pSpecified);

    AlgorithmIdentifier sha512 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha512);
    assertThat(pss(SHA_256, mgf1(SHA_256), 32, 1)).isEqualTo(SignatureAlgorithm.PS256);
    assertThat(pss(sha512, mgf1(sha512), 64, 1)).isEqualTo(SignatureAlgorithm.PS512);
    assertThat(pss(sha512, mgf1(SHA_256), 64, 1)).isNull();
    assertThat(pss(sha512, mgf1(sha512), 32, 1)).isNull();
    assertThat(pss(sha1, mgf1(SHA_256), 32, 1)).isNull();
    assertThat(pss(SHA_256, mgf1(sha1), 32, 1)).isNull();
    assertThat(pss(SHA_256, otherMask, 32, 1)).isNull();
    assertThat(pss(SHA_256, mgf1(SHA_256), 20, 1)).isNull();
    assertThat(pss(SHA_256, mgf1(SHA_256), 32, 2)).isNull();
  }

  @Test
  void what_is_no_identifier_is_no_algorithm() {
    for (String hex : new String[] {"", "30", "3000", "0500", "300406022A03" + "00"}) {
      assertThat(SignatureAlgorithm.ofAlgorithmIdentifier(HexFormat.of().parseHex(hex))).isEmpty();
    }
  }

  private static AlgorithmIdentifier mgf1(AlgorithmIdentifier hash) {
    return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash);
  }

  private static SignatureAlgorithm pss(
      AlgorithmIdentifier hash, AlgorithmIdentifier mask, int salt, int trailer) {
    return found(
        PKCSObjectIdentifiers.id_RSASSA_PSS.getId(),
        new RSASSAPSSparams(hash, mask, new ASN1Integer(salt), new ASN1Integer(trailer)));
  }

  private static SignatureAlgorithm found(String oid, ASN1Encodable parameters) {
    AlgorithmIdentifier identifier =
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters);
    return SignatureAlgorithm.ofAlgorithmIdentifier(Asn1.der(identifier)).orElse(null);
  }
}
