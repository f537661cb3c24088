package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.PathResult.Problem;
import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of RFC 5280 that x509-limbo does not reach, or not with our algorithms. */
class PathRulesTest {
  private static final String ROOT = "CN=root";
  private static final String CA = "CN=ca";
  private static final String LEAF = "CN=leaf";

  private final SigningKey root = key();
  private final SigningKey ca = key();
  private final SigningKey leaf = key();

  private static SigningKey key() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, Pilot.RANDOM);
  }

  private RawCertificate raw(String name, SigningKey key) {
    return new RawCertificate(name, key.verificationKey());
  }

  private Certificate goodRoot() throws Exception {
    return raw(ROOT, root).ca().signedBy(ROOT, root);
  }

  private Certificate goodCa() throws Exception {
    return raw(CA, ca).ca().usage(KeyUsage.keyCertSign).signedBy(ROOT, root);
  }

  private Certificate goodLeaf() throws Exception {
    return raw(LEAF, leaf).signedBy(CA, ca);
  }

  private static Problem problem(Certificate... leafFirst) {
    List<Certificate> path = List.of(leafFirst);
    return new PathValidator(12)
        .validate(path.get(0), path, path.subList(path.size() - 1, path.size()), Pilot.AT)
        .problem();
  }

  @Test
  void the_unchanged_path_is_valid() throws Exception {
    assertThat(problem(goodLeaf(), goodCa(), goodRoot())).isNull();
  }

  @Test
  void a_signer_cannot_issue() throws Exception {
    Certificate notCa = raw(CA, ca).usage(KeyUsage.digitalSignature).signedBy(ROOT, root);
    assertThat(problem(goodLeaf(), notCa, goodRoot())).isEqualTo(Problem.CONSTRAINT);
    Certificate noSign = raw(CA, ca).ca().usage(KeyUsage.cRLSign).signedBy(ROOT, root);
    assertThat(problem(goodLeaf(), noSign, goodRoot())).isEqualTo(Problem.CONSTRAINT);
  }

  @Test
  void the_path_length_of_an_anchor_counts() throws Exception {
    Certificate shortRoot = raw(ROOT, root).ca(0).signedBy(ROOT, root);
    assertThat(problem(goodLeaf(), goodCa(), shortRoot)).isEqualTo(Problem.CONSTRAINT);
    Certificate longer = raw(ROOT, root).ca(1).signedBy(ROOT, root);
    assertThat(problem(goodLeaf(), goodCa(), longer)).isNull();
  }

  @Test
  void an_unknown_critical_extension_anywhere_is_refused() throws Exception {
    ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier("1.2.3.4.5");
    DERUTF8String value = new DERUTF8String("?");
    Certificate oddLeaf = raw(LEAF, leaf).with(oid, true, value).signedBy(CA, ca);
    Certificate oddCa = raw(CA, ca).ca().with(oid, true, value).signedBy(ROOT, root);
    Certificate oddRoot = raw(ROOT, root).ca().with(oid, true, value).signedBy(ROOT, root);
    assertThat(problem(oddLeaf, goodCa(), goodRoot())).isEqualTo(Problem.CONSTRAINT);
    assertThat(problem(goodLeaf(), oddCa, goodRoot())).isEqualTo(Problem.CONSTRAINT);
    assertThat(problem(goodLeaf(), goodCa(), oddRoot)).isEqualTo(Problem.CONSTRAINT);
    assertThat(problem(oddLeaf)).isEqualTo(Problem.CONSTRAINT);
  }

  @Test
  void signatures_with_sha1_or_md5_are_not_accepted() throws Exception {
    for (ASN1ObjectIdentifier weak :
        List.of(
            X9ObjectIdentifiers.ecdsa_with_SHA1,
            PKCSObjectIdentifiers.sha1WithRSAEncryption,
            PKCSObjectIdentifiers.md5WithRSAEncryption)) {
      AlgorithmIdentifier algorithm = new AlgorithmIdentifier(weak);
      Certificate weakLeaf = raw(LEAF, leaf).signedBy(CA, ca, algorithm);
      assertThat(problem(weakLeaf, goodCa(), goodRoot())).isEqualTo(Problem.ALGORITHM);
      Certificate weakCa = raw(CA, ca).ca().signedBy(ROOT, root, algorithm);
      assertThat(problem(goodLeaf(), weakCa, goodRoot())).isEqualTo(Problem.ALGORITHM);
    }
  }

  @Test
  void keys_of_rsa_1024_are_not_accepted() throws Exception {
    BigInteger modulus = BigInteger.ONE.setBit(1023);
    byte[] spki =
        Asn1.der(
            new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
                new RSAPublicKey(modulus, BigInteger.valueOf(65_537))));
    Certificate weakLeaf = new RawCertificate(LEAF, spki).signedBy(CA, ca);
    assertThat(problem(weakLeaf, goodCa(), goodRoot())).isEqualTo(Problem.ALGORITHM);
    Certificate weakRoot = new RawCertificate(ROOT, spki).ca().signedBy(ROOT, root);
    assertThat(problem(goodLeaf(), goodCa(), weakRoot)).isEqualTo(Problem.ALGORITHM);
  }

  @ParameterizedTest
  @CsvSource({
    "6, example.org,  http://example.org/x,            true",
    "6, example.org,  http://www.example.org/x,        false",
    "6, .example.org, http://www.example.org:8080/x,   true",
    "6, .example.org, http://example.org/,             false",
    "6, example.org,  http://u@example.org/,           true",
    "6, example.org,  http://192.0.2.1/,               false",
    "6, example.org,  urn:example.org,                 false",
    "2, example.org,  a.b.example.org,                 true",
    "2, example.org,  badexample.org,                  false",
    "2, example.org,  EXAMPLE.ORG,                     true",
    "2, example.org,  *.example.org,                   true",
    "1, example.org,  x@EXAMPLE.org,                   true",
    "1, example.org,  x@a.example.org,                 false",
    "1, .example.org, x@a.example.org,                 true",
    "1, x@example.org, X@example.org,                  false",
  })
  void names_stay_inside_what_their_ca_permits(
      int kind, String permitted, String name, boolean inside) throws Exception {
    Certificate constrained = constrained(subtrees(kind, permitted), null);
    assertThat(problem(named(kind, name), constrained, goodRoot()))
        .isEqualTo(inside ? null : Problem.CONSTRAINT);
  }

  @ParameterizedTest
  @CsvSource({
    "6, .example.org, http://www.example.org/, true",
    "6, .example.org, http://www.example.com/, false",
    "6, .example.org, urn:none,                true",
    "2, www.example.org, *.example.org,        true",
    "2, www.example.org, ftp.example.org,      false",
    "2, www.example.org, _odd.example.com,     true",
    "1, example.org,  x@example.org,           true",
    "1, example.org,  x@y@example.com,         true",
  })
  void names_stay_outside_what_their_ca_excludes(
      int kind, String excluded, String name, boolean touches) throws Exception {
    Certificate constrained = constrained(null, subtrees(kind, excluded));
    assertThat(problem(named(kind, name), constrained, goodRoot()))
        .isEqualTo(touches ? Problem.CONSTRAINT : null);
  }

  @Test
  void an_address_in_the_subject_is_constrained_when_no_alternative_name_is_there()
      throws Exception {
    Certificate constrained = constrained(subtrees(GeneralName.rfc822Name, "example.org"), null);
    Certificate inside = raw("E=x@example.org", leaf).signedBy(CA, ca);
    Certificate outside = raw("E=x@example.com", leaf).signedBy(CA, ca);
    assertThat(problem(inside, constrained, goodRoot())).isNull();
    assertThat(problem(outside, constrained, goodRoot())).isEqualTo(Problem.CONSTRAINT);
  }

  @Test
  void more_comparisons_than_are_worth_making_are_refused() throws Exception {
    GeneralSubtree[] many = new GeneralSubtree[2_000];
    GeneralName[] names = new GeneralName[100];
    for (int i = 0; i < many.length; i++) {
      many[i] = subtrees(GeneralName.dNSName, "h" + i + ".example")[0];
    }
    for (int i = 0; i < names.length; i++) {
      names[i] = new GeneralName(GeneralName.dNSName, "h" + i + ".example");
    }
    Certificate flooded =
        raw(LEAF, leaf)
            .with(Extension.subjectAlternativeName, false, new GeneralNames(names))
            .signedBy(CA, ca);
    assertThat(problem(flooded, constrained(many, null), goodRoot())).isEqualTo(Problem.CONSTRAINT);
  }

  private static GeneralSubtree[] subtrees(int kind, String base) {
    return new GeneralSubtree[] {new GeneralSubtree(new GeneralName(kind, base))};
  }

  private Certificate constrained(GeneralSubtree[] permitted, GeneralSubtree[] excluded)
      throws Exception {
    return raw(CA, ca)
        .ca()
        .with(Extension.nameConstraints, true, new NameConstraints(permitted, excluded))
        .signedBy(ROOT, root);
  }

  private Certificate named(int kind, String name) throws Exception {
    GeneralNames names = new GeneralNames(new GeneralName(kind, name));
    return raw(LEAF, leaf).with(Extension.subjectAlternativeName, false, names).signedBy(CA, ca);
  }
}
