package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks on the content of a sealed licence; none is ever accepted, and each says why. */
class OfdAttacksTest {
  @Test
  void the_licence_itself_is_accepted() {
    VerificationReport report = OfdDesk.judge(Sealed.GOOD);
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).contains("SEAL_TRUSTED", "SIGNATURE_INTACT");
    assertThat(report.acceptedLicence()).isPresent();
  }

  @Test
  void the_document_root_redirected_to_an_unsigned_copy() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
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
            Sealed.GOOD,
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
    byte[] bad = Tampering.with(Sealed.GOOD, "Doc_0/Versions/Version.xml", version);
    bad =
        Tampering.with(
            bad, "Doc_0/New.xml", Tampering.entries(Sealed.GOOD).get("Doc_0/Document.xml"));
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

  @Test
  void a_page_an_attachment_a_font_or_a_resource_edited() throws Exception {
    refused(
        Tampering.edited(Sealed.GOOD, Sealed.PAGE, xml -> xml.replaceFirst("Size=\"", "Size=\"1")),
        FindingCode.CONTENT_CHANGED);
    refused(
        Tampering.edited(
            Sealed.GOOD, "Doc_0/Attachs/licence.json", json -> json.replace("2031", "2099")),
        FindingCode.CONTENT_CHANGED);
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    String font =
        entries.keySet().stream().filter(name -> name.endsWith(".ttf")).findFirst().orElseThrow();
    byte[] swapped = entries.get(font).clone();
    swapped[swapped.length / 2] ^= 1;
    refused(Tampering.with(Sealed.GOOD, font, swapped), FindingCode.CONTENT_CHANGED);
    refused(
        Tampering.edited(
            Sealed.GOOD,
            "Doc_0/PublicRes.xml",
            xml -> xml.replace("FamilyName=\"", "FamilyName=\"x")),
        FindingCode.CONTENT_CHANGED);
    refused(Tampering.without(Sealed.GOOD, Sealed.PAGE), FindingCode.REFERENCE_MISSING);
  }

  /** A file of a foreign product that leaves out a template. */
  @Test
  void an_uncovered_template_edited() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
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
        Tampering.with(Sealed.GOOD, "Doc_0/Annots/Annotations.xml", template),
        FindingCode.COVERAGE_INCOMPLETE);
    refused(
        Tampering.with(Sealed.GOOD, "readme.txt", new byte[] {1}), FindingCode.COVERAGE_INCOMPLETE);
  }

  @Test
  void the_check_method_downgraded() throws Exception {
    for (String method : new String[] {"MD5", "SHA1", "1.3.14.3.2.26", ""}) {
      String attribute = method.isEmpty() ? "" : "CheckMethod=\"" + method + "\"";
      byte[] bad =
          Tampering.edited(
              Sealed.GOOD,
              Sealed.SIGNATURE,
              xml -> xml.replaceAll("CheckMethod=\"[^\"]*\"", attribute));
      refused(bad, FindingCode.DIGEST_METHOD_REFUSED);
    }
    byte[] keyed =
        Tampering.edited(
            Sealed.GOOD,
            Sealed.SIGNATURE,
            xml ->
                xml.replaceAll("CheckMethod=\"[^\"]*\"", "CheckMethod=\"1.2.156.10197.1.401.2\"")
                    .replaceFirst("<ofd:CheckValue>.", "<ofd:CheckValue>/"));
    refused(keyed, FindingCode.DIGEST_METHOD_UNKNOWN);
  }

  @Test
  void references_rewritten_to_match_edited_content() throws Exception {
    byte[] edited =
        Tampering.edited(Sealed.GOOD, Sealed.PAGE, xml -> xml.replaceFirst("Size=\"", "Size=\"1"));
    String digest =
        Base64.getEncoder()
            .encodeToString(HashAlgorithm.SM3.digest(Tampering.entries(edited).get(Sealed.PAGE)));
    byte[] matched =
        Tampering.edited(
            edited,
            Sealed.SIGNATURE,
            xml ->
                xml.replaceFirst(
                    "(FileRef=\"/" + Sealed.PAGE + "\"><ofd:CheckValue>)[^<]*",
                    "$1" + digest.replace("$", "")));
    refused(matched, FindingCode.SIGNED_VALUE_OTHER_DATA);
    byte[] doubled =
        Tampering.edited(
            Sealed.GOOD,
            Sealed.SIGNATURE,
            xml ->
                xml.replace(
                    "</ofd:References>",
                    "<ofd:Reference FileRef=\"/"
                        + Sealed.PAGE
                        + "\"><ofd:CheckValue>"
                        + digest
                        + "</ofd:CheckValue></ofd:Reference></ofd:References>"));
    refused(doubled, FindingCode.REFERENCE_DOUBLED);
  }

  @Test
  void pages_that_do_not_show_the_data_that_they_carry() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String page = new String(entries.get(Sealed.PAGE), StandardCharsets.UTF_8);
    entries.put(Sealed.PAGE, page.replace("2031年", "2099年").getBytes(StandardCharsets.UTF_8));
    assertThat(Arrays.equals(entries.get(Sealed.PAGE), page.getBytes(StandardCharsets.UTF_8)))
        .isFalse();
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
}
