package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Authority;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.Grant;
import io.hufu.model.KeyRule;
import io.hufu.model.Licence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListContents;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.model.report.VerificationReport.SignatureResult;
import io.hufu.signing.Issuer;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.status.StatusRegister;
import io.hufu.verification.Verifier;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One licence with every kind of evidence, issued and judged for real, then bent bit by bit. */
class VerdictFlipTest {
  private static final Clock CLOCK = Clock.fixed(PilotKeys.NOW, ZoneOffset.UTC);
  private static final Instant YESTERDAY = PilotKeys.NOW.minus(Duration.ofDays(1));

  @TempDir static Path folder;
  private static SealedLicence licence;
  private static Verifier verifier;
  private static VerificationReport good;

  @BeforeAll
  static void issueAndAccept() throws Exception {
    PilotKeys.Hierarchy pki = PilotKeys.Hierarchy.of(SignatureAlgorithm.SM2_SM3);
    SigningKey agency = key(pki, Profile.SIGNER, "CN=示例机构,C=CN");
    SigningKey status = key(pki, Profile.SIGNER, "CN=示例状态,C=CN");
    SigningKey tsa = key(pki, Profile.TIME_STAMPING, "CN=示例时间戳,C=CN");
    SmallLog log = new SmallLog(PilotKeys.NOW);
    Licence data = licenceData();
    try (StatusRegister register =
        StatusRegister.in(folder)
            .authority(data.issuer().code())
            .lists("https://status.example/lists")
            .key(status)
            .clock(CLOCK)
            .open()) {
      licence =
          Issuer.builder()
              .key(agency)
              .clock(CLOCK)
              .status(register)
              .anchor(log)
              .evidence(List.of(crl(pki.ca()), crl(pki.root())))
              .timeStamps(TimeStampAuthority.inProcess(tsa, CLOCK, new SecureRandom()))
              .build()
              .issue(data, JsonFormat.instance());
    }
    TrustListContents trust =
        TrustListContents.builder(1, "示例名单", "Example list")
            .period(PilotKeys.FROM, PilotKeys.TO)
            .anchor(anchor(pki.root()))
            .authority(authority(agency, status))
            .ledger(log.trust())
            .build();
    verifier =
        Verifier.builder()
            .trust(TrustList.parse(TrustList.sign(trust.toJson(), agency), null))
            .clock(CLOCK)
            .build();
    good = verifier.verify(licence.bytes());
  }

  private static SigningKey key(PilotKeys.Hierarchy pki, Profile profile, String subject)
      throws Exception {
    return pki.issue(profile, subject, PilotKeys.FROM, PilotKeys.TO);
  }

  private static Evidence crl(SigningKey ca) throws Exception {
    CrlBuilder list = new CrlBuilder(YESTERDAY, YESTERDAY.plus(Duration.ofDays(30)), 1);
    return new Evidence(Kind.CRL, list.signedBy(ca).der());
  }

  private static TrustAnchor anchor(SigningKey root) {
    return new TrustAnchor(
        root.certificate(),
        List.of(TrustAnchor.Use.LICENCE, TrustAnchor.Use.STATUS, TrustAnchor.Use.TIME_STAMP),
        true);
  }

  private static Authority authority(SigningKey agency, SigningKey status) {
    SampleAuthority sample = SampleLicences.issuerOf("food-operation").orElseThrow();
    return new Authority(
        sample.code(),
        sample.nameZh(),
        sample.nameEn(),
        sample.level(),
        List.of(sample.region()),
        List.of(
            KeyRule.of(HashAlgorithm.SM3, agency.certificate(), Set.of(KeyUse.LICENCE)),
            KeyRule.of(HashAlgorithm.SM3, status.certificate(), Set.of(KeyUse.STATUS))),
        List.of(new Grant(List.of("*"), List.of("990000"), LocalDate.of(2020, 1, 1), null, null)),
        null,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private static Licence licenceData() {
    Licence l = SampleLicences.stream("food-operation", 1).findFirst().orElseThrow();
    return new Licence(
        l.type(),
        l.name(),
        l.number(),
        l.identifier(),
        l.issuer(),
        LocalDate.of(2026, 11, 20),
        l.holders(),
        l.areaCode(),
        LocalDate.of(2026, 11, 20),
        LocalDate.of(2031, 11, 19),
        null,
        false,
        l.items());
  }

  @Test
  void the_licence_is_accepted_with_all_of_its_evidence() {
    assertThat(good.verdict()).as(good.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(good.findings())
        .extracting(Finding::code)
        .contains("TIME_PROVEN", "WITNESSED", "IN_FORCE", "NOT_REVOKED");
    assertThat(good.acceptedLicence().orElseThrow().toJson())
        .isEqualTo(licence.payload().licence().toJson());
  }

  @Test
  void a_flipped_bit_in_any_byte_leaves_the_report_or_loses_the_acceptance() {
    assertFlips(1);
  }

  @Test
  @Tag("soak")
  void all_eight_bits_of_any_byte_leave_the_report_or_lose_the_acceptance() {
    assertFlips(8);
  }

  /** In parallel, which a verifier must bear. */
  private static void assertFlips(int bitsPerByte) {
    byte[] file = licence.bytes();
    long accepted =
        IntStream.range(0, file.length * bitsPerByte)
            .parallel()
            .filter(
                i -> {
                  int index = i / bitsPerByte;
                  byte[] bad = file.clone();
                  bad[index] ^= (byte) (1 << ((index + i) % 8));
                  VerificationReport report = verifier.verify(bad);
                  if (report.verdict() != Verdict.ACCEPTED) {
                    return false;
                  }
                  assertSame(report, "byte " + index);
                  return true;
                })
            .count();
    // Time-stamp and receipt are not required by the policy: flips there must be acceptable.
    assertThat(accepted).isPositive();
  }

  /** The same but for the digest of the input and what is said of one item of evidence. */
  private static void assertSame(VerificationReport report, String where) {
    assertThat(report.licence()).as(where).isEqualTo(good.licence());
    assertThat(report.role()).as(where).isEqualTo(good.role());
    assertThat(List.of(report.authentic(), report.inForce(), report.acceptableHere()))
        .as(where)
        .isEqualTo(List.of(good.authentic(), good.inForce(), good.acceptableHere()));
    SignatureResult signature = report.signatures().get(0);
    SignatureResult expected = good.signatures().get(0);
    assertThat(signature.signer()).as(where).isEqualTo(expected.signer());
    assertThat(signature.authority()).as(where).isEqualTo(expected.authority());
    assertThat(signature.claimedAt()).as(where).isEqualTo(expected.claimedAt());
    assertThat(signature.evidence()).as(where).hasSameSizeAs(expected.evidence());
    List<Integer> changed = new ArrayList<>();
    for (int m = 0; m < expected.evidence().size(); m++) {
      if (!expected.evidence().get(m).equals(signature.evidence().get(m))) {
        changed.add(m);
      }
    }
    assertThat(changed).as(where).hasSizeLessThanOrEqualTo(1);
    Set<Topic> about =
        changed.isEmpty() ? Set.of() : topics(expected.evidence().get(changed.get(0)));
    assertThat(without(report, about)).as(where).isEqualTo(without(good, about));
  }

  /** What an item speaks to: of the other topics a report must say the same as before. */
  private static Set<Topic> topics(String item) {
    if (item.startsWith(Kind.TIME_STAMP.label())) {
      return Set.of(Topic.TIME);
    }
    assertThat(item).as("an item that the policy requires").startsWith(Kind.RECEIPT.label());
    return Set.of(Topic.TIME, Topic.LEDGER);
  }

  private static List<Finding> without(VerificationReport report, Set<Topic> topics) {
    return report.findings().stream()
        .filter(finding -> !topics.contains(finding.topic()))
        .filter(finding -> topics.isEmpty() || !finding.code().startsWith("EVIDENCE_"))
        .toList();
  }

  @Test
  void evidence_taken_away_never_makes_more_of_the_licence() throws Exception {
    List<Evidence> all = licence.evidence();
    byte[] bare = Tampering.header(licence.bytes(), h -> Tampering.set(h, SdJwt.EVIDENCE, null));
    for (int without = 0; without < all.size(); without++) {
      List<Evidence> rest = new ArrayList<>(all);
      Kind kind = rest.remove(without).kind();
      Verdict verdict = verifier.verify(JsonFormat.instance().withEvidence(bare, rest)).verdict();
      boolean needed = kind == Kind.CRL || kind == Kind.STATUS_ASSERTION;
      assertThat(verdict)
          .as("without " + kind)
          .isEqualTo(needed ? Verdict.UNDECIDED : Verdict.ACCEPTED);
    }
    assertThat(verifier.verify(bare).verdict()).isEqualTo(Verdict.UNDECIDED);
  }
}
