package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.input.ZipForge;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Attacks on a sealed licence; none is ever accepted, and each says why. */
class OfdAttacksTest {
  private static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
  private static final String SIGNATURE = Tampering.SIGN + "Signature.xml";
  private static final String VALUE = Tampering.SIGN + "SignedValue.dat";
  private static byte[] good;
  private static byte[] other;
  private static SealedLicence open;

  @BeforeAll
  static void seal() {
    Seal seal = OfdDesk.agencySeal();
    good = OfdDesk.seal(OfdFormat.sealedWith(seal), World.AGENCY).bytes();
    other = OfdDesk.seal(OfdFormat.sealedWith(seal), World.AGENCY).bytes();
    open = OfdDesk.seal(OfdFormat.sealedWith(seal).leavingListOpen(), World.AGENCY);
  }

  @Test
  void the_licence_itself_is_accepted() {
    VerificationReport report = OfdDesk.judge(good);
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).contains("SEAL_TRUSTED", "SIGNATURE_INTACT");
    assertThat(report.acceptedLicence()).isPresent();
  }

  @Test
  void the_document_root_redirected_to_an_unsigned_copy() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(good);
    for (String name : entries.keySet().toArray(String[]::new)) {
      if (name.startsWith("Doc_0/") && !name.contains("Signs")) {
        entries.put(name.replace("Doc_0/", "Doc_1/"), entries.get(name));
      }
    }
    String ofd = new String(entries.get("OFD.xml"), StandardCharsets.UTF_8);
    entries.put(
        "OFD.xml",
        ofd.replace("Doc_0/Document", "Doc_1/Document").getBytes(StandardCharsets.UTF_8));
    refused(Tampering.zip(entries), FindingCode.ROOT_REDIRECTED);
  }

  @Test
  void a_second_document_body_beside_the_signed_one() throws Exception {
    byte[] bad =
        Tampering.edited(
            good,
            "OFD.xml",
            xml ->
                xml.replace(
                    "</ofd:OFD>",
                    "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>"
                        + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"));
    refused(bad, FindingCode.CONTENT_CHANGED);
  }

  @Test
  void a_current_version_in_the_place_of_the_signed_document() throws Exception {
    byte[] version =
        ("<ofd:DocVersion xmlns:ofd=\"http://www.ofdspec.org/2016\" ID=\"1\">"
                + "<ofd:FileList/><ofd:DocRoot>/Doc_0/New.xml</ofd:DocRoot></ofd:DocVersion>")
            .getBytes(StandardCharsets.UTF_8);
    byte[] bad = Tampering.with(good, "Doc_0/Versions/Version.xml", version);
    bad = Tampering.with(bad, "Doc_0/New.xml", Tampering.entries(good).get("Doc_0/Document.xml"));
    bad =
        Tampering.edited(
            bad,
            "OFD.xml",
            xml ->
                xml.replace(
                    "</ofd:DocBody>",
                    "<ofd:Versions><ofd:Version ID=\"1\" Index=\"1\" Current=\"true\""
                        + " BaseLoc=\"Doc_0/Versions/Version.xml\"/></ofd:Versions></ofd:DocBody>"));
    refused(bad, FindingCode.COVERAGE_OVERRIDDEN);
  }

  private static byte[] forged(Consumer<ZipForge> before, Consumer<ZipForge> after)
      throws Exception {
    ZipForge forge = new ZipForge();
    before.accept(forge);
    Tampering.entries(good).forEach(forge::stored);
    after.accept(forge);
    return forge.bytes();
  }

  private static void nothing(ZipForge forge) {}

  @Test
  void a_duplicate_entry_first_or_last() throws Exception {
    byte[] page = "<x/>".getBytes(StandardCharsets.UTF_8);
    refused(
        forged(forge -> forge.stored(PAGE, page), OfdAttacksTest::nothing),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
    refused(
        forged(OfdAttacksTest::nothing, forge -> forge.stored(PAGE, page)),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
    refused(
        forged(OfdAttacksTest::nothing, forge -> forge.stored(PAGE.toUpperCase(Locale.ROOT), page)),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
  }

  @Test
  void packages_that_mean_two_things() throws Exception {
    byte[] content = {1};
    refused(
        forged(OfdAttacksTest::nothing, forge -> forge.stored("../evil", content)),
        FindingCode.ARCHIVE_NAME_UNSAFE);
    refused(
        forged(OfdAttacksTest::nothing, forge -> forge.stored("/etc/evil", content)),
        FindingCode.ARCHIVE_NAME_UNSAFE);
    refused(
        forged(
            OfdAttacksTest::nothing,
            forge -> forge.add("link", content, false, e -> e.attributes = 0xA1FF0000L)),
        FindingCode.ARCHIVE_ENTRY_LINK);
    refused(
        forged(
            OfdAttacksTest::nothing,
            forge ->
                forge.add("big", content, false, e -> e.centralExtra = new byte[] {1, 0, 0, 0})),
        FindingCode.ARCHIVE_ZIP64);
    refused(
        forged(
            OfdAttacksTest::nothing,
            forge -> forge.add("two", content, false, e -> e.localSize = e.localCompressed = 0)),
        FindingCode.ARCHIVE_DIRECTORIES_DIFFER);
    refused(
        forged(forge -> forge.before(new byte[] {'M', 'Z'}, false), OfdAttacksTest::nothing),
        FindingCode.FORMAT_UNKNOWN);
    refused(
        forged(OfdAttacksTest::nothing, forge -> forge.behind(new byte[] {0})),
        FindingCode.ARCHIVE_DATA_HIDDEN);
  }

  @Test
  void prepended_data_is_refused_unless_it_is_borne() throws Exception {
    byte[] bytes =
        forged(forge -> forge.before(new byte[] {'M', 'Z'}, false), OfdAttacksTest::nothing);
    OfdFormat bearing = new OfdFormat().tolerating(java.util.Set.of(OfdTolerance.PREPENDED_DATA));
    VerificationReport report = OfdDesk.judge(bytes, AcceptancePolicy.offline(), bearing);
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).contains("NOTICE ARCHIVE_DATA_HIDDEN");
  }

  @Test
  void a_page_an_attachment_a_font_or_a_resource_edited() throws Exception {
    refused(
        Tampering.edited(good, PAGE, xml -> xml.replaceFirst("Size=\"", "Size=\"1")),
        FindingCode.CONTENT_CHANGED);
    refused(
        Tampering.edited(good, "Doc_0/Attachs/licence.json", json -> json.replace("2031", "2099")),
        FindingCode.CONTENT_CHANGED);
    Map<String, byte[]> entries = Tampering.entries(good);
    String font =
        entries.keySet().stream().filter(name -> name.endsWith(".ttf")).findFirst().orElseThrow();
    byte[] swapped = entries.get(font).clone();
    swapped[swapped.length / 2] ^= 1;
    refused(Tampering.with(good, font, swapped), FindingCode.CONTENT_CHANGED);
    refused(
        Tampering.edited(
            good, "Doc_0/PublicRes.xml", xml -> xml.replace("FamilyName=\"", "FamilyName=\"x")),
        FindingCode.CONTENT_CHANGED);
    refused(Tampering.without(good, PAGE), FindingCode.REFERENCE_MISSING);
  }

  /** A file of a foreign product that leaves out a template. */
  @Test
  void an_uncovered_template_edited() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(good);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    byte[] template =
        "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"/>".getBytes(StandardCharsets.UTF_8);
    Sealing.Stamp stamp =
        new Sealing.Stamp(LicenceDocument.pageIds(entries).get(0), new Boundary(100, 200, 40, 40));
    new Sealing(OfdDesk.agencySeal(), World.AGENCY, World.SIGNED, stamp, 0, true)
        .add(entries, java.util.List.of());
    entries.put("Doc_0/Tpls/Tpl_0/Content.xml", template);
    refused(Tampering.zip(entries), FindingCode.COVERAGE_INCOMPLETE);
    refused(
        Tampering.with(good, "Doc_0/Annots/Annotations.xml", template),
        FindingCode.COVERAGE_INCOMPLETE);
    refused(Tampering.with(good, "readme.txt", new byte[] {1}), FindingCode.COVERAGE_INCOMPLETE);
  }

  @Test
  void the_seal_file_swapped() throws Exception {
    byte[] stranger = Seals.of(World.STRANGER).der();
    refused(
        Tampering.with(good, Tampering.SIGN + "Seal.esl", stranger), FindingCode.SEAL_FILE_DIFFERS);
  }

  @Test
  void a_signed_value_from_another_document() throws Exception {
    refused(
        Tampering.with(good, VALUE, Tampering.entries(other).get(VALUE)),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
  }

  @Test
  void the_signature_list_emptied() throws Exception {
    byte[] emptied =
        Tampering.edited(
            good, LicenceDocument.SIGNATURES, xml -> xml.replaceAll("<ofd:Signature [^>]*/>", ""));
    refused(emptied, FindingCode.NOT_SIGNED);
    refused(emptied, FindingCode.SIGNATURE_UNLISTED);
    byte[] cut =
        Tampering.edited(
            good, "OFD.xml", xml -> xml.replaceAll("<ofd:Signatures>.*</ofd:Signatures>", ""));
    refused(cut, FindingCode.SIGNATURE_UNLISTED);
  }

  @Test
  void the_only_signature_stripped_with_its_files() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(good);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String ofd = new String(entries.get("OFD.xml"), StandardCharsets.UTF_8);
    entries.put(
        "OFD.xml",
        ofd.replaceAll("<ofd:Signatures>.*</ofd:Signatures>", "").getBytes(StandardCharsets.UTF_8));
    refused(Tampering.zip(entries), FindingCode.NOT_SIGNED);
  }

  private static AcceptancePolicy closure() {
    AcceptancePolicy o = AcceptancePolicy.offline();
    return new AcceptancePolicy(
        "closed",
        o.topics(),
        false,
        false,
        false,
        null,
        false,
        o.types(),
        o.algorithms(),
        o.escalated(),
        true);
  }

  @Test
  void one_of_two_signatures_stripped_under_a_policy_that_requires_closure() throws Exception {
    SealedLicence both = approved();
    assertThat(OfdDesk.judge(both.bytes(), closure()).verdict()).isEqualTo(Verdict.ACCEPTED);
    Map<String, byte[]> entries = Tampering.entries(both.bytes());
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/Sign_1/"));
    entries.put(
        LicenceDocument.SIGNATURES,
        Tampering.entries(open.bytes()).get(LicenceDocument.SIGNATURES));
    byte[] stripped = Tampering.zip(entries);
    refused(stripped, FindingCode.SIGNATURE_LIST_OPEN, closure());
    assertThat(OfdDesk.judge(stripped).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  private static SealedLicence approved() throws Exception {
    return OfdFormat.sealedWith(Seals.of(World.STATUS)).approve(open, World.STATUS, World.SIGNED);
  }

  @Test
  void the_check_method_downgraded() throws Exception {
    for (String method : new String[] {"MD5", "SHA1", "1.3.14.3.2.26", ""}) {
      String attribute = method.isEmpty() ? "" : "CheckMethod=\"" + method + "\"";
      byte[] bad =
          Tampering.edited(
              good, SIGNATURE, xml -> xml.replaceAll("CheckMethod=\"[^\"]*\"", attribute));
      refused(bad, FindingCode.DIGEST_METHOD_REFUSED);
    }
    byte[] keyed =
        Tampering.edited(
            good,
            SIGNATURE,
            xml ->
                xml.replaceAll("CheckMethod=\"[^\"]*\"", "CheckMethod=\"1.2.156.10197.1.401.2\"")
                    .replaceFirst("<ofd:CheckValue>.", "<ofd:CheckValue>/"));
    refused(keyed, FindingCode.DIGEST_METHOD_UNKNOWN);
  }

  @Test
  void references_rewritten_to_match_edited_content() throws Exception {
    byte[] edited = Tampering.edited(good, PAGE, xml -> xml.replaceFirst("Size=\"", "Size=\"1"));
    String digest =
        Base64.getEncoder()
            .encodeToString(HashAlgorithm.SM3.digest(Tampering.entries(edited).get(PAGE)));
    byte[] matched =
        Tampering.edited(
            edited,
            SIGNATURE,
            xml ->
                xml.replaceFirst(
                    "(FileRef=\"/" + PAGE + "\"><ofd:CheckValue>)[^<]*",
                    "$1" + digest.replace("$", "")));
    refused(matched, FindingCode.SIGNED_VALUE_OTHER_DATA);
    byte[] doubled =
        Tampering.edited(
            good,
            SIGNATURE,
            xml ->
                xml.replace(
                    "</ofd:References>",
                    "<ofd:Reference FileRef=\"/"
                        + PAGE
                        + "\"><ofd:CheckValue>"
                        + digest
                        + "</ofd:CheckValue></ofd:Reference></ofd:References>"));
    refused(doubled, FindingCode.REFERENCE_DOUBLED);
  }

  @Test
  void an_expired_seal_a_stranger_and_a_forged_maker() throws Exception {
    Seal expired =
        Seals.draft(World.AGENCY)
            .period(World.BORN, World.BORN, World.SIGNED.minusSeconds(60))
            .madeBy(Seals.MAKER);
    refused(forgedSeal(expired, World.AGENCY), FindingCode.SEAL_EXPIRED);
    refused(forgedSeal(OfdDesk.agencySeal(), World.STATUS), FindingCode.SIGNER_NOT_IN_SEAL);
    refused(forgedSeal(Seals.of(World.STRANGER), World.STRANGER), FindingCode.CHAIN_UNTRUSTED);
    SigningKey forger =
        World.issued(
            Profile.SIGNER,
            Seals.MAKER.certificate().subject(),
            World.root("CN=示例制章根,C=CN", World.FAR),
            World.BORN,
            World.FAR);
    refused(
        forgedSeal(Seals.draft(World.AGENCY).madeBy(forger), World.AGENCY),
        FindingCode.SEAL_MAKER_UNTRUSTED);
  }

  /** Seals the same content anew, with any seal and any key. */
  private static byte[] forgedSeal(Seal seal, SigningKey key) throws Exception {
    return resealed(seal, key, new Boundary(120, 220, 40, 40));
  }

  private static byte[] resealed(Seal seal, SigningKey key, Boundary box) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(good);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String page = LicenceDocument.pageIds(entries).get(0);
    new Sealing(seal, key, World.SIGNED, new Sealing.Stamp(page, box), 0, true)
        .add(entries, java.util.List.of());
    return Tampering.zip(entries);
  }

  @Test
  void the_stamp_moved_or_hidden() throws Exception {
    refused(
        Tampering.edited(good, SIGNATURE, xml -> xml.replaceFirst("Boundary=\"", "Boundary=\"1")),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
    refused(
        resealed(OfdDesk.agencySeal(), World.AGENCY, new Boundary(900, 10, 40, 40)),
        FindingCode.STAMP_MISPLACED);
    String boundary =
        Tampering.text(open.bytes(), SIGNATURE).replaceAll("(?s).*Boundary=\"([^\"]*)\".*", "$1");
    Boundary first = Boundary.parse(boundary).orElseThrow();
    byte[] hidden =
        Tampering.withStrangersSeal(open.bytes(), World.STATUS, Seals.of(World.STATUS), first);
    refused(hidden, FindingCode.STAMP_HIDDEN);
  }

  @Test
  void a_strangers_seal_added_to_an_open_list_is_not_accepted_along() throws Exception {
    byte[] added =
        Tampering.withStrangersSeal(
            open.bytes(), World.STRANGER, Seals.of(World.STRANGER), new Boundary(5, 5, 40, 40));
    refused(added, FindingCode.LATER_SEAL_UNTRUSTED);
    byte[] toClosed = Tampering.withStrangersSeal(good, World.STRANGER, Seals.of(World.STRANGER));
    refused(toClosed, FindingCode.CONTENT_CHANGED);
  }

  @Test
  void two_seals_one_after_another_are_ordinary() throws Exception {
    VerificationReport report = OfdDesk.judge(approved().bytes());
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.signatures())
        .extracting(VerificationReport.SignatureResult::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
  }

  @Test
  void entity_expansion_and_external_entities() throws Exception {
    String bomb =
        "<!DOCTYPE ofd [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    for (String entry : new String[] {"OFD.xml", "Doc_0/Document.xml", SIGNATURE}) {
      byte[] bad = Tampering.edited(good, entry, xml -> xml.replaceFirst("\\?>", "?>" + bomb));
      refused(bad, FindingCode.XML_DTD_REFUSED);
    }
  }

  @Test
  void singletons_that_readers_would_choose_between() throws Exception {
    byte[] twoRoots =
        Tampering.edited(
            good,
            "OFD.xml",
            xml ->
                xml.replace(
                    "<ofd:Signatures>",
                    "<ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot><ofd:Signatures>"));
    refused(twoRoots, FindingCode.MALFORMED);
    byte[] comment =
        Tampering.edited(
            good,
            SIGNATURE,
            xml -> xml.replaceFirst("<ofd:CheckValue>", "<ofd:CheckValue><!--x-->"));
    refused(comment, FindingCode.MALFORMED);
  }

  @Test
  void pages_that_do_not_show_the_data_that_they_carry() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(good);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String page = new String(entries.get(PAGE), StandardCharsets.UTF_8);
    entries.put(PAGE, page.replace("2031年", "2099年").getBytes(StandardCharsets.UTF_8));
    assertThat(Arrays.equals(entries.get(PAGE), page.getBytes(StandardCharsets.UTF_8))).isFalse();
    String id = LicenceDocument.pageIds(entries).get(0);
    new Sealing(
            OfdDesk.agencySeal(),
            World.AGENCY,
            World.SIGNED,
            new Sealing.Stamp(id, new Boundary(120, 220, 40, 40)),
            0,
            true)
        .add(entries, java.util.List.of());
    refused(Tampering.zip(entries), FindingCode.DATA_MISMATCH);
  }

  @Test
  void a_signed_value_that_is_no_signature_at_all() throws Exception {
    for (byte[] value :
        new byte[][] {
          {}, {0}, new byte[64], new byte[5000], "PK".getBytes(StandardCharsets.UTF_8)
        }) {
      VerificationReport report = OfdDesk.judge(Tampering.with(good, VALUE, value));
      assertThat(report.verdict()).as(OfdDesk.describe(report)).isNotEqualTo(Verdict.ACCEPTED);
    }
  }
}
