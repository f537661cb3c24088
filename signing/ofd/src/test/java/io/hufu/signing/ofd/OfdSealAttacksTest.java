package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.CannotSealException;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Attacks on seals, signed values and stamps; none is ever accepted, and each says why. */
class OfdSealAttacksTest {
  @Test
  void the_seal_file_swapped() throws Exception {
    byte[] stranger = Seals.of(World.STRANGER).der();
    refused(
        Tampering.with(Sealed.GOOD, Tampering.SIGN + "Seal.esl", stranger),
        FindingCode.SEAL_FILE_DIFFERS);
  }

  @Test
  void a_signed_value_from_another_document() throws Exception {
    refused(
        Tampering.with(
            Sealed.GOOD, Sealed.VALUE, Tampering.entries(Sealed.OTHER).get(Sealed.VALUE)),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
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

  @Test
  void a_seal_whose_maker_counts_bits_another_way_seals_nothing() throws Exception {
    byte[] der = OfdDesk.agencySeal().der();
    int value = der.length - 2;
    while (der[value] != 3 || der[value + 1] != der.length - value - 2) {
      value--;
    }
    der[value + 2] = 1;
    OfdFormat odd = OfdFormat.sealedWith(Seal.parse(der));
    assertThatThrownBy(() -> OfdDesk.seal(odd, World.AGENCY))
        .hasRootCauseInstanceOf(CannotSealException.class)
        .hasMessageContaining("unused bits");
  }

  @Test
  void a_seal_with_a_bit_of_its_makers_signature_or_its_picture_flipped() throws Exception {
    byte[] seal = OfdDesk.agencySeal().der();
    byte[] broken = seal.clone();
    broken[broken.length - 1] ^= 1;
    refused(forgedSeal(Seal.parse(broken), World.AGENCY), FindingCode.SEAL_INVALID);
    byte[] redrawn = seal.clone();
    redrawn[seal.length / 2] ^= 1; // the picture is by far the largest part
    refused(forgedSeal(Seal.parse(redrawn), World.AGENCY), FindingCode.SEAL_INVALID);
  }

  /** Seals the same content anew, with any seal and any key. */
  private static byte[] forgedSeal(Seal seal, SigningKey key) throws Exception {
    return resealed(seal, key, new Boundary(120, 220, 40, 40));
  }

  private static byte[] resealed(Seal seal, SigningKey key, Boundary box) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String page = LicenceDocument.pageIds(entries).get(0);
    new Sealing(seal, key, World.SIGNED, new Sealing.Stamp(page, box), 0, true)
        .add(entries, java.util.List.of());
    return Tampering.zip(entries);
  }

  @Test
  void the_stamp_moved_or_hidden() throws Exception {
    refused(
        Tampering.edited(
            Sealed.GOOD, Sealed.SIGNATURE, xml -> xml.replaceFirst("Boundary=\"", "Boundary=\"1")),
        FindingCode.SIGNED_VALUE_OTHER_DATA);
    refused(
        resealed(OfdDesk.agencySeal(), World.AGENCY, new Boundary(900, 10, 40, 40)),
        FindingCode.STAMP_MISPLACED);
    refused(
        resealed(OfdDesk.agencySeal(), World.AGENCY, new Boundary(20, 20, 0, 0)),
        FindingCode.STAMP_MISPLACED);
    String boundary =
        Tampering.text(Sealed.OPEN.bytes(), Sealed.SIGNATURE)
            .replaceAll("(?s).*Boundary=\"([^\"]*)\".*", "$1");
    Boundary first = Boundary.parse(boundary).orElseThrow();
    byte[] hidden =
        Tampering.withStrangersSeal(
            Sealed.OPEN.bytes(), World.STATUS, Seals.of(World.STATUS), first);
    refused(hidden, FindingCode.STAMP_HIDDEN);
  }

  @Test
  void a_signed_value_that_is_no_signature_at_all() throws Exception {
    for (byte[] value :
        new byte[][] {
          {}, {0}, new byte[64], new byte[5000], "PK".getBytes(StandardCharsets.UTF_8)
        }) {
      VerificationReport report = OfdDesk.judge(Tampering.with(Sealed.GOOD, Sealed.VALUE, value));
      assertThat(report.verdict()).as(OfdDesk.describe(report)).isNotEqualTo(Verdict.ACCEPTED);
    }
  }
}
