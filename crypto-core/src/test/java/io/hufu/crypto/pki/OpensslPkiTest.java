package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.Outside;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.RevocationStatus.State;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.crypto.tsp.TimeStampToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenSSL 3 judges what we make, and we judge what it makes. */
class OpensslPkiTest {
  private static final String ID = "distid:1234567812345678";
  private static final String AT = String.valueOf(Pilot.AT.getEpochSecond());
  private static final Instant WEEK_LATER = Pilot.AT.plusSeconds(7 * 86_400);
  private static final Clock CLOCK = Clock.fixed(Pilot.AT, ZoneOffset.UTC);

  @TempDir private Path dir;

  private record Outcome(int code, String text) {}

  @BeforeEach
  void findOpenssl() throws Exception {
    Outside.program("openssl", "openssl", "version");
  }

  private Outcome openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }

  private void ok(String... arguments) throws Exception {
    Outcome outcome = openssl(arguments);
    assertThat(outcome.code).as(String.join(" ", arguments) + "\n" + outcome.text).isZero();
  }

  private void write(String name, byte[] bytes) throws Exception {
    Files.write(dir.resolve(name), bytes);
  }

  private byte[] read(String name) throws Exception {
    return Files.readAllBytes(dir.resolve(name));
  }

  private void write(String name, Certificate certificate) throws Exception {
    write(name, certificate.pem().getBytes(StandardCharsets.US_ASCII));
  }

  private Certificate certificate(String name) throws Exception {
    return Certificate.fromPem(read(name)).get(0);
  }

  private Pilot pilot(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = new Pilot(algorithm);
    write("root.pem", pilot.root.certificate());
    write("ca.pem", pilot.ca.certificate());
    write("signer.pem", pilot.signer.certificate());
    return pilot;
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void openssl_accepts_our_chain(SignatureAlgorithm algorithm) throws Exception {
    pilot(algorithm);
    if (algorithm == SignatureAlgorithm.SM2_SM3) {
      // -vfyopt reaches the certificate that is verified, not those above it: one step at a time.
      ok("verify", "-x509_strict", "-attime", AT, "-vfyopt", ID, "-CAfile", "root.pem", "ca.pem");
      ok(
          "verify",
          "-x509_strict",
          "-attime",
          AT,
          "-vfyopt",
          ID,
          "-partial_chain",
          "-trusted",
          "ca.pem",
          "signer.pem");
    } else {
      ok(
          "verify",
          "-x509_strict",
          "-attime",
          AT,
          "-CAfile",
          "root.pem",
          "-untrusted",
          "ca.pem",
          "signer.pem");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256"})
  void openssl_reads_our_list(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = pilot(algorithm);
    Crl crl =
        new CrlBuilder(Pilot.AT, WEEK_LATER, 258)
            .revoke(pilot.signer.certificate().serial(), Pilot.AT, CRLReason.keyCompromise)
            .signedBy(pilot.ca);
    write("crl.der", crl.der());
    Outcome outcome = openssl("crl", "-in", "crl.der", "-inform", "DER", "-noout", "-text");
    assertThat(outcome.text)
        .contains(pilot.signer.certificate().serial().toString(16).toUpperCase(Locale.ROOT))
        .contains("Key Compromise")
        .contains("258");
    if (algorithm == SignatureAlgorithm.ES256) {
      outcome = openssl("crl", "-in", "crl.der", "-inform", "DER", "-noout", "-CAfile", "ca.pem");
      assertThat(outcome.text).contains("verify OK");
      ok("crl", "-in", "crl.der", "-inform", "DER", "-out", "crl.pem");
      outcome =
          openssl(
              "verify",
              "-attime",
              AT,
              "-crl_check",
              "-CRLfile",
              "crl.pem",
              "-CAfile",
              "root.pem",
              "-untrusted",
              "ca.pem",
              "signer.pem");
      assertThat(outcome.text).contains("certificate revoked");
    }
  }

  @Test
  void openssl_accepts_our_ocsp_answer_and_we_accept_its_own() throws Exception {
    Pilot pilot = pilot(SignatureAlgorithm.ES256);
    Certificate ca = pilot.ca.certificate();
    Certificate signer = pilot.signer.certificate();
    Crl crl =
        new CrlBuilder(Pilot.AT, WEEK_LATER, 1)
            .revoke(signer.serial(), Pilot.AT, CRLReason.superseded)
            .signedBy(pilot.ca);
    SigningKey delegate = Pilot.issue(pilot.ca, Profile.OCSP_RESPONDER, "CN=OCSP,C=CN");
    byte[] request = OcspResponse.request(signer, ca);
    write("request.der", request);
    write("answer.der", new OcspResponder(delegate, ca, () -> crl, CLOCK).respond(request));

    Outcome theirs =
        openssl(
            "ocsp",
            "-respin",
            "answer.der",
            "-reqin",
            "request.der",
            "-CAfile",
            "root.pem",
            "-verify_other",
            "ca.pem",
            "-issuer",
            "ca.pem",
            "-sha256",
            "-cert",
            "signer.pem",
            "-attime",
            AT,
            "-validity_period",
            "999999999");
    assertThat(theirs.text).contains("Response verify OK").contains("signer.pem: revoked");

    exportKey(pilot.ca, "ca.key");
    write(
        "index.txt",
        ("R\t360101000000Z\t260501000000Z,keyCompromise\t"
                + signer.serial().toString(16).toUpperCase(Locale.ROOT)
                + "\tunknown\t/CN=x\n")
            .getBytes(StandardCharsets.US_ASCII));
    ok(
        "ocsp",
        "-index",
        "index.txt",
        "-CA",
        "ca.pem",
        "-rsigner",
        "ca.pem",
        "-rkey",
        "ca.key",
        "-reqin",
        "request.der",
        "-respout",
        "theirs.der",
        "-ndays",
        "7");
    OcspResponse response = OcspResponse.parse(read("theirs.der"));
    assertThat(response.isSignedFor(ca)).isTrue();
    RevocationStatus status = response.statusOf(signer, ca);
    assertThat(status.state()).isEqualTo(State.REVOKED);
    assertThat(status.revokedAt()).isEqualTo(Instant.parse("2026-05-01T00:00:00Z"));
    assertThat(status.keyCompromise()).isTrue();
  }

  @Test
  void openssl_reads_our_sm2_ocsp_answer() throws Exception {
    Pilot pilot = pilot(SignatureAlgorithm.SM2_SM3);
    Certificate ca = pilot.ca.certificate();
    Crl crl = new CrlBuilder(Pilot.AT, WEEK_LATER, 1).signedBy(pilot.ca);
    byte[] request = OcspResponse.request(pilot.signer.certificate(), ca);
    write("answer.der", new OcspResponder(pilot.ca, ca, () -> crl, CLOCK).respond(request));
    Outcome outcome = openssl("ocsp", "-respin", "answer.der", "-noverify", "-resp_text");
    assertThat(outcome.text).contains("Hash Algorithm: sm3").contains("Cert Status: good");
  }

  /** OpenSSL 3.0 takes no user id for lists, answers and tokens, so it judges their values. */
  @Test
  void openssl_verifies_the_sm2_values_of_our_list_answer_and_token() throws Exception {
    Pilot pilot = pilot(SignatureAlgorithm.SM2_SM3);
    Certificate ca = pilot.ca.certificate();
    Crl crl = new CrlBuilder(Pilot.AT, WEEK_LATER, 1).signedBy(pilot.ca);
    byte[] request = OcspResponse.request(pilot.signer.certificate(), ca);
    byte[] answer = new OcspResponder(pilot.ca, ca, () -> crl, CLOCK).respond(request);
    SigningKey tsa = Pilot.issue(pilot.ca, Profile.TIME_STAMPING, "CN=TSA,C=CN");
    byte[] token =
        TimeStampAuthority.inProcess(tsa, CLOCK, Pilot.RANDOM)
            .stamp(HashAlgorithm.SM3, HashAlgorithm.SM3.digest(request))
            .der();
    write("tsa.pem", tsa.certificate());

    List<byte[]> list = StrictDer.elements(crl.der());
    verifySm2("ca.pem", list.get(0), bits(list.get(2)));
    byte[] basic = OCSPResponse.getInstance(answer).getResponseBytes().getResponse().getOctets();
    List<byte[]> parts = StrictDer.elements(basic);
    verifySm2("ca.pem", parts.get(0), bits(parts.get(2)));
    SignerInfo signer =
        SignerInfo.getInstance(
            SignedData.getInstance(ContentInfo.getInstance(token).getContent())
                .getSignerInfos()
                .getObjectAt(0));
    verifySm2(
        "tsa.pem",
        signer.getAuthenticatedAttributes().getEncoded("DER"),
        signer.getEncryptedDigest().getOctets());
  }

  private static byte[] bits(byte[] bitString) {
    return ASN1BitString.getInstance(bitString).getOctets();
  }

  private void verifySm2(String certificate, byte[] message, byte[] value) throws Exception {
    write("message", message);
    write("value", value);
    ok("x509", "-in", certificate, "-noout", "-pubkey", "-out", "public.pem");
    ok("dgst", "-sm3", "-verify", "public.pem", "-sigopt", ID, "-signature", "value", "message");
  }

  private void exportKey(SigningKey key, String name) throws Exception {
    byte[] store = InsecureKeyExport.toPkcs12(key, "pw".toCharArray(), Pilot.RANDOM);
    write("key.p12", store);
    ok("pkcs12", "-in", "key.p12", "-nodes", "-nocerts", "-passin", "pass:pw", "-out", name);
  }

  @Test
  void openssl_accepts_our_time_stamp_and_we_accept_its_own() throws Exception {
    Pilot pilot = pilot(SignatureAlgorithm.ES256);
    SigningKey tsa = Pilot.issue(pilot.ca, Profile.TIME_STAMPING, "CN=TSA,C=CN");
    SigningKey chained = tsa.withChain(List.of(tsa.certificate(), pilot.ca.certificate()));
    byte[] digest = HashAlgorithm.SHA_256.digest(new byte[] {1});
    TimeStampToken token =
        TimeStampAuthority.inProcess(chained, CLOCK, Pilot.RANDOM)
            .stamp(HashAlgorithm.SHA_256, digest);
    write("token.der", token.der());
    write("data", new byte[] {1});
    Outcome theirs =
        openssl(
            "ts",
            "-verify",
            "-token_in",
            "-in",
            "token.der",
            "-digest",
            HexFormat.of().formatHex(digest),
            "-CAfile",
            "root.pem",
            "-attime",
            AT);
    assertThat(theirs.text).contains("Verification: OK");

    write("tsa.pem", tsa.certificate());
    exportKey(tsa, "tsa.key");
    write("serial", "01".getBytes(StandardCharsets.US_ASCII));
    for (String ess : List.of("sha1", "sha256")) {
      write("tsa.cnf", configuration(ess));
      ok("ts", "-query", "-data", "data", "-sha256", "-cert", "-out", "query.der");
      ok(
          "ts",
          "-reply",
          "-config",
          "tsa.cnf",
          "-queryfile",
          "query.der",
          "-inkey",
          "tsa.key",
          "-signer",
          "tsa.pem",
          "-token_out",
          "-out",
          "theirs.der");
      TimeStampToken parsed = TimeStampToken.parse(read("theirs.der"));
      assertThat(parsed.covers(new byte[] {1})).isTrue();
      assertThat(parsed.isSignedBy(tsa.certificate())).as("ESSCertID by %s", ess).isTrue();
      assertThat(parsed.certificates()).containsExactly(tsa.certificate());
    }
  }

  private static byte[] configuration(String essDigest) {
    return """
        [tsa]
        default_tsa = t
        [t]
        serial = serial
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4
        digests = sha256
        accuracy = secs:1, millisecs:500
        ess_cert_id_chain = no
        ess_cert_id_alg = %s
        """
        .formatted(essDigest)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void we_accept_an_sm2_chain_and_list_that_openssl_made() throws Exception {
    for (String name : List.of("r", "c", "l")) {
      ok("genpkey", "-algorithm", "SM2", "-out", name + ".key");
    }
    write(
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
        """
            .getBytes(StandardCharsets.US_ASCII));
    ok(
        "req",
        "-x509",
        "-new",
        "-key",
        "r.key",
        "-sm3",
        "-sigopt",
        ID,
        "-subj",
        "/C=CN/CN=root",
        "-days",
        "3650",
        "-config",
        "x.cnf",
        "-extensions",
        "ca",
        "-out",
        "r.pem");
    issue("c", "r", "/C=CN/CN=ca", "ca");
    issue("l", "c", "/C=CN/CN=leaf", null);
    Certificate leaf = certificate("l.pem");
    PathResult result =
        new PathValidator(12)
            .validate(
                leaf,
                List.of(certificate("c.pem")),
                List.of(certificate("r.pem")),
                leaf.notBefore());
    assertThat(result.detail()).isEmpty();

    write("index.txt", new byte[0]);
    write("crlnumber", "0A\n".getBytes(StandardCharsets.US_ASCII));
    ok(
        "ca",
        "-gencrl",
        "-config",
        "x.cnf",
        "-name",
        "pilot",
        "-keyfile",
        "c.key",
        "-cert",
        "c.pem",
        "-md",
        "sm3",
        "-sigopt",
        ID,
        "-crldays",
        "7",
        "-out",
        "crl.pem");
    Crl crl = Crl.parse(read("crl.pem"));
    assertThat(crl.isSignedBy(certificate("c.pem"))).isTrue();
    assertThat(crl.statusOf(leaf).state()).isEqualTo(State.GOOD);
  }

  private void issue(String name, String issuer, String subject, String extensions)
      throws Exception {
    ok(
        "req",
        "-new",
        "-key",
        name + ".key",
        "-sm3",
        "-sigopt",
        ID,
        "-subj",
        subject,
        "-config",
        "x.cnf",
        "-out",
        name + ".csr");
    List<String> command =
        new ArrayList<>(
            List.of(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-vfyopt",
                ID,
                "-CA",
                issuer + ".pem",
                "-CAkey",
                issuer + ".key",
                "-CAcreateserial",
                "-sm3",
                "-sigopt",
                ID,
                "-days",
                "365",
                "-out",
                name + ".pem"));
    if (extensions != null) {
      command.addAll(List.of("-extfile", "x.cnf", "-extensions", extensions));
    }
    ok(command.toArray(new String[0]));
  }
}
