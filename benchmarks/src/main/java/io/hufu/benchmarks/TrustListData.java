package io.hufu.benchmarks;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.model.Authority;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.Catalogue;
import io.hufu.model.Grant;
import io.hufu.model.KeyRule;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicenceType;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustListContents;
import io.hufu.model.UnifiedSocialCreditCode;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** A nation's trust list: 10 000 authorities with 100 000 grants, a tenth of them delegated. */
final class TrustListData {
  static final int AUTHORITIES = 10_000;
  static final int GRANTS_EACH = 10;

  private static final int COUNTY_OFFICES = 300;

  /** Every so many authorities one has a certificate, so that it can be asked about. */
  private static final int STEP = 157;

  private static final Instant ISSUED = Instant.parse("2026-11-25T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2027-11-25T00:00:00Z");
  private static final LocalDate SINCE = LocalDate.of(2020, 1, 1);

  private final Random random = new Random(1);
  private final SecureRandom secure = new SecureRandom();
  private final List<LicenceType> types = List.copyOf(Catalogue.shipped().types());
  private final SigningKey operator = key("CN=Operator");
  private final List<Question> questions = new ArrayList<>();
  private final byte[] file;

  /** A licence, and the path of the certificate that signed it. */
  record Question(List<Certificate> path, Licence licence) {}

  TrustListData() throws KeyUnavailableException, MalformedDataException {
    TrustListContents.Builder contents =
        TrustListContents.builder(1, "全国名单", "National list").period(ISSUED, NEXT);
    for (int i = 0; i < AUTHORITIES; i++) {
      contents.authority(authority(i));
    }
    this.file = TrustList.sign(contents.build().toJson(), operator);
  }

  byte[] file() {
    return file.clone();
  }

  List<Question> questions() {
    return List.copyOf(questions);
  }

  private Authority authority(int number) {
    String code = code(number);
    String region = region(number);
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < GRANTS_EACH; i++) {
      boolean delegated = isDelegated(number, i);
      String where = i == 0 ? region.substring(0, 2) + "0000" : region;
      grants.add(
          new Grant(
              List.of(type(number, i).code()),
              List.of(where),
              SINCE.plusDays(i),
              null,
              delegated ? code(number - 1) : null));
    }
    return new Authority(
        code,
        "示例市示例区第" + number + "局",
        "Sample authority " + number,
        AuthorityLevel.COUNTY,
        List.of(region),
        List.of(rule(number, code, region)),
        grants,
        null,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  /** The tenth grant comes from the authority before, which has its type in all the province. */
  private static boolean isDelegated(int number, int grant) {
    return grant == GRANTS_EACH - 1 && number % COUNTY_OFFICES > 0;
  }

  private LicenceType type(int number, int grant) {
    return isDelegated(number, grant)
        ? type(number - 1, 0)
        : types.get((number + grant) % types.size());
  }

  private static String code(int number) {
    return UnifiedSocialCreditCode.complete(String.format(Locale.ROOT, "11990000%09d", number));
  }

  /** Three hundred authorities in each province, one in a county. */
  private static String region(int number) {
    int inProvince = number % COUNTY_OFFICES;
    return String.format(
        Locale.ROOT,
        "%02d%02d%02d",
        10 + number / COUNTY_OFFICES,
        1 + inProvince / 30,
        1 + inProvince % 30);
  }

  private KeyRule rule(int number, String code, String region) {
    if (number % STEP != STEP - 1) {
      byte[] digest = new byte[HashAlgorithm.SM3.length()];
      random.nextBytes(digest);
      return new KeyRule(HashAlgorithm.SM3, digest, null, null, Set.of(KeyUse.LICENCE));
    }
    Certificate leaf = key("CN=Sample authority " + number).certificate();
    int grant = number % GRANTS_EACH;
    questions.add(
        new Question(
            List.of(leaf, operator.certificate()), licence(type(number, grant), code, region)));
    return KeyRule.of(HashAlgorithm.SM3, leaf, Set.of(KeyUse.LICENCE));
  }

  private Licence licence(LicenceType type, String issuer, String region) {
    Licence sample = SampleLicences.stream(type.id(), 1).findFirst().orElseThrow();
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        LicenceIdentifier.of(sample.type(), issuer, "BENCH1", "001"),
        new Licence.IssuingAuthority("示例局", issuer, AuthorityLevel.COUNTY),
        sample.issuedOn(),
        sample.holders(),
        region,
        sample.effectiveFrom(),
        sample.expiresOn(),
        null,
        true,
        sample.items());
  }

  private SigningKey key(String subject) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, secure);
    try {
      return key.withChain(
          List.of(
              new CertificateBuilder(
                      CertificateBuilder.Profile.SIGNER, subject, key.verificationKey())
                  .validity(ISSUED, NEXT)
                  .serial(BigInteger.valueOf(1 + random.nextInt(Integer.MAX_VALUE)))
                  .selfSigned(key)));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }
}
