package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** xmlsec1 and EU DSS judge our international files; we judge a file of xmlsec1's. */
class OracleTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;

  /** A licence issued now, at levels B-B, B-T and B-LT, and one countersigned. */
  private List<Path> files(Path root) throws Exception {
    PilotKeys.Hierarchy pki = PilotKeys.Hierarchy.of(SignatureAlgorithm.ES256);
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
    SigningKey agency = key(pki, Profile.SIGNER, "CN=示例机构,C=CN", now);
    SigningKey approver = key(pki, Profile.SIGNER, "CN=示例审批人,C=CN", now);
    SigningKey tsa = key(pki, Profile.TIME_STAMPING, "CN=示例时间戳,C=CN", now);
    Files.writeString(root, pki.root().certificate().pem());
    XmlFormat format = XmlFormat.instance();
    LicencePayload payload = payload(now.minusSeconds(60));
    SealingContext context = new SealingContext(agency, Payloads.type(), new SecureRandom());
    SealedLicence licence = format.seal(payload, context);
    byte[] stamp =
        TimeStampAuthority.inProcess(tsa, Clock.systemUTC(), new SecureRandom())
            .stamp(HashAlgorithm.SHA_256, HashAlgorithm.SHA_256.digest(licence.stamped()))
            .der();
    List<Evidence> items = new ArrayList<>();
    items.add(new Evidence(Kind.TIME_STAMP, stamp));
    byte[] withTime = format.withEvidence(licence.bytes(), items);
    items.add(crl(pki.ca(), now));
    items.add(crl(pki.root(), now));
    pki.ca().chain().forEach(c -> items.add(new Evidence(Kind.CERTIFICATE, c.der())));
    items.add(new Evidence(Kind.RECEIPT, new byte[] {'{', '}'}));
    byte[] longTerm = format.withEvidence(licence.bytes(), items);
    byte[] pinyin = XmlFormat.pinyin().seal(payload, context).bytes();
    return List.of(
        write("b.xml", licence.bytes()),
        write("t.xml", withTime),
        write("lt.xml", longTerm),
        write("counter.xml", format.withCounterSignature(longTerm, approver, now)),
        write("pinyin.xml", pinyin));
  }

  private static SigningKey key(
      PilotKeys.Hierarchy pki, Profile profile, String subject, Instant now) throws Exception {
    return pki.issue(profile, subject, now.minus(DAY), now.plus(DAY.multipliedBy(300)));
  }

  private static Evidence crl(SigningKey ca, Instant now) throws Exception {
    CrlBuilder list = new CrlBuilder(now.minusSeconds(10), now.plus(DAY.multipliedBy(30)), 1);
    return new Evidence(Kind.CRL, list.signedBy(ca).der());
  }

  private static LicencePayload payload(Instant issuedAt) {
    LicencePayload base = Payloads.payload(HashAlgorithm.SHA_256);
    return new LicencePayload(
        base.licence(), base.hash(), base.salt(), base.status(), Role.DATA, null, issuedAt);
  }

  private Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }

  private Outside.Result xmlsec(Path root, Path file) throws Exception {
    return Outside.xmlsec(
        folder,
        List.of(
            "--verify",
            "--id-attr:Id",
            Names.XADES + ":SignedProperties",
            "--trusted-pem",
            root.toString(),
            file.toString()));
  }

  @Test
  void xmlsec1_verifies_our_files_and_refuses_changed_ones() throws Exception {
    Path root = folder.resolve("root.pem");
    for (Path file : files(root)) {
      Outside.Result result = xmlsec(root, file);
      assertThat(result.exit()).as(file + " " + result.printed()).isZero();
      assertThat(result.printed()).contains("References (ok/all): 2/2");
      String changed = Files.readString(file).replaceFirst("示例许可证", "示例许可據");
      assertThat(xmlsec(root, Files.writeString(folder.resolve("bad.xml"), changed)).exit())
          .isNotZero();
    }
  }

  @Test
  void eu_dss_sees_the_levels_and_passes_what_has_its_revocation_data() throws Exception {
    Path root = folder.resolve("root.pem");
    List<String> arguments = new ArrayList<>();
    files(root).forEach(file -> arguments.add(file.toString()));
    Path bad =
        Files.writeString(
            folder.resolve("bad.xml"),
            Files.readString(folder.resolve("lt.xml")).replaceFirst("示例许可证", "示例许可據"));
    arguments.addAll(List.of(bad.toString(), "--trust", root.toString()));
    Outside.Result result = Outside.dss(folder, arguments);
    assertThat(result.exit()).as(result.printed()).isZero();
    String printed = result.printed();
    assertLine(printed, "b.xml", "XAdES-BASELINE-B", "INDETERMINATE");
    assertLine(printed, "t.xml", "XAdES-BASELINE-T", "INDETERMINATE");
    assertLine(printed, "lt.xml", "XAdES-BASELINE-LT", "TOTAL_PASSED");
    assertLine(printed, "counter.xml", "XAdES-BASELINE-LT", "TOTAL_PASSED");
    assertLine(printed, "pinyin.xml", "XAdES-BASELINE-B", "INDETERMINATE");
    assertLine(printed, "bad.xml", "XAdES-BASELINE-LT", "TOTAL_FAILED");
    assertThat(printed.lines().filter(l -> l.contains("\"kind\":\"counter\"")))
        .singleElement()
        .asString()
        .contains("counter.xml", "XAdES-BASELINE-B")
        .doesNotContain("TOTAL_FAILED");
    // Indeterminate only for want of revocation data, not for the form or the cryptography.
    assertThat(printed.lines().filter(l -> l.contains("INDETERMINATE")))
        .allMatch(l -> l.contains("CERTIFICATE_CHAIN_GENERAL_FAILURE") || l.contains("TRY_LATER"));
  }

  private static void assertLine(String printed, String file, String level, String indication) {
    assertThat(printed.lines().filter(l -> l.startsWith("{\"file\":\"" + file + "\"")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains(level, indication));
  }

  @Test
  void we_verify_what_xmlsec1_signed() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    var key = io.hufu.crypto.VerificationKey.fromSpki(pair.getPublic().getEncoded());
    var certificate =
        new io.hufu.crypto.pki.CertificateBuilder(Profile.SIGNER, "CN=示例,C=CN", key)
            .validity(PilotKeys.FROM, PilotKeys.TO)
            .signedBy(PilotKeys.Hierarchy.of(SignatureAlgorithm.ES256).ca());
    Path pem =
        Files.writeString(
            folder.resolve("key.pem"),
            "-----BEGIN PRIVATE KEY-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    Path cert = Files.writeString(folder.resolve("cert.pem"), certificate.pem());
    Path template =
        Files.writeString(
            folder.resolve("template.xml"),
            "<?xml version=\"1.0\"?>\n<order>\n <item>one</item>\n<Signature xmlns=\""
                + Names.DS
                + "\">\n<SignedInfo><CanonicalizationMethod Algorithm=\""
                + Names.INCLUSIVE
                + "\"/><SignatureMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"/>"
                + "<Reference URI=\"\"><Transforms><Transform Algorithm=\""
                + Names.ENVELOPED
                + "\"/></Transforms><DigestMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/><DigestValue/>"
                + "</Reference></SignedInfo><SignatureValue/><KeyInfo><KeyValue/><X509Data>"
                + "<X509Certificate/></X509Data></KeyInfo></Signature></order>");
    Path signed = folder.resolve("signed.xml");
    Outside.Result result =
        Outside.xmlsec(
            folder,
            List.of(
                "--sign",
                "--privkey-pem",
                pem + "," + cert,
                "--output",
                signed.toString(),
                template.toString()));
    assertThat(result.exit()).as(result.printed()).isZero();
    Subject subject = Sealed.open(Files.readAllBytes(signed));
    assertThat(subject.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("SIGNATURE_INTACT", "SIGNATURE_FORM");
    String changed = Files.readString(signed).replace("one</item>", "two</item>");
    assertThat(Sealed.open(changed).findings())
        .extracting(Finding::code)
        .contains("CONTENT_CHANGED");
  }
}
