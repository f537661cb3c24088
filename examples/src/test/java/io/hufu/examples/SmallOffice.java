package io.hufu.examples;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.Licence;
import io.hufu.model.TrustList;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;

/** An agency with a CA of its own and a trust list that is no pilot's, as of the system's now. */
final class SmallOffice {
  static final char[] PASSWORD = "secret".toCharArray();
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final SecureRandom random = new SecureRandom();
  private final SigningKey ca = selfSigned(Profile.ROOT, "CN=Example CA");
  final SigningKey lists = selfSigned(Profile.ROOT, "CN=Example lists");
  private final Path home;

  SmallOffice(Path home) {
    this.home = home;
  }

  /** The default policy accepts no samples: the same licence without the mark, from yesterday. */
  Licence real(Licence sample) {
    LocalDate yesterday = LocalDate.ofInstant(now, CHINA).minusDays(1);
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        sample.identifier(),
        sample.issuer(),
        yesterday,
        sample.holders(),
        sample.areaCode(),
        yesterday,
        sample.expiresOn() == null ? null : yesterday.plusYears(5),
        null,
        false,
        sample.items());
  }

  SigningKey agency() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    Certificate certificate = builder(Profile.SIGNER, "CN=Example agency", key).signedBy(ca);
    return key.withChain(List.of(certificate, ca.certificate()));
  }

  SigningKey bare() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
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

  void write(String name, SigningKey key) throws Exception {
    Files.write(home.resolve(name), InsecureKeyExport.toPkcs12(key, PASSWORD, random));
  }

  byte[] trustList(Licence licence, SigningKey agency) throws Exception {
    return trustList(licence, agency, "[]");
  }

  /**
   * Signs a trust list.
   *
   * @param ledgers the array of ledgers, and whatever members follow it
   */
  byte[] trustList(Licence licence, SigningKey agency, String ledgers) throws Exception {
    String contents =
        """
        {"schema":"hufu.trust/1","version":1,"name":{"zh":"示例名单","en":"Example list"},
         "issued":"%s","nextUpdate":"%s","pilot":false,
         "anchors":[{"certificate":"%s","uses":["LICENCE"],"publishesRevocation":false}],
         "authorities":[{"code":"%s","names":{"zh":"%s","en":"Example"},"level":"%s",
           "regions":["%s"],"keys":[{"certificate":"sm3:%s","uses":["LICENCE"]}],
           "grants":[{"types":["*"],"regions":["*"],"from":"2000-01-01"}]}],
         "ledgers":%s,"addresses":[]}
        """
            .formatted(
                now,
                now.plus(Duration.ofDays(30)),
                Base64Url.encode(ca.certificate().der()),
                licence.issuer().code(),
                licence.issuer().name(),
                licence.issuer().level().name(),
                licence.areaCode(),
                HexFormat.of().formatHex(agency.certificate().digest(HashAlgorithm.SM3)),
                ledgers);
    return TrustList.sign(Json.parseObject(contents.getBytes(StandardCharsets.UTF_8)), lists);
  }
}
