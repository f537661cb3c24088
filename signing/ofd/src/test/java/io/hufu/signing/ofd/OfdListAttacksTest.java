package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.RawCms;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.SealedLicence;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks on the list of signatures; none is ever accepted, and each says why. */
class OfdListAttacksTest {
  @Test
  void the_signature_list_emptied() throws Exception {
    byte[] emptied =
        Tampering.edited(
            Sealed.GOOD,
            LicenceDocument.SIGNATURES,
            xml -> xml.replaceAll("<ofd:Signature [^>]*/>", ""));
    refused(emptied, FindingCode.NOT_SIGNED);
    refused(emptied, FindingCode.SIGNATURE_UNLISTED);
    byte[] cut =
        Tampering.edited(
            Sealed.GOOD,
            "OFD.xml",
            xml -> xml.replaceAll("<ofd:Signatures>.*</ofd:Signatures>", ""));
    refused(cut, FindingCode.SIGNATURE_UNLISTED);
  }

  @Test
  void the_only_signature_stripped_with_its_files() throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
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
    SealedLicence both = Sealed.approved();
    assertThat(OfdDesk.judge(both.bytes(), closure()).verdict()).isEqualTo(Verdict.ACCEPTED);
    Map<String, byte[]> entries = Tampering.entries(both.bytes());
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/Sign_1/"));
    entries.put(
        LicenceDocument.SIGNATURES,
        Tampering.entries(Sealed.OPEN.bytes()).get(LicenceDocument.SIGNATURES));
    byte[] stripped = Tampering.zip(entries);
    refused(stripped, FindingCode.SIGNATURE_LIST_OPEN, closure());
    assertThat(OfdDesk.judge(stripped).verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_strangers_seal_added_to_an_open_list_is_not_accepted_along() throws Exception {
    byte[] added =
        Tampering.withStrangersSeal(
            Sealed.OPEN.bytes(),
            World.STRANGER,
            Seals.of(World.STRANGER),
            new Boundary(5, 5, 40, 40));
    refused(added, FindingCode.LATER_SEAL_UNTRUSTED);
    byte[] toClosed =
        Tampering.withStrangersSeal(Sealed.GOOD, World.STRANGER, Seals.of(World.STRANGER));
    refused(toClosed, FindingCode.CONTENT_CHANGED);
  }

  @Test
  void two_seals_one_after_another_are_ordinary() throws Exception {
    VerificationReport report = OfdDesk.judge(Sealed.approved().bytes());
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(report.signatures())
        .extracting(VerificationReport.SignatureResult::verdict)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
  }

  /** An approver's seal that is not one: each time something else is wrong with it. */
  private static byte[] secondSeal(SigningKey key, Seal seal) throws Exception {
    return Tampering.withStrangersSeal(Sealed.OPEN.bytes(), key, seal, new Boundary(5, 5, 40, 40));
  }

  @Test
  void a_seal_of_the_approver_copied_onto_an_open_list() throws Exception {
    byte[] both = secondSeal(World.STATUS, Seals.of(World.STATUS));
    assertThat(OfdDesk.judge(both).verdict()).isEqualTo(Verdict.ACCEPTED);
    String folder = "Doc_0/Signs/Sign_1/";
    refused(
        Tampering.edited(both, folder + "Signature.xml", xml -> xml.replace("Hufu", "hufu")),
        FindingCode.LATER_SEAL_BROKEN);
    refused(
        Tampering.edited(
            both, folder + "Signature.xml", xml -> xml.replace("</ofd:References>", "")),
        FindingCode.LATER_SEAL_BROKEN);
    refused(
        Tampering.with(both, folder + "SignedValue.dat", new byte[] {1}),
        FindingCode.STAMP_WITHOUT_SEAL);
    byte[] signature = Tampering.entries(both).get(folder + "Signature.xml");
    refused(
        Tampering.with(
            both,
            folder + "SignedValue.dat",
            new RawCms(World.STRANGER, signature).gm().detached().der()),
        FindingCode.STAMP_WITHOUT_SEAL);
  }

  @Test
  void a_later_seal_that_was_not_the_signers_to_use() throws Exception {
    refused(secondSeal(World.STATUS, Seals.of(World.AGENCY)), FindingCode.LATER_SEAL_UNTRUSTED);
    SigningKey forger = World.root("CN=示例制章根,C=CN", World.FAR);
    refused(
        secondSeal(World.STATUS, Seals.draft(World.STATUS).madeBy(forger)),
        FindingCode.LATER_SEAL_UNTRUSTED);
    Seal ended =
        Seals.draft(World.STATUS)
            .period(World.BORN, World.BORN, World.SIGNED.minusSeconds(1))
            .madeBy(Seals.MAKER);
    refused(secondSeal(World.STATUS, ended), FindingCode.LATER_SEAL_UNTRUSTED);
  }

  @Test
  void a_list_in_another_order() throws Exception {
    byte[] both = secondSeal(World.STRANGER, Seals.of(World.STRANGER));
    byte[] reordered =
        Tampering.edited(
            both,
            LicenceDocument.SIGNATURES,
            xml ->
                xml.replace("Sign_0", "Sign_2")
                    .replace("Sign_1", "Sign_0")
                    .replace("Sign_2", "Sign_1"));
    refused(reordered, FindingCode.COVERAGE_INCOMPLETE);
  }

  /** A signature's own files need no cover: a later one must not name other entries as its own. */
  @Test
  void a_later_signature_that_calls_an_unsigned_entry_its_own() throws Exception {
    String annotations = "Doc_0/Annots/Annotations.xml";
    byte[] content =
        "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"
            .getBytes(StandardCharsets.UTF_8);
    byte[] both =
        Tampering.with(secondSeal(World.STATUS, Seals.of(World.STATUS)), annotations, content);
    refused(both, FindingCode.COVERAGE_INCOMPLETE);
    for (String own : new String[] {"SignedValue.dat", "Seal.esl"}) {
      byte[] claimed =
          Tampering.edited(
              both,
              "Doc_0/Signs/Sign_1/Signature.xml",
              xml -> xml.replace("/Doc_0/Signs/Sign_1/" + own, "/" + annotations));
      VerificationReport report = OfdDesk.judge(claimed);
      assertThat(report.verdict()).as(OfdDesk.describe(report)).isNotEqualTo(Verdict.ACCEPTED);
    }
  }
}
