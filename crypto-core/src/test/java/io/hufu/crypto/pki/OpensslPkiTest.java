package io.hufu.crypto.pki;

import static io.hufu.crypto.pki.Openssl.AT;
import static io.hufu.crypto.pki.Openssl.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.RevocationStatus.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSL 3 judges our certificates, lists and OCSP answers, and we judge what it makes. */
class OpensslPkiTest {
  private static final Instant WEEK_LATER = Pilot.AT.plusSeconds(7 * 86_400);
  private static final Clock CLOCK = Clock.fixed(Pilot.AT, ZoneOffset.UTC);

  @TempDir private Path dir;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() throws Exception {
    openssl = new Openssl(dir);
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void openssl_accepts_our_chain(SignatureAlgorithm algorithm) throws Exception {
    openssl.pilot(algorithm);
    String verify = "verify -x509_strict -attime " + AT;
    if (algorithm == SignatureAlgorithm.SM2_SM3) {
      // -vfyopt reaches the certificate that is verified, not those above it: one step at a time.
      openssl.ok(verify + " -vfyopt " + ID + " -CAfile root.pem ca.pem");
      openssl.ok(verify + " -vfyopt " + ID + " -partial_chain -trusted ca.pem signer.pem");
    } else {
      openssl.ok(verify + " -CAfile root.pem -untrusted ca.pem signer.pem");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256"})
  void openssl_reads_our_list(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = openssl.pilot(algorithm);
    Certificate signer = pilot.signer.certificate();
    openssl.write(
        "crl.der",
        new CrlBuilder(Pilot.AT, WEEK_LATER, 258)
            .revoke(signer.serial(), Pilot.AT, CRLReason.keyCompromise)
            .signedBy(pilot.ca)
            .der());
    String crl = "crl -in crl.der -inform DER ";
    assertThat(openssl.run(crl + "-noout -text").text())
        .contains(hex(signer))
        .contains("Key Compromise")
        .contains("258");
    if (algorithm == SignatureAlgorithm.ES256) {
      assertThat(openssl.run(crl + "-noout -CAfile ca.pem").text()).contains("verify OK");
      openssl.ok(crl + "-out crl.pem");
      String check = "verify -attime " + AT + " -crl_check -CRLfile crl.pem -CAfile root.pem";
      assertThat(openssl.run(check + " -untrusted ca.pem signer.pem").text())
          .contains("certificate revoked");
    }
  }

  private static String hex(Certificate certificate) {
    return certificate.serial().toString(16).toUpperCase(Locale.ROOT);
  }

  @Test
  void openssl_accepts_our_ocsp_answer_and_we_accept_its_own() throws Exception {
    Pilot pilot = openssl.pilot(SignatureAlgorithm.ES256);
    Certificate ca = pilot.ca.certificate();
    Certificate signer = pilot.signer.certificate();
    Crl crl =
        new CrlBuilder(Pilot.AT, WEEK_LATER, 1)
            .revoke(signer.serial(), Pilot.AT, CRLReason.superseded)
            .signedBy(pilot.ca);
    SigningKey delegate = Pilot.issue(pilot.ca, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    byte[] request = OcspResponse.request(signer, ca);
    openssl.write("request.der", request);
    openssl.write("answer.der", new OcspResponder(delegate, ca, () -> crl, CLOCK).respond(request));
    assertThat(
            openssl
                .run(
                    "ocsp -respin answer.der -reqin request.der -CAfile root.pem -verify_other"
                        + " ca.pem -issuer ca.pem -sha256 -cert signer.pem -validity_period"
                        + " 999999999 -attime "
                        + AT)
                .text())
        .contains("Response verify OK")
        .contains("signer.pem: revoked");

    openssl.writeKey("ca.key", pilot.ca);
    openssl.write(
        "index.txt",
        "R\t360101000000Z\t260501000000Z,keyCompromise\t" + hex(signer) + "\tunknown\t/CN=x\n");
    openssl.ok(
        "ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -reqin request.der"
            + " -respout theirs.der -ndays 7");
    OcspResponse response = OcspResponse.parse(openssl.read("theirs.der"));
    assertThat(response.isSignedFor(ca)).isTrue();
    RevocationStatus status = response.statusOf(signer, ca);
    assertThat(status.state()).isEqualTo(State.REVOKED);
    assertThat(status.revokedAt()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    assertThat(status.keyCompromise()).isTrue();
  }

  /** OpenSSL 3.0 takes no user id for lists and answers, so it judges their values. */
  @Test
  void openssl_verifies_the_sm2_values_of_our_list_and_answer() throws Exception {
    Pilot pilot = openssl.pilot(SignatureAlgorithm.SM2_SM3);
    Certificate ca = pilot.ca.certificate();
    Crl crl = new CrlBuilder(Pilot.AT, WEEK_LATER, 1).signedBy(pilot.ca);
    byte[] request = OcspResponse.request(pilot.signer.certificate(), ca);
    byte[] answer = new OcspResponder(pilot.ca, ca, () -> crl, CLOCK).respond(request);

    List<byte[]> list = StrictDer.elements(crl.der());
    openssl.verifySm2("ca.pem", list.get(0), bits(list.get(2)));
    byte[] basic = OCSPResponse.getInstance(answer).getResponseBytes().getResponse().getOctets();
    List<byte[]> parts = StrictDer.elements(basic);
    openssl.verifySm2("ca.pem", parts.get(0), bits(parts.get(2)));

    openssl.write("answer.der", answer);
    assertThat(openssl.run("ocsp -respin answer.der -noverify -resp_text").text())
        .contains("Hash Algorithm: sm3")
        .contains("Cert Status: good");
  }

  private static byte[] bits(byte[] bitString) {
    return ASN1BitString.getInstance(bitString).getOctets();
  }

  @Test
  void we_accept_an_sm2_chain_and_list_that_openssl_made() throws Exception {
    for (String name : List.of("r", "c", "l")) {
      openssl.ok("genpkey -algorithm SM2 -out " + name + ".key");
    }
    openssl.write(
        "x.cnf",
        """
        [ca]
        basicConstraints = critical,CA:TRUE
        keyUsage = critical,keyCertSign,cRLSign
        [req]
        distinguished_name = dn
        [dn]
        [pilot]
        database = index.txt
        crlnumber = crlnumber
        """);
    String sign = " -sm3 -sigopt " + ID;
    openssl.ok(
        "req -x509 -new -key r.key -subj /C=CN/CN=root -days 3650 -config x.cnf -extensions ca"
            + " -out r.pem"
            + sign);
    issue("c", "r", " -extfile x.cnf -extensions ca" + sign);
    issue("l", "c", sign);
    Certificate leaf = openssl.certificate("l.pem");
    Certificate ca = openssl.certificate("c.pem");
    PathResult result =
        new PathValidator(12)
            .validate(leaf, List.of(ca), List.of(openssl.certificate("r.pem")), leaf.notBefore());
    assertThat(result.detail()).isEmpty();
    assertThat(result.valid()).isTrue();

    openssl.write("index.txt", "");
    openssl.write("crlnumber", "0A\n");
    openssl.ok(
        "ca -gencrl -config x.cnf -name pilot -keyfile c.key -cert c.pem -md sm3 -crldays 7"
            + " -out crl.pem -sigopt "
            + ID);
    Crl crl = Crl.parse(openssl.read("crl.pem"));
    assertThat(crl.isSignedBy(ca)).isTrue();
    assertThat(crl.statusOf(leaf).state()).isEqualTo(State.GOOD);
  }

  private void issue(String name, String issuer, String options) throws Exception {
    openssl.ok(
        "req -new -key NAME.key -sm3 -sigopt ID -subj /C=CN/CN=NAME -config x.cnf -out NAME.csr"
            .replace("NAME", name)
            .replace("ID", ID));
    openssl.ok(
        ("x509 -req -in NAME.csr -vfyopt ID -CA CA.pem -CAkey CA.key -CAcreateserial -days 365"
                        .replace("CA.", issuer + ".")
                    + " -out NAME.pem")
                .replace("NAME", name)
                .replace("ID", ID)
            + options);
  }
}
