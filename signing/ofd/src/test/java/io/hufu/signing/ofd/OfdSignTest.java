package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.cms.RawCms;
import io.hufu.crypto.cms.Shapes;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures of type Sign (GB/T 35275), and the signed list of entries of GM/T 0099. */
class OfdSignTest {

  private static VerificationReport bearing(byte[] file, OfdTolerance... borne) {
    Set<OfdTolerance> all = EnumSet.copyOf(OfdTolerance.USUAL);
    all.addAll(Set.of(borne));
    return OfdDesk.judge(file, AcceptancePolicy.offline(), new OfdFormat().tolerating(all));
  }

  private static void accepted(VerificationReport report, String why) {
    String described = OfdDesk.describe(report);
    assertThat(report.verdict()).as(why + ": " + described).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void every_shape_of_the_field_is_accepted_or_named() throws Exception {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    SignPackage.of(
        Sealed.GOOD,
        xml -> {
          shapes.putAll(Shapes.of(World.AGENCY, xml));
          return xml;
        });
    assertThat(shapes).hasSizeGreaterThan(30);
    for (String shape : shapes.keySet()) {
      byte[] file = SignPackage.of(Sealed.GOOD, xml -> shapes.get(shape));
      if (shape.contains("raw value")) {
        String described = OfdDesk.describe(refused(file, FindingCode.SIGNATURE_VARIANT));
        assertThat(described).as(shape).contains("RAW_VALUE");
        accepted(bearing(file, OfdTolerance.RAW_SIGNATURE_VALUE), shape);
      } else {
        accepted(OfdDesk.judge(file), shape);
      }
    }
  }

  @Test
  void a_digest_as_the_message_is_named_and_borne_by_name_only() throws Exception {
    for (boolean base64 : new boolean[] {false, true}) {
      byte[] file =
          SignPackage.of(
              Sealed.GOOD,
              xml ->
                  new RawCms(World.AGENCY, xml)
                      .gm()
                      .withoutAttributes()
                      .detached()
                      .message(content -> digest(content, base64))
                      .der());
      String named = base64 ? "BASE64_DIGEST_AS_MESSAGE" : "DIGEST_AS_MESSAGE";
      assertThat(OfdDesk.describe(refused(file, FindingCode.SIGNATURE_VARIANT))).contains(named);
      accepted(bearing(file, OfdTolerance.DIGEST_AS_MESSAGE), named);
    }
  }

  private static byte[] digest(byte[] content, boolean base64) {
    byte[] digest = HashAlgorithm.SM3.digest(content);
    return base64 ? Base64.getEncoder().encode(digest) : digest;
  }

  @Test
  void the_digest_inside_as_content_is_the_same_variant() throws Exception {
    for (boolean attributes : new boolean[] {false, true}) {
      byte[] file =
          SignPackage.of(
              Sealed.GOOD,
              xml -> {
                RawCms cms = new RawCms(World.AGENCY, HashAlgorithm.SM3.digest(xml)).gm();
                return (attributes ? cms : cms.withoutAttributes()).der();
              });
      assertThat(OfdDesk.describe(refused(file, FindingCode.SIGNATURE_VARIANT)))
          .contains("DIGEST_AS_MESSAGE");
      accepted(bearing(file, OfdTolerance.DIGEST_AS_MESSAGE), "attributes " + attributes);
    }
  }

  @Test
  void another_user_id_is_named_and_never_borne() throws Exception {
    for (Sm2UserId id : Set.of(Sm2UserId.EMPTY, Sm2UserId.ABSENT)) {
      byte[] file =
          SignPackage.of(
              Sealed.GOOD, xml -> new RawCms(World.AGENCY, xml).gm().userId(id).detached().der());
      refused(file, FindingCode.SIGNATURE_VARIANT);
      assertThat(bearing(file, OfdTolerance.values()).verdict()).isEqualTo(Verdict.UNDECIDED);
    }
  }

  @Test
  void a_value_over_something_else_or_by_somebody_else_is_refused() throws Exception {
    byte[] other = {7};
    refused(
        SignPackage.of(Sealed.GOOD, xml -> new RawCms(World.AGENCY, other).gm().der()),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
    refused(
        SignPackage.of(Sealed.GOOD, xml -> new RawCms(World.AGENCY, other).gm().detached().der()),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
    refused(
        SignPackage.of(Sealed.GOOD, xml -> new RawCms(World.STRANGER, xml).gm().detached().der()),
        FindingCode.CHAIN_UNTRUSTED);
    refused(
        SignPackage.of(
            Sealed.GOOD,
            xml -> new RawCms(World.AGENCY, xml).gm().detached().value(new byte[64]).der()),
        FindingCode.SIGNATURE_INVALID);
    byte[] both =
        SignPackage.of(
            Sealed.GOOD,
            xml ->
                new RawCms(World.AGENCY, xml).gm().and(new RawCms(World.STRANGER, xml).gm()).der());
    refused(both, FindingCode.MALFORMED);
  }

  private static byte[] listed(byte[] xml) throws Exception {
    return new RawCms(World.AGENCY, xml).gm().detached().der();
  }

  @Test
  void a_signed_list_of_entries_is_compared_and_need_not_be_covered() throws Exception {
    byte[] file = SignPackage.withEntriesList(Sealed.GOOD, OfdSignTest::listed);
    accepted(OfdDesk.judge(file), "list");
    refused(
        Tampering.with(file, "Doc_0/smuggled.xml", new byte[] {1}),
        FindingCode.ENTRIES_LIST_DIFFERS);
    String evidence = Tampering.SIGN + EvidenceFile.NAME;
    refused(Tampering.without(file, evidence), FindingCode.ENTRIES_LIST_DIFFERS);
    refused(
        Tampering.edited(file, EntriesList.NAME, xml -> xml.replace("ID=\"2\"", "ID=\"3\"")),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
    refused(Tampering.without(file, "signedvalue.dat"), FindingCode.MALFORMED);
  }

  /** A list that names a page as its signature must not open that page to changes. */
  @Test
  void a_list_of_entries_vouches_for_nothing() throws Exception {
    byte[] page =
        "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"/>".getBytes(StandardCharsets.UTF_8);
    byte[] file = SignPackage.withEntriesList(Sealed.GOOD, xml -> page);
    refused(file, FindingCode.COVERAGE_INCOMPLETE);
    byte[] digestSigned =
        SignPackage.withEntriesList(
            Sealed.GOOD, xml -> new RawCms(World.AGENCY, HashAlgorithm.SM3.digest(xml)).gm().der());
    refused(digestSigned, FindingCode.SIGNATURE_VARIANT);
    accepted(bearing(digestSigned, OfdTolerance.DIGEST_AS_MESSAGE), "as one product signs it");
  }
}
