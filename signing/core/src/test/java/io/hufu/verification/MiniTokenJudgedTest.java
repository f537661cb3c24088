package io.hufu.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.MiniToken;
import io.hufu.model.Role;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.qr.Pictures;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mini-tokens as a desk meets them: bytes, text, a picture of a page. */
class MiniTokenJudgedTest {
  private static final TrustList KNOWING =
      World.trust(
          contents ->
              contents
                  .authority(World.issuer(AuthorityDraft::itself))
                  .certificate(World.AGENCY.certificate())
                  .certificate(World.CA.certificate()));

  private static MiniToken token(SigningKey key) throws Exception {
    LicencePayload payload =
        new LicencePayload(
            World.licence(),
            HashAlgorithm.SM3,
            new byte[32],
            null,
            Role.ORIGINAL,
            null,
            World.SIGNED);
    return MiniToken.sign(payload, key);
  }

  private static Desk desk() {
    return new Desk().trust(KNOWING).supplied(Proofs.crl(), Proofs.rootCrl());
  }

  private static VerificationReport judge(Desk desk, byte[] bytes) {
    return desk.judge(new FakeFormat(() -> null), bytes);
  }

  private static void registered(VerificationReport report) {
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.REGISTERED_ONLY, Outcome.INCONCLUSIVE);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.SIGNATURE_INTACT, Outcome.PASSED);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.ISSUER_AUTHORISED, Outcome.PASSED);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.CHAIN_TRUSTED, Outcome.PASSED);
    assertThat(report.licence()).isNull();
  }

  @Test
  void a_token_is_registered_and_never_accepted_whatever_the_policy() throws Exception {
    for (AcceptancePolicy policy :
        List.of(AcceptancePolicy.offline(), AcceptancePolicy.renewal(), AcceptancePolicy.pilot())) {
      registered(judge(desk().policy(policy), token(World.AGENCY).bytes()));
    }
    registered(judge(desk(), token(World.AGENCY).text().getBytes(US_ASCII)));
    registered(judge(desk(), (token(World.AGENCY).text() + "\r\n").getBytes(US_ASCII)));
  }

  @Test
  void even_where_only_the_signature_is_asked_for_no_licence_comes_out() throws Exception {
    VerificationReport report =
        judge(desk().policy(AcceptancePolicy.signatureOnly()), token(World.AGENCY).bytes());
    assertThat(report.licence()).isNull();
    assertThat(Reports.find(report, FindingCode.REGISTERED_ONLY)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void a_picture_of_a_page_shows_its_code(int type) throws Exception {
    BufferedImage page = Pictures.page(token(World.AGENCY).text(), type);
    registered(judge(desk(), Pictures.png(page)));
  }

  @Test
  void a_page_that_lies_askew_is_read_too() throws Exception {
    BufferedImage page = Pictures.page(token(World.AGENCY).text(), BufferedImage.TYPE_BYTE_GRAY);
    registered(judge(desk(), Pictures.png(Pictures.askew(page))));
  }

  @Test
  void a_picture_without_a_code_with_another_or_with_two_is_nothing_we_know() throws Exception {
    BufferedImage blank = new BufferedImage(300, 300, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage other = Pictures.page("https://example.org/", BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage both = Pictures.page(token(World.AGENCY).text(), token(World.STRANGER).text());
    for (BufferedImage page : List.of(blank, other, both)) {
      Reports.expect(
          judge(desk(), Pictures.png(page)),
          Verdict.UNDECIDED,
          FindingCode.FORMAT_UNKNOWN,
          Outcome.INCONCLUSIVE);
    }
  }

  @Test
  void the_certificate_may_be_given_beside_and_without_it_nothing_is_said() throws Exception {
    byte[] bytes = token(World.AGENCY).bytes();
    Desk unknowing = new Desk().supplied(Proofs.crl(), Proofs.rootCrl());
    Reports.expect(
        judge(unknowing, bytes),
        Verdict.UNDECIDED,
        FindingCode.NO_SIGNER_CERTIFICATE,
        Outcome.INCONCLUSIVE);
    Evidence leaf = new Evidence(Evidence.Kind.CERTIFICATE, World.AGENCY.certificate().der());
    Evidence ca = new Evidence(Evidence.Kind.CERTIFICATE, World.CA.certificate().der());
    registered(judge(new Desk().supplied(leaf, ca, Proofs.crl(), Proofs.rootCrl()), bytes));
  }

  @Test
  void a_changed_token_a_stranger_and_an_authority_without_a_grant_are_refused() throws Exception {
    byte[] changed = token(World.AGENCY).bytes();
    changed[20] ^= 1;
    Reports.expect(
        judge(desk(), changed), Verdict.REJECTED, FindingCode.SIGNATURE_INVALID, Outcome.FAILED);

    Evidence stranger = new Evidence(Evidence.Kind.CERTIFICATE, World.STRANGER.certificate().der());
    VerificationReport unknown = judge(desk().supplied(stranger), token(World.STRANGER).bytes());
    assertThat(unknown.verdict()).isNotEqualTo(Verdict.ACCEPTED);
    assertThat(Reports.find(unknown, FindingCode.REGISTERED_ONLY)).isEmpty();

    TrustList noGrant =
        World.trust(
            contents ->
                contents
                    .authority(World.issuer(authority -> authority.grants()))
                    .certificate(World.AGENCY.certificate())
                    .certificate(World.CA.certificate()));
    Reports.expect(
        judge(desk().trust(noGrant), token(World.AGENCY).bytes()),
        Verdict.REJECTED,
        FindingCode.OUT_OF_SCOPE,
        Outcome.FAILED);
  }

  @Test
  void a_token_that_is_cut_off_is_malformed() throws Exception {
    byte[] bytes = token(World.AGENCY).bytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    Reports.expect(judge(desk(), cut), Verdict.REJECTED, FindingCode.MALFORMED, Outcome.FAILED);
  }
}
