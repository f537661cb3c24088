package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.NOTICE;
import static io.hufu.model.report.Outcome.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealBuilder;
import io.hufu.crypto.seal.SealPicture;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.seal.SealedData;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A seal is judged beside the signature that uses it. */
class SealTest {
  private static final SigningKey MAKERS = World.root("CN=示例制章根,C=CN", World.FAR);
  private static final SigningKey MAKER =
      World.issued(Profile.SIGNER, "CN=示例制章者,C=CN", MAKERS, World.BORN, World.FAR);
  private static final Instant END = World.SIGNED.plus(Duration.ofDays(30));

  private static TrustList trust(UnaryOperator<AuthorityDraft> change) {
    return World.trust(
        contents ->
            contents
                .anchor(World.anchor(MAKERS, false, TrustAnchor.Use.SEAL))
                .authority(World.issuer(change)));
  }

  private static Desk desk() {
    return new Desk().trust(trust(AuthorityDraft::itself));
  }

  private static SealBuilder draft() {
    return new SealBuilder("99010000000001", "示例市印")
        .signer(World.AGENCY.certificate())
        .period(World.BORN, World.BORN, World.FAR)
        .picture(new SealPicture("PNG", new byte[] {1, 2, 3}, 40, 40));
  }

  private static Doc with(Seal seal) throws Exception {
    SealedData data =
        new SealedData(World.SIGNED, new byte[32], "/Doc_0/Signs/Sign_0/Signature.xml");
    return Doc.good().sealed(1, SealSignature.sign(seal, data, World.AGENCY));
  }

  @Test
  void a_genuine_seal_is_trusted_whether_it_lists_certificates_or_digests() throws Exception {
    for (SealBuilder draft : new SealBuilder[] {draft(), draft().listedByDigest()}) {
      Seal seal = draft.madeBy(MAKER);
      assertThat(Seal.parse(seal.der()).name()).isEqualTo("示例市印");
      var finding =
          Reports.expect(
              desk().judge(with(seal)), Verdict.ACCEPTED, FindingCode.SEAL_TRUSTED, PASSED);
      assertThat(finding.facts()).containsEntry("encoding", "DER").containsEntry("version", "V4");
    }
  }

  @Test
  void a_signature_with_a_seal_verifies_and_takes_one_time_stamp() throws Exception {
    SealedData data = new SealedData(World.SIGNED, new byte[32], "/a");
    SealSignature signature = SealSignature.sign(draft().madeBy(MAKER), data, World.AGENCY);
    assertThat(signature.verify(World.AGENCY.certificate()).name()).isEqualTo("DER");
    assertThat(signature.claimedAt()).contains(World.SIGNED);
    SealSignature stamped = signature.withTimeStamp(new byte[] {5});
    assertThat(stamped.timeStamp()).contains(new byte[] {5});
    assertThat(stamped.value()).isEqualTo(signature.value());
    assertThat(stamped.verify(World.AGENCY.certificate()).name()).isEqualTo("DER");
  }

  @Test
  void a_signer_whom_the_seal_does_not_list_is_rejected() throws Exception {
    Seal others =
        new SealBuilder("99010000000001", "示例市印")
            .signer(World.STRANGER.certificate())
            .period(World.BORN, World.BORN, World.FAR)
            .picture(new SealPicture("PNG", new byte[] {1}, 40, 40))
            .madeBy(MAKER);
    Reports.expect(
        desk().judge(with(others)), Verdict.REJECTED, FindingCode.SIGNER_NOT_IN_SEAL, FAILED);
  }

  @Test
  void a_forged_maker_is_never_accepted() throws Exception {
    SigningKey forger =
        World.issued(
            Profile.SIGNER,
            "CN=示例制章者,C=CN",
            World.root("CN=示例制章根,C=CN", World.FAR),
            World.BORN,
            World.FAR);
    Reports.expect(
        desk().judge(with(draft().madeBy(forger))),
        Verdict.UNDECIDED,
        FindingCode.SEAL_MAKER_UNTRUSTED,
        INCONCLUSIVE);
    byte[] der = draft().madeBy(MAKER).der();
    der[der.length - 1] ^= 1;
    Reports.expect(
        desk().judge(with(Seal.parse(der))), Verdict.REJECTED, FindingCode.SEAL_INVALID, FAILED);
    byte[] other = draft().madeBy(MAKER).der();
    int algorithm = other.length - 1;
    while (other[algorithm - 1] != (byte) 0x83 || other[algorithm] != 0x75) {
      algorithm--;
    }
    other[algorithm] = 0x76;
    Reports.expect(
        desk().judge(with(Seal.parse(other))),
        Verdict.UNDECIDED,
        FindingCode.SEAL_NOT_CHECKED,
        INCONCLUSIVE);
    SigningKey tsa = World.issued(Profile.TIME_STAMPING, "CN=时间戳", MAKERS, World.BORN, World.FAR);
    Doc byTsa = with(draft().madeBy(tsa));
    Reports.expect(
        desk().judge(byTsa), Verdict.UNDECIDED, FindingCode.SEAL_MAKER_PURPOSE, INCONCLUSIVE);
    // seal systems do have certificates for another purpose: who lists one itself means it
    TrustList itself =
        World.trust(
            contents ->
                contents
                    .anchor(World.anchor(tsa, false, TrustAnchor.Use.SEAL))
                    .authority(World.issuer(AuthorityDraft::itself)));
    Reports.expect(
        new Desk().trust(itself).judge(byTsa), Verdict.ACCEPTED, FindingCode.SEAL_TRUSTED, PASSED);
    SigningKey ca = World.issued(Profile.CA, "CN=制章机构,C=CN", MAKERS, World.BORN, World.FAR);
    Reports.expect(
        desk().judge(with(draft().madeBy(ca))),
        Verdict.REJECTED,
        FindingCode.SEAL_MAKER_PURPOSE,
        FAILED);
    // a root for licences makes no seals
    Reports.expect(
        desk().judge(with(draft().madeBy(World.AGENCY))),
        Verdict.UNDECIDED,
        FindingCode.SEAL_MAKER_UNTRUSTED,
        INCONCLUSIVE);
  }

  @Test
  void a_seal_outside_its_period_is_refused() throws Exception {
    Seal old = draft().period(World.BORN, World.BORN, World.SIGNED.minusSeconds(1)).madeBy(MAKER);
    Reports.expect(desk().judge(with(old)), Verdict.REJECTED, FindingCode.SEAL_EXPIRED, FAILED);
    Seal early = draft().period(World.BORN, World.SIGNED.plusSeconds(1), World.FAR).madeBy(MAKER);
    Reports.expect(
        desk().judge(with(early)), Verdict.REJECTED, FindingCode.SEAL_NOT_YET_VALID, FAILED);
  }

  @Test
  void a_seal_that_ended_since_needs_proof_of_when_it_was_used() throws Exception {
    Seal ended = draft().period(World.BORN, World.BORN, END).madeBy(MAKER);
    Reports.expect(
        desk().judge(with(ended)),
        Verdict.UNDECIDED,
        FindingCode.SEAL_EXPIRED_NO_PROOF,
        INCONCLUSIVE);
    Doc proven = with(ended).with(1, s -> Proofs.stamp(s, World.SIGNED.plusSeconds(60)));
    Reports.expect(desk().judge(proven), Verdict.ACCEPTED, FindingCode.SEAL_TRUSTED, PASSED);
    Doc late = with(ended).with(1, s -> Proofs.stamp(s, END.plusSeconds(60)));
    Reports.expect(
        desk().judge(late), Verdict.UNDECIDED, FindingCode.SEAL_EXPIRED_NO_PROOF, INCONCLUSIVE);
  }

  @Test
  void an_authority_that_lists_its_seals_uses_no_other_and_none_that_is_marked_invalid()
      throws Exception {
    Seal seal = draft().madeBy(MAKER);
    var other = new TrustList.Seal("99010000000009", "公章", "示例市印");
    var standing = new TrustList.Seal("99010000000001", "公章", "示例市印");
    var before = new TrustList.Seal("99010000000001", "公章", "示例市印", World.SIGNED.minusSeconds(9));
    var after = new TrustList.Seal("99010000000001", "公章", "示例市印", World.SIGNED.plusSeconds(9));
    Reports.expect(
        new Desk().trust(trust(a -> a.seals(other))).judge(with(seal)),
        Verdict.UNDECIDED,
        FindingCode.SEAL_NOT_REGISTERED,
        INCONCLUSIVE);
    Reports.accepted(new Desk().trust(trust(a -> a.seals(other, standing))).judge(with(seal)));
    Reports.expect(
        new Desk().trust(trust(a -> a.seals(before))).judge(with(seal)),
        Verdict.REJECTED,
        FindingCode.SEAL_INVALIDATED,
        FAILED);
    Desk later = new Desk().trust(trust(a -> a.seals(after)));
    Reports.expect(
        later.judge(with(seal)), Verdict.UNDECIDED, FindingCode.SEAL_INVALIDATED, INCONCLUSIVE);
    Reports.accepted(later.judge(with(seal).with(1, s -> Proofs.stamp(s, World.SIGNED))));
  }

  @Test
  void a_seal_for_one_purpose_seals_nothing_else_and_need_not_bear_the_authoritys_name()
      throws Exception {
    Doc sealed = with(draft().madeBy(MAKER));
    Reports.accepted(new Desk().trust(registering("示例市印", World.licence().type())).judge(sealed));
    Reports.expect(
        new Desk().trust(registering("示例市印", "119900000099010167001")).judge(sealed),
        Verdict.REJECTED,
        FindingCode.SEAL_FOR_OTHER_TYPE,
        FAILED);
    Reports.expect(
        new Desk().trust(registering("登记专用章", World.licence().type())).judge(sealed),
        Verdict.ACCEPTED,
        FindingCode.SEAL_NAME_DIFFERS,
        NOTICE);
  }

  private static TrustList registering(String name, String type) {
    return trust(
        a -> a.seals(new TrustList.Seal("99010000000001", "登记专用章", name, null, List.of(type))));
  }
}
