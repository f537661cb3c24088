package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.seal.OddSeal;
import io.hufu.crypto.seal.RawSeal;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed documents without a licence: each signature gets a verdict with its reasons. */
class OfdForeignTest {
  private static RawSeal seal(SealVersion version) {
    return new RawSeal(version, Seals.MAKER, World.AGENCY, World.BORN, World.FAR);
  }

  private static VerificationReport judge(byte[] file, OfdTolerance... borne) {
    Set<OfdTolerance> all = EnumSet.copyOf(OfdTolerance.USUAL);
    all.addAll(Set.of(borne));
    OfdFormat format = new OfdFormat().tolerating(all);
    return OfdDesk.judge(file, AcceptancePolicy.signatureOnly(), format);
  }

  private static void expect(VerificationReport report, Verdict verdict, String... said) {
    String described = OfdDesk.describe(report);
    assertThat(report.verdict()).as(described).isEqualTo(verdict);
    assertThat(described).contains(said).doesNotContain("CHECK_FAILED_INTERNALLY");
  }

  @ParameterizedTest
  @EnumSource(SealVersion.class)
  void an_invoice_with_a_seal_of_any_edition(SealVersion version) throws Exception {
    byte[] file = new Invoice().sign(0, seal(version)).bytes();
    expect(
        judge(file),
        Verdict.ACCEPTED,
        "SIGNATURE_INTACT",
        "SEAL_TRUSTED",
        "version=" + version,
        "NOTICE SIGNATURE_LIST_OPEN");
    byte[] raw = new Invoice().sign(0, seal(version).rawValues()).bytes();
    expect(judge(raw), Verdict.UNDECIDED, "RAW_VALUE");
    expect(judge(raw, OfdTolerance.RAW_SIGNATURE_VALUE), Verdict.ACCEPTED, "RAW_VALUE");
  }

  private static OddSeal odd(OddSeal.Habit habit) throws Exception {
    return new OddSeal(habit, Seals.MAKER, World.AGENCY, World.BORN, World.FAR);
  }

  @ParameterizedTest
  @EnumSource(OddSeal.Habit.class)
  void bit_strings_that_count_bits_their_own_way(OddSeal.Habit habit) throws Exception {
    byte[] file = new Invoice().sign(odd(habit)).bytes();
    expect(judge(file), Verdict.UNDECIDED, "INCONCLUSIVE SIGNATURE_VARIANT", "=UNUSED_BITS");
    expect(judge(file, OfdTolerance.UNUSED_BITS), Verdict.ACCEPTED, "NOTICE SIGNATURE_VARIANT");
  }

  @Test
  void digests_with_the_signers_Z_before_the_data() throws Exception {
    Invoice invoice = new Invoice().withZ().sign(odd(OddSeal.Habit.LENGTH));
    OfdTolerance[] borne = {OfdTolerance.UNUSED_BITS, OfdTolerance.DIGEST_WITH_Z};
    expect(
        judge(invoice.bytes(), borne[0]),
        Verdict.UNDECIDED,
        "INCONCLUSIVE SIGNATURE_VARIANT Doc_0/Signs/Sign_0/Signature.xml {variant=DIGEST_WITH_Z}",
        "INCONCLUSIVE SIGNATURE_VARIANT  {variant=DIGEST_WITH_Z}");
    expect(judge(invoice.bytes(), borne), Verdict.ACCEPTED, "SIGNATURE_INTACT", "DIGEST_WITH_Z");
    Map<String, byte[]> entries = invoice.entries();
    entries.put("Doc_0/Annots/Annotations.xml", entries.get("Doc_0/Tpls/Tpl_0/Content.xml"));
    expect(judge(Tampering.zip(entries), borne), Verdict.REJECTED, "FAILED CONTENT_CHANGED");
  }

  @Test
  void a_value_over_the_data_instead_of_what_is_to_be_signed() throws Exception {
    byte[] file = new Invoice().withZ().sign(odd(OddSeal.Habit.TRIMMED).overData()).bytes();
    expect(
        judge(file, OfdTolerance.values()),
        Verdict.UNDECIDED,
        "INCONCLUSIVE SIGNATURE_VARIANT",
        "=DATA_HASH_SIGNED");
  }

  @Test
  void a_seal_that_lists_a_text_instead_of_a_certificate() throws Exception {
    byte[] file = new Invoice().sign(0, seal(SealVersion.V1).listingNobody()).bytes();
    expect(judge(file), Verdict.REJECTED, "SIGNATURE_INTACT", "FAILED SIGNER_NOT_IN_SEAL");
  }

  @Test
  void a_document_without_licence_is_no_licence() throws Exception {
    byte[] file = new Invoice().sign(0, seal(SealVersion.V1)).bytes();
    VerificationReport report = OfdDesk.judge(file, AcceptancePolicy.offline());
    expect(report, Verdict.UNDECIDED, "SIGNATURE_INTACT", "NO_STRUCTURED_DATA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SM3", "sm3", "1.2.156.10197.1.401", "1.2.156.10197.1.401.2"})
  void digests_in_the_spellings_of_vendors(String method) throws Exception {
    byte[] file = new Invoice().spelled(method, n -> "/" + n).sign(0, seal(SealVersion.V4)).bytes();
    expect(judge(file), Verdict.ACCEPTED, "SIGNATURE_INTACT");
  }

  @Test
  void references_without_slash_with_dots_and_in_another_case() throws Exception {
    Invoice bare = new Invoice().spelled("SM3", name -> name);
    expect(judge(bare.sign(0, seal(SealVersion.V1)).bytes()), Verdict.ACCEPTED, "INTACT");
    Invoice dots = new Invoice().spelled("SM3", name -> "/Doc_0/../" + name);
    expect(judge(dots.sign(0, seal(SealVersion.V1)).bytes()), Verdict.ACCEPTED, "PATH_ODD");
    Invoice cased = new Invoice().spelled("SM3", name -> "/" + name.replace("Tpls", "TPLS"));
    expect(judge(cased.sign(0, seal(SealVersion.V1)).bytes()), Verdict.ACCEPTED, "PATH_ODD");
    Invoice slashes = new Invoice().spelled("SM3", name -> "\\" + name.replace('/', '\\'));
    expect(judge(slashes.sign(0, seal(SealVersion.V1)).bytes()), Verdict.ACCEPTED, "PATH_ODD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OFD.xml", "Doc_0/Tpls/Tpl_0/Content.xml", "Doc_0/Annots/Annotations.xml"})
  void what_vendors_leave_out_is_named(String entry) throws Exception {
    byte[] file = new Invoice().leaving(entry).sign(0, seal(SealVersion.V1)).bytes();
    expect(
        judge(file), Verdict.UNDECIDED, "INCONCLUSIVE COVERAGE_INCOMPLETE", "uncovered=" + entry);
  }

  /** The first signature does not cover the second document's list, which came later. */
  @Test
  void two_documents_in_one_package_with_a_list_each() throws Exception {
    Invoice both = new Invoice().second().sign(0, seal(SealVersion.V1));
    VerificationReport one = judge(withEmptyList(both));
    expect(one, Verdict.UNDECIDED, "COVERAGE_INCOMPLETE", "Doc_1/Signs/Signatures.xml");
    VerificationReport two = judge(both.sign(1, seal(SealVersion.V4)).bytes());
    String described = OfdDesk.describe(two);
    assertThat(two.signatures()).as(described).hasSize(2);
    assertThat(described)
        .contains("signature/1 PASSED SIGNATURE_INTACT", "signature/2 PASSED SIGNATURE_INTACT");
  }

  private static byte[] withEmptyList(Invoice invoice) {
    Map<String, byte[]> entries = invoice.entries();
    String list = "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\"/>";
    entries.put("Doc_1/Signs/Signatures.xml", list.getBytes(StandardCharsets.UTF_8));
    return Tampering.zip(entries);
  }
}
