package io.hufu.examples;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.signing.Issuer;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.json.JsonFormat;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;

/** One pilot authority with everything that issuing and verifying need, in a directory. */
final class PilotTown implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-06-01T04:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration YEAR = Duration.ofDays(365);

  final Licence licence;
  final EmbeddedLedger ledger;
  final byte[] trustList;
  private final SampleAuthority authority;
  private final SigningKey root;
  private final SigningKey ca;
  private final SigningKey licenceKey;
  private final SigningKey timeKey;
  private final StatusRegister register;

  PilotTown(Suite suite, Path directory) throws Exception {
    licence = SampleLicences.shipped().get(0);
    authority =
        SampleLicences.authorities().stream()
            .filter(a -> a.code().equals(licence.issuer().code()))
            .findFirst()
            .orElseThrow();
    SignatureAlgorithm algorithm =
        suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ES256;
    SigningKey rootKey = SigningKey.generate(algorithm, RANDOM);
    root =
        rootKey.withChain(
            List.of(builder(Profile.ROOT, "CN=PILOT Root", rootKey).selfSigned(rootKey)));
    SigningKey caKey = SigningKey.generate(algorithm, RANDOM);
    ca =
        caKey.withChain(
            List.of(builder(Profile.CA, "CN=PILOT CA", caKey).signedBy(root), root.certificate()));
    licenceKey = certified(Profile.SIGNER, "CN=PILOT Licences", algorithm);
    timeKey = certified(Profile.TIME_STAMPING, "CN=PILOT Time", algorithm);
    SigningKey statusKey = certified(Profile.SIGNER, "CN=PILOT Status", algorithm);
    SigningKey logKey =
        SigningKey.generate(
            suite == Suite.SM ? SignatureAlgorithm.SM2_SM3 : SignatureAlgorithm.ED25519, RANDOM);
    ledger =
        EmbeddedLedger.in(directory.resolve("ledger"), logKey)
            .headFile(directory.resolve("ledger.head"))
            .create("pilot.example/2026" + (suite == Suite.SM ? "/sm3" : ""));
    register =
        StatusRegister.in(directory.resolve("status"))
            .authority(authority.code())
            .lists("https://status.pilot.example/lists")
            .key(statusKey)
            .validity(YEAR)
            .clock(CLOCK)
            .random(RANDOM)
            .open();
    trustList =
        TrustList.sign(contents(statusKey), certified(Profile.SIGNER, "CN=PILOT List", algorithm));
  }

  private static CertificateBuilder builder(Profile profile, String subject, SigningKey key) {
    return new CertificateBuilder(profile, subject, key.verificationKey())
        .validity(NOW.minus(YEAR), NOW.plus(YEAR))
        .serial(new BigInteger(120, RANDOM).setBit(119));
  }

  private SigningKey certified(Profile profile, String subject, SignatureAlgorithm algorithm)
      throws KeyUnavailableException {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    Certificate certificate = builder(profile, subject, key).signedBy(ca);
    return key.withChain(List.of(certificate, ca.certificate(), root.certificate()));
  }

  /** Issues the licence with a time-stamp, a receipt, a status assertion and the CA's lists. */
  SealedLicence issue() throws Exception {
    return Issuer.builder()
        .key(licenceKey)
        .timeStamps(TimeStampAuthority.inProcess(timeKey, CLOCK, RANDOM))
        .anchor(ledger)
        .status(register)
        .evidence(List.of(crl(ca), crl(root)))
        .clock(CLOCK)
        .build()
        .issue(licence, JsonFormat.instance());
  }

  private static Evidence crl(SigningKey issuer) throws KeyUnavailableException {
    byte[] der = new CrlBuilder(NOW.minusSeconds(60), NOW.plus(YEAR), 1).signedBy(issuer).der();
    return new Evidence(Evidence.Kind.CRL, der);
  }

  private JsonObject contents(SigningKey statusKey) throws Exception {
    String template =
        """
        {"schema":"hufu.trust/1","version":1,"name":{"zh":"试点名单","en":"Pilot list"},
         "issued":"2026-05-01T00:00:00Z","nextUpdate":"2027-05-01T00:00:00Z","pilot":true,
         "anchors":[{"certificate":"%s","uses":["LICENCE","TIME_STAMP","STATUS"],
           "publishesRevocation":true}],
         "authorities":[{"code":"%s","names":{"zh":"%s","en":"%s"},"level":"%s",
           "regions":["%s"],
           "keys":[{"certificate":"%s","uses":["LICENCE"]},{"certificate":"%s","uses":["STATUS"]}],
           "grants":[{"types":["*"],"regions":["*"],"from":"2000-01-01"}]}],
         "ledgers":[{"origin":"%s","hash":"%s","keys":["%s"],"witnesses":[],"quorum":0}],
         "addresses":[]}
        """;
    String text =
        template.formatted(
            Base64Url.encode(root.certificate().der()),
            authority.code(),
            authority.nameZh(),
            authority.nameEn(),
            authority.level(),
            authority.region(),
            digest(licenceKey),
            digest(statusKey),
            ledger.origin(),
            ledger.hash().label(),
            ledger.noteKey().vkey());
    return Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String digest(SigningKey key) {
    var hash = io.hufu.crypto.HashAlgorithm.SM3;
    return "sm3:" + HexFormat.of().formatHex(key.certificate().digest(hash));
  }

  @Override
  public void close() throws IOException {
    register.close();
    ledger.close();
  }
}
