package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README shows do what it says. */
class IssueAndVerifyTest {
  private static final char[] PASSWORD = "secret".toCharArray();
  private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);

  private final SecureRandom random = new SecureRandom();
  private final SigningKey ca = selfSigned(Profile.ROOT, "CN=Example CA");
  private final SigningKey lists = selfSigned(Profile.ROOT, "CN=Example lists");

  @TempDir Path home;

  @Test
  void what_the_page_issues_the_page_accepts() throws Exception {
    Licence sample = SampleLicences.shipped().get(0);
    SigningKey agency = agency();
    Files.createDirectory(home.resolve("keys"));
    write("keys/agency.p12", agency);
    SigningKey logKey = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    write("keys/ledger.p12", logKey);
    EmbeddedLedger.in(home.resolve("ledger"), logKey)
        .headFile(home.resolve("keys/ledger.head"))
        .create("ledger.agency.example/sm3")
        .close();
    Files.write(home.resolve("trust-list.json"), trustList(sample, agency));

    IssueAndVerify example = new IssueAndVerify(home);
    example.issue(real(sample), PASSWORD);

    assertThat(example.verify(lists.certificate())).isEqualTo("accepted: " + sample.name());
    String file = Files.readString(home.resolve("licence.json"));
    int inSignature = file.indexOf("\"signature\":\"") + 20;
    char forged = file.charAt(inSignature) == 'A' ? 'B' : 'A';
    Files.writeString(
        home.resolve("licence.json"),
        file.substring(0, inSignature) + forged + file.substring(inSignature + 1));
    assertThat(example.verify(lists.certificate())).isEqualTo("rejected: NOT_AUTHENTIC");
  }

  /** The default policy accepts no samples: the same licence without the mark. */
  private static Licence real(Licence sample) {
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        sample.identifier(),
        sample.issuer(),
        sample.issuedOn(),
        sample.holders(),
        sample.areaCode(),
        sample.effectiveFrom(),
        sample.expiresOn(),
        null,
        false,
        sample.items());
  }

  private SigningKey agency() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    Certificate certificate = builder(Profile.SIGNER, "CN=Example agency", key).signedBy(ca);
    return key.withChain(List.of(certificate, ca.certificate()));
  }

  private SigningKey selfSigned(Profile profile, String subject) {
    try {
      SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
      return key.withChain(List.of(builder(profile, subject, key).selfSigned(key)));
    } catch (io.hufu.crypto.KeyUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  private CertificateBuilder builder(Profile profile, String subject, SigningKey key) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)))
        .serial(new BigInteger(120, random).setBit(119));
  }

  private void write(String name, SigningKey key) throws Exception {
    Files.write(home.resolve(name), InsecureKeyExport.toPkcs12(key, PASSWORD, random));
  }

  private byte[] trustList(Licence licence, SigningKey agency) throws Exception {
    String contents =
        """
        {"schema":"hufu.trust/1","version":1,"name":{"zh":"示例名单","en":"Example list"},
         "issued":"%s","nextUpdate":"%s","pilot":false,
         "anchors":[{"certificate":"%s","uses":["LICENCE"],"publishesRevocation":false}],
         "authorities":[{"code":"%s","names":{"zh":"%s","en":"Example"},"level":"%s",
           "regions":["%s"],"keys":[{"certificate":"sm3:%s","uses":["LICENCE"]}],
           "grants":[{"types":["*"],"regions":["*"],"from":"2000-01-01"}]}],
         "ledgers":[],"addresses":[]}
        """
            .formatted(
                now,
                now.plus(Duration.ofDays(30)),
                Base64Url.encode(ca.certificate().der()),
                licence.issuer().code(),
                licence.issuer().name(),
                licence.issuer().level().name(),
                licence.areaCode(),
                HexFormat.of().formatHex(agency.certificate().digest(HashAlgorithm.SM3)));
    return TrustList.sign(Json.parseObject(contents.getBytes(StandardCharsets.UTF_8)), lists);
  }
}
