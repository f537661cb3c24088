package io.hufu.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.Licence;
import io.hufu.model.LogEntry;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import io.hufu.model.StatusAssertion;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerTest {
  private static final Clock CLOCK = Clock.fixed(PilotKeys.NOW, ZoneOffset.UTC);
  private static final LicenceFormat DATA = new PlainFormat(Carrier.JSON, false);
  private static final LicenceFormat CHAINED = new PlainFormat(Carrier.XML, true);
  private static final LicenceFormat LAYOUT = new PlainFormat(Carrier.OFD, false);

  private static SigningKey key;
  private static SigningKey tsa;

  @TempDir Path folder;

  @BeforeAll
  static void makeKeys() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    tsa =
        PilotKeys.issued(
            SignatureAlgorithm.SM2_SM3, Profile.TIME_STAMPING, PilotKeys.FROM, PilotKeys.TO);
  }

  private static Issuer.Builder issuer() {
    return Issuer.builder().key(key).clock(CLOCK);
  }

  private static List<Licence> licences(int count) {
    return SampleLicences.stream("food-operation", 7).limit(count).map(IssuerTest::dated).toList();
  }

  private static Licence dated(Licence licence) {
    return with(licence, LocalDate.of(2026, 11, 20), licence.areaCode());
  }

  private static Licence licence() {
    return licences(1).get(0);
  }

  /** The same licence with another issue date and another area code. */
  private static Licence with(Licence l, LocalDate issuedOn, String areaCode) {
    return new Licence(
        l.type(),
        l.name(),
        l.number(),
        l.identifier(),
        l.issuer(),
        issuedOn,
        l.holders(),
        areaCode,
        null,
        null,
        l.supersedes(),
        l.sample(),
        l.items());
  }

  private static Licence bad() {
    return with(licence(), LocalDate.of(2026, 11, 20), "99");
  }

  private StatusRegister register(Licence licence) throws Exception {
    return StatusRegister.in(folder)
        .authority(licence.issuer().code())
        .lists("https://status.example/lists")
        .key(key)
        .clock(CLOCK)
        .open();
  }

  private static List<Kind> kinds(SealedLicence file) {
    return file.evidence().stream().map(Evidence::kind).toList();
  }

  @Test
  void evidence_comes_in_its_order_and_is_about_this_licence() throws Exception {
    RecordingAnchor anchor = new RecordingAnchor(HashAlgorithm.SHA_256);
    try (StatusRegister register = register(licence())) {
      SealedLicence file =
          issuer()
              .anchor(anchor)
              .timeStamps(TimeStampAuthority.inProcess(tsa, CLOCK, new SecureRandom()))
              .evidence(
                  List.of(
                      new Evidence(Kind.CRL, new byte[] {1}),
                      new Evidence(Kind.OCSP, new byte[] {2})))
              .status(register)
              .build()
              .issue(licence(), DATA);
      assertThat(kinds(file))
          .containsExactly(
              Kind.CERTIFICATE,
              Kind.CRL,
              Kind.OCSP,
              Kind.STATUS_ASSERTION,
              Kind.TIME_STAMP,
              Kind.RECEIPT);
      List<Evidence> items = file.evidence();
      assertThat(Certificate.fromDer(items.get(0).bytes())).isEqualTo(key.chain().get(1));
      StatusAssertion.Signed status = StatusAssertion.parse(items.get(3).bytes());
      assertThat(status.verifies(key.verificationKey())).isTrue();
      assertThat(status.assertion().reference()).isEqualTo(file.payload().status());
      assertThat(TimeStampToken.parse(items.get(4).bytes()).covers(file.stamped())).isTrue();
      AnchorReceipt receipt = AnchorReceipt.fromJson(Json.parseObject(items.get(5).bytes()));
      assertThat(receipt.hash()).isEqualTo(HashAlgorithm.SHA_256);
    }
    // The ledger's hash need not be that of the suite.
    LogEntry entry = anchor.calls.get(0).get(0);
    assertThat(entry.hash()).isEqualTo(HashAlgorithm.SHA_256);
    assertThat(entry.certificateDigest())
        .isEqualTo(key.certificate().digest(HashAlgorithm.SHA_256));
  }

  @Test
  void without_services_there_is_only_the_chain_and_no_status() throws Exception {
    SealedLicence file = issuer().build().issue(licence(), DATA);
    assertThat(kinds(file)).containsExactly(Kind.CERTIFICATE);
    assertThat(file.payload().status()).isNull();
    assertThat(issuer().includeChain(false).build().issue(licence(), DATA).evidence()).isEmpty();
    assertThat(issuer().build().issue(licence(), CHAINED).evidence()).isEmpty();
  }

  @Test
  void formats_of_one_licence_share_salt_digest_and_status() throws Exception {
    try (StatusRegister register = register(licence())) {
      List<SealedLicence> files =
          issuer().status(register).build().issue(licence(), List.of(DATA, LAYOUT, CHAINED));
      assertThat(files)
          .extracting(SealedLicence::carrier)
          .containsExactly(Carrier.JSON, Carrier.OFD, Carrier.XML);
      assertThat(files.stream().map(f -> Arrays.toString(f.payload().salt())).distinct())
          .hasSize(1);
      assertThat(files.stream().map(f -> Arrays.toString(f.payload().licenceDigest())).distinct())
          .hasSize(1);
      assertThat(files.stream().map(f -> f.payload().status()).distinct()).hasSize(1);
      assertThat(files)
          .extracting(f -> f.payload().role())
          .containsExactly(Role.DATA, Role.ORIGINAL, Role.DATA);
      byte[] original = files.get(1).signedOctetsDigest().apply(HashAlgorithm.SM3);
      assertThat(files.get(0).payload().originalDigest()).isEqualTo(original);
      assertThat(files.get(2).payload().originalDigest()).isEqualTo(original);
      assertThat(files.get(1).payload().originalDigest()).isNull();
    }
  }

  @Test
  void a_batch_is_one_call_to_the_ledger_and_keeps_the_order() throws Exception {
    RecordingAnchor anchor = new RecordingAnchor(HashAlgorithm.SM3);
    List<Licence> licences = new ArrayList<>(licences(10));
    licences.add(4, bad());
    List<IssueResult> results =
        issuer()
            .anchor(anchor)
            .batchSize(4)
            .build()
            .issueAll(licences.stream(), DATA, CHAINED)
            .toList();
    assertThat(results).extracting(IssueResult::licence).containsExactlyElementsOf(licences);
    assertThat(results).filteredOn(r -> r.failure() != null).hasSize(1);
    assertThat(results.get(4).failure())
        .isInstanceOfSatisfying(
            CannotSealException.class, e -> assertThat(e.code()).isEqualTo("SCHEMA_VIOLATION"));
    assertThat(results.get(5).sealed()).hasSize(2);
    // Batches of 4, 4 and 3; the bad one is in the second.
    assertThat(anchor.calls.stream().map(List::size)).containsExactly(8, 6, 6);
  }

  @Test
  void licences_are_taken_only_as_they_are_wanted() throws Exception {
    List<Licence> taken = new ArrayList<>();
    AtomicBoolean closed = new AtomicBoolean();
    Stream<Licence> endless =
        SampleLicences.stream("food-operation", 1)
            .map(IssuerTest::dated)
            .peek(taken::add)
            .onClose(() -> closed.set(true));
    try (Stream<IssueResult> results = issuer().batchSize(3).build().issueAll(endless, DATA)) {
      assertThat(results.limit(4)).hasSize(4);
    }
    assertThat(taken).hasSize(6);
    assertThat(closed).isTrue();
  }

  @Test
  void an_unreachable_ledger_is_named_and_nothing_is_issued() throws Exception {
    RecordingAnchor anchor = new RecordingAnchor(HashAlgorithm.SM3);
    anchor.reachable = false;
    Issuer issuer = issuer().anchor(anchor).build();
    assertThatThrownBy(() -> issuer.issue(licence(), DATA))
        .isInstanceOfSatisfying(
            ServiceUnavailableException.class,
            e -> assertThat(e.service()).isEqualTo(ServiceUnavailableException.Service.ANCHOR))
        .hasMessage("ledger: connection refused");
    assertThat(issuer.issueAll(licences(2).stream(), DATA))
        .allMatch(r -> r.sealed().isEmpty())
        .allMatch(r -> r.failure() instanceof ServiceUnavailableException);
  }

  @Test
  void an_unreachable_time_stamp_authority_is_named_and_nothing_is_anchored() {
    RecordingAnchor anchor = new RecordingAnchor(HashAlgorithm.SM3);
    TimeStampAuthority unreachable =
        (hash, digest) -> {
          throw new IOException("timed out");
        };
    assertThatThrownBy(
            () -> issuer().anchor(anchor).timeStamps(unreachable).build().issue(licence(), DATA))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessage("time-stamp authority: timed out");
    assertThat(anchor.calls).isEmpty();
  }

  @Test
  void a_licence_of_another_authority_than_the_registers_is_refused_without_a_place()
      throws Exception {
    Licence other =
        SampleLicences.stream("degree", 1).map(IssuerTest::dated).findFirst().orElseThrow();
    try (StatusRegister register = register(licence())) {
      Issuer issuer = issuer().status(register).build();
      assertThatThrownBy(() -> issuer.issue(other, DATA))
          .isInstanceOfSatisfying(
              CannotSealException.class, e -> assertThat(e.code()).isEqualTo("STATUS_AUTHORITY"));
      assertThat(register.licences()).isEmpty();
    }
  }

  private static SealedLicence issued(Issuer issuer, Licence licence) {
    try {
      return issuer.issue(licence, DATA);
    } catch (CannotSealException | KeyUnavailableException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void many_threads_may_issue_with_one_issuer() throws Exception {
    List<Licence> licences = licences(64);
    try (StatusRegister register = register(licence())) {
      Issuer issuer =
          issuer().status(register).anchor(new RecordingAnchor(HashAlgorithm.SM3)).build();
      List<Long> places =
          licences.parallelStream()
              .map(licence -> issued(issuer, licence))
              .map(file -> file.payload().statusReference().orElseThrow().index())
              .toList();
      assertThat(places).doesNotHaveDuplicates().hasSize(64);
      assertThat(register.licences()).hasSize(64);
    }
  }

  @Test
  void a_certificate_out_of_force_or_not_for_signing_issues_nothing() throws Exception {
    assertKeyRefused(
        Profile.SIGNER,
        PilotKeys.FROM,
        PilotKeys.NOW.minusSeconds(1),
        KeyUnavailableException.Reason.CERTIFICATE_NOT_IN_FORCE);
    assertKeyRefused(
        Profile.SIGNER,
        PilotKeys.NOW.plusSeconds(1),
        PilotKeys.TO,
        KeyUnavailableException.Reason.CERTIFICATE_NOT_IN_FORCE);
    for (Profile profile : List.of(Profile.ENCRYPTION, Profile.CA)) {
      assertKeyRefused(
          profile, PilotKeys.FROM, PilotKeys.TO, KeyUnavailableException.Reason.WRONG_USAGE);
    }
  }

  private static void assertKeyRefused(
      Profile profile, Instant from, Instant to, KeyUnavailableException.Reason reason)
      throws Exception {
    SigningKey other = PilotKeys.issued(SignatureAlgorithm.SM2_SM3, profile, from, to);
    Issuer issuer = Issuer.builder().key(other).clock(CLOCK).build();
    assertThatThrownBy(() -> issuer.issue(licence(), DATA))
        .isInstanceOfSatisfying(
            KeyUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThatThrownBy(() -> issuer.issueAll(Stream.of(licence()), DATA))
        .isInstanceOf(KeyUnavailableException.class);
  }

  @Test
  void a_builder_refuses_a_key_without_certificate_and_evidence_of_other_kinds() {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    assertThatThrownBy(() -> Issuer.builder().key(bare).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Issuer.builder().build()).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> issuer().evidence(List.of(new Evidence(Kind.RECEIPT, new byte[0]))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
