package io.hufu.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every carrier must do; a carrier's test says only which format and which key. */
public abstract class LicenceFormatContract {
  protected static final List<Evidence> EVIDENCE =
      List.of(
          new Evidence(Evidence.Kind.CERTIFICATE, bytes(90, 1)),
          new Evidence(Evidence.Kind.CRL, bytes(64, 2)),
          new Evidence(Evidence.Kind.OCSP, bytes(33, 3)),
          new Evidence(Evidence.Kind.STATUS_ASSERTION, bytes(31, 4)),
          new Evidence(Evidence.Kind.TIME_STAMP, bytes(32, 5)),
          new Evidence(Evidence.Kind.RECEIPT, "{\"a\":1}".getBytes(StandardCharsets.US_ASCII)));

  private SealedLicence licence;
  private SealingContext context;

  /** The format under test. */
  protected abstract LicenceFormat format();

  /** The key to seal with, chain included. */
  protected abstract SigningKey key();

  /** A file with a second signature beside the good one, as an attacker would add it. */
  protected abstract byte[] withSecondSignature(byte[] file) throws Exception;

  /** How many items of evidence are lost to one flipped bit at most. */
  protected int lostAtMost() {
    return 1;
  }

  /**
   * Every how many bytes a bit is flipped by default; more than 1 only where files are large. The
   * long drill flips them all.
   */
  protected int flipStride() {
    return 1;
  }

  /** Whether sealing draws secrets of its own beside the salt that the payload has. */
  protected boolean drawsSecrets() {
    return true;
  }

  @BeforeEach
  final void seal() throws Exception {
    context = new SealingContext(key(), Payloads.type(), new SecureRandom());
    licence = format().seal(payload(), context);
  }

  /** What is sealed; carriers that draw pages need characters that their font has. */
  protected LicencePayload payload(HashAlgorithm hash) {
    return Payloads.payload(hash);
  }

  private LicencePayload payload() {
    return payload(key().algorithm().suite().hash());
  }

  protected final Subject open(byte[] bytes) throws IOException {
    return format().open(Document.of(bytes), Limits.DEFAULT);
  }

  private static byte[] bytes(int length, int seed) {
    byte[] bytes = new byte[length];
    new java.util.Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void a_sealed_licence_opens_with_the_payload_that_was_sealed() throws Exception {
    Subject subject = open(licence.bytes());
    assertThat(subject.carrier()).isEqualTo(format().carrier());
    assertThat(subject.role()).isEqualTo(payload().role());
    assertThat(describe(subject.licencePayload().orElseThrow())).isEqualTo(describe(payload()));
  }

  @Test
  void a_sealed_licence_has_one_intact_signature_and_nothing_against_it() throws Exception {
    Subject subject = open(licence.bytes());
    assertThat(subject.findings()).extracting(Finding::code).containsOnly("SIGNATURE_INTACT");
    assertThat(subject.signatures()).hasSize(1);
    SubjectSignature signature = subject.signatures().get(0);
    assertThat(signature.signer()).contains(key().certificate());
    assertThat(signature.algorithm()).isEqualTo(key().algorithm());
    assertThat(signature.claimedAt()).isEqualTo(payload().issuedAt());
  }

  @Test
  void issuer_and_verifier_see_the_same_octets_for_ledger_and_time_stamp() throws Exception {
    SubjectSignature signature = open(licence.bytes()).signatures().get(0);
    for (HashAlgorithm hash : List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256)) {
      assertThat(signature.logEntry(hash).orElseThrow().encoded())
          .isEqualTo(licence.logEntry(hash).encoded());
    }
    assertThat(signature.stamped()).isEqualTo(licence.stamped());
  }

  @Test
  void two_seals_of_one_payload_differ_where_secrets_are_drawn() throws Exception {
    SealedLicence other = format().seal(payload(), context);
    byte[] octets = licence.signedOctetsDigest().apply(HashAlgorithm.SM3);
    assertThat(Arrays.equals(other.signedOctetsDigest().apply(HashAlgorithm.SM3), octets))
        .isEqualTo(!drawsSecrets());
  }

  @Test
  void evidence_is_read_back_kind_by_kind_and_leaves_the_signature_alone() throws Exception {
    SealedLicence first = licence.withEvidence(format(), EVIDENCE.subList(0, 2));
    SealedLicence both = first.withEvidence(format(), EVIDENCE.subList(2, EVIDENCE.size()));
    SubjectSignature signature = open(both.bytes()).signatures().get(0);
    assertThat(describe(byKind(signature.evidence()))).isEqualTo(describe(byKind(EVIDENCE)));
    assertThat(describe(both.evidence())).isEqualTo(describe(EVIDENCE));
    assertThat(signature.value()).isEqualTo(licence.value());
    assertThat(signature.stamped()).isEqualTo(licence.stamped());
    assertThat(open(both.bytes()).findings())
        .extracting(Finding::code)
        .containsOnly("SIGNATURE_INTACT");
  }

  @Test
  void a_flipped_bit_is_noticed_or_changes_at_most_one_item_of_evidence() throws Exception {
    assertFlipsNoticed(1, flipStride());
  }

  @Test
  @Tag("soak")
  void all_eight_bits_of_every_byte_are_noticed_or_change_one_item_of_evidence() throws Exception {
    assertFlipsNoticed(8, 1);
  }

  private void assertFlipsNoticed(int bitsPerByte, int stride) throws Exception {
    byte[] good = licence.withEvidence(format(), EVIDENCE).bytes();
    Subject original = open(good);
    int acceptable = 0;
    for (int i : flips(good, bitsPerByte, stride)) {
      int index = i / bitsPerByte;
      int bit = (index + i) % 8;
      byte[] bad = good.clone();
      bad[index] ^= (byte) (1 << bit);
      Subject subject = open(bad);
      if (isAcceptable(subject)) {
        acceptable++;
        assertSame(subject, original, "byte " + index + " bit " + bit);
      }
    }
    // Evidence is not covered: were no flip acceptable, the comparison above would test nothing.
    assertThat(acceptable).isPositive().isLessThan(good.length * bitsPerByte / 2);
  }

  /**
   * Evenly over the file, and more closely where the evidence made it differ, and at its end: there
   * a package has its directory, of which not every bit means something.
   */
  private SortedSet<Integer> flips(byte[] good, int bitsPerByte, int stride) {
    byte[] bare = licence.bytes();
    int first = Math.max(0, Arrays.mismatch(bare, good));
    int same = 0;
    while (same < Math.min(bare.length, good.length) - first
        && bare[bare.length - 1 - same] == good[good.length - 1 - same]) {
      same++;
    }
    SortedSet<Integer> flips = new TreeSet<>();
    for (int i = 0; i < good.length * bitsPerByte; i += stride) {
      flips.add(i);
    }
    int last = good.length - same;
    for (int i = first; i < last; i += Math.max(1, (last - first) / 100)) {
      flips.add(i * bitsPerByte);
    }
    for (int i = Math.max(0, good.length - 1_000); i < good.length; i += 8) {
      flips.add(i * bitsPerByte);
    }
    return flips;
  }

  private static boolean isAcceptable(Subject subject) {
    Set<Outcome> outcomes =
        new TreeSet<>(subject.findings().stream().map(Finding::outcome).toList());
    return subject.licencePayload().isPresent()
        && outcomes.contains(Outcome.PASSED)
        && !outcomes.contains(Outcome.FAILED)
        && !outcomes.contains(Outcome.INCONCLUSIVE);
  }

  private void assertSame(Subject subject, Subject original, String where) {
    assertThat(describe(subject.licencePayload().orElseThrow()))
        .as(where)
        .isEqualTo(describe(original.licencePayload().orElseThrow()));
    assertThat(subject.presentation()).as(where).isEqualTo(original.presentation());
    SubjectSignature signature = subject.signatures().get(0);
    SubjectSignature expected = original.signatures().get(0);
    assertThat(signature.signer()).as(where).isEqualTo(expected.signer());
    assertThat(signature.value()).as(where).isEqualTo(expected.value());
    assertThat(signature.stamped()).as(where).isEqualTo(expected.stamped());
    assertThat(signature.claimedAt()).as(where).isEqualTo(expected.claimedAt());
    assertThat(signature.signedOctetsDigest().apply(HashAlgorithm.SM3))
        .as(where)
        .isEqualTo(expected.signedOctetsDigest().apply(HashAlgorithm.SM3));
    assertOneItemChanged(signature, expected, where);
    Set<String> subjects = new TreeSet<>();
    subject.findings().stream()
        .filter(finding -> finding.outcome() == Outcome.NOTICE)
        .forEach(finding -> subjects.add(finding.subject().toString()));
    assertThat(subjects).as(where).hasSizeLessThanOrEqualTo(1);
  }

  /** Certificates that nothing covers are like evidence: one may be another, or be gone. */
  private void assertOneItemChanged(
      SubjectSignature signature, SubjectSignature expected, String where) {
    List<String> before = items(expected);
    List<String> after = items(signature);
    assertThat(lost(before, after)).as(where).isLessThanOrEqualTo(lostAtMost());
    assertThat(lost(after, before)).as(where).isLessThanOrEqualTo(1);
  }

  private static List<String> items(SubjectSignature signature) {
    List<String> items = describe(signature.evidence());
    signature.certificates().forEach(certificate -> items.add(Arrays.toString(certificate.der())));
    return items;
  }

  private static int lost(List<String> before, List<String> after) {
    List<String> left = new ArrayList<>(before);
    after.forEach(left::remove);
    return left.size();
  }

  @Test
  void a_truncated_file_is_noticed_at_every_length() throws Exception {
    byte[] good = licence.withEvidence(format(), EVIDENCE).bytes();
    for (int length = 0; length < good.length; length += 1 + length / 97) {
      Subject subject = open(Arrays.copyOf(good, length));
      assertThat(isAcceptable(subject)).as("first " + length + " bytes").isFalse();
    }
    assertThat(isAcceptable(open(Arrays.copyOf(good, good.length - 1)))).isFalse();
  }

  @Test
  void bytes_after_the_end_are_noticed() throws Exception {
    byte[] good = licence.bytes();
    for (byte extra : new byte[] {0, ' ', '\n', '}', '~'}) {
      byte[] longer = Arrays.copyOf(good, good.length + 1);
      longer[good.length] = extra;
      assertThat(isAcceptable(open(longer))).as("extra byte " + extra).isFalse();
    }
  }

  @Test
  void a_file_beyond_the_limit_is_not_read() throws Exception {
    Limits d = Limits.DEFAULT;
    Limits tiny =
        new Limits(
            100,
            100,
            d.archiveEntries(),
            d.archiveEntry(),
            d.expansion(),
            d.xmlDepth(),
            d.signatures(),
            d.chain(),
            d.statusList());
    Subject subject = format().open(Document.of(licence.bytes()), tiny);
    assertThat(subject.findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.LIMIT_EXCEEDED.name());
    assertThat(subject.payload()).isNull();
  }

  @Test
  void a_second_signature_is_never_overlooked() throws Exception {
    assertThat(isAcceptable(open(withSecondSignature(licence.bytes())))).isFalse();
  }

  @Test
  void the_format_knows_its_own_by_content() throws Exception {
    assertThat(format().recognises(Document.of(licence.bytes()))).isTrue();
    for (String other : List.of("", "x", "PKzip", "random words", "\u0000\u0001")) {
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      assertThat(format().recognises(Document.of(bytes))).as(other).isFalse();
    }
  }

  @Test
  void the_format_is_found_by_service_loader() {
    assertThat(LicenceFormat.installed())
        .extracting(LicenceFormat::carrier)
        .contains(format().carrier());
  }

  private static List<Evidence> byKind(List<Evidence> items) {
    return items.stream().sorted(Comparator.comparing(Evidence::kind)).toList();
  }

  private static List<String> describe(List<Evidence> items) {
    List<String> described = new ArrayList<>();
    items.forEach(item -> described.add(item.kind() + Arrays.toString(item.bytes())));
    return described;
  }

  private static List<Object> describe(LicencePayload payload) {
    return Arrays.asList(
        new String(Json.canonical(payload.licence().toJson()), StandardCharsets.UTF_8),
        payload.hash(),
        Arrays.toString(payload.salt()),
        payload.status(),
        payload.role(),
        Arrays.toString(payload.originalDigest()),
        payload.issuedAt());
  }
}
