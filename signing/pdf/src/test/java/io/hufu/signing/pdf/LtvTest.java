package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.pki.Crl;
import io.hufu.crypto.pki.OcspResponder;
import io.hufu.crypto.pki.OcspResponse;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.verification.Proofs;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the document security store and document time-stamps prove, and what they do not. */
class LtvTest {
  private static final byte[] SIGNED = SignedPdf.certified(1);
  private static final Instant LATER = Instant.parse("2027-06-01T00:00:00Z");
  private static final Evidence ROOT_LIST = Proofs.rootCrl();

  private static VerificationReport judge(byte[] file, Instant now, boolean publishes) {
    return Verifier.builder()
        .trust(World.trust(contents -> contents.period(World.BORN, World.FAR), publishes))
        .policy(AcceptancePolicy.signatureOnly())
        .formats(List.of(PdfFormat.instance()))
        .clock(Clock.fixed(now, ZoneOffset.UTC))
        .build()
        .verify(file);
  }

  private static VerificationReport judge(byte[] file) {
    return judge(file, World.NOW, true);
  }

  private static void expect(byte[] file, Verdict verdict, String code) {
    VerificationReport report = judge(file);
    assertThat(codes(report)).as(report.findings().toString()).contains(code);
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(verdict);
  }

  private static List<String> codes(VerificationReport report) {
    return report.findings().stream().map(Finding::code).toList();
  }

  /** Adds a security store with these streams, 50 and up. */
  private static byte[] store(byte[] file, String entries, Evidence... streams) {
    String catalog =
        PdfUpdatesTest.certifiedCatalog().replace("/OCP", "/DSS << " + entries + " >> /OCP");
    PdfDraft update = PdfDraft.on(file).put(1, catalog);
    for (int i = 0; i < streams.length; i++) {
      update.put(50 + i, "", streams[i].bytes());
    }
    return update.end();
  }

  private static byte[] lists(byte[] file, Evidence list) {
    return store(file, "/CRLs [50 0 R 51 0 R]", list, ROOT_LIST);
  }

  private static Evidence revoking(Instant at) {
    return Proofs.revoking(World.AGENCY, at, 1);
  }

  @Test
  void without_any_word_on_revocation_the_answer_is_open() {
    expect(SIGNED, Verdict.UNDECIDED, "REVOCATION_UNAVAILABLE");
  }

  @Test
  void lists_in_the_store_say_that_nothing_is_revoked() {
    expect(lists(SIGNED, Proofs.crl()), Verdict.ACCEPTED, "NOT_REVOKED");
  }

  @Test
  void an_answer_of_a_responder_does_too() throws Exception {
    Crl list = Crl.parse(Proofs.crl().bytes());
    Clock clock = Clock.fixed(World.NOW.minus(Duration.ofHours(1)), ZoneOffset.UTC);
    Certificate ca = World.CA.certificate();
    byte[] answer =
        new OcspResponder(World.CA, ca, () -> list, clock)
            .respond(OcspResponse.request(World.AGENCY.certificate(), ca));
    Evidence ocsp = new Evidence(Evidence.Kind.OCSP, answer);
    byte[] file = store(SIGNED, "/OCSPs [50 0 R] /CRLs [51 0 R]", ocsp, ROOT_LIST);
    expect(file, Verdict.ACCEPTED, "NOT_REVOKED");
  }

  @Test
  void a_document_time_stamp_decides_whether_a_revocation_came_later() {
    Instant after = World.SIGNED.plus(Duration.ofDays(1));
    Instant before = World.SIGNED.minus(Duration.ofDays(1));
    byte[] stamped = PdfUpdatesTest.stamped(SIGNED);
    expect(lists(SIGNED, revoking(after)), Verdict.UNDECIDED, "CERT_REVOKED_NO_PROOF");
    expect(lists(stamped, revoking(after)), Verdict.ACCEPTED, "NOT_REVOKED");
    expect(lists(stamped, revoking(before)), Verdict.REJECTED, "CERT_REVOKED");
  }

  @Test
  void a_document_time_stamp_proves_what_expired_since() {
    VerificationReport alone = judge(SIGNED, LATER, false);
    assertThat(codes(alone)).contains("CERT_EXPIRED_NO_PROOF");
    assertThat(alone.verdict()).isEqualTo(Verdict.UNDECIDED);
    VerificationReport proven = judge(PdfUpdatesTest.stamped(SIGNED), LATER, false);
    assertThat(proven.verdict()).as(proven.findings().toString()).isEqualTo(Verdict.ACCEPTED);
    assertThat(proven.signatures().get(0).provenAt()).isEqualTo(World.SIGNED.plusSeconds(60));
  }

  @Test
  void a_time_stamp_over_other_bytes_or_before_the_signature_proves_nothing() {
    String stamped = PdfDraft.latin(PdfUpdatesTest.stamped(SIGNED));
    int at = stamped.lastIndexOf("/M (D:2026");
    byte[] changed =
        PdfDraft.bytes(stamped.substring(0, at) + "/M (D:2025" + stamped.substring(at + 10));
    assertThat(judge(changed, LATER, false).verdict()).isNotEqualTo(Verdict.ACCEPTED);
    int range = stamped.lastIndexOf("/ByteRange [0 ");
    byte[] elsewhere =
        PdfDraft.bytes(
            stamped.substring(0, range) + "/ByteRange [1 " + stamped.substring(range + 14));
    assertThat(judge(elsewhere, LATER, false).verdict()).isNotEqualTo(Verdict.ACCEPTED);
  }

  private static String key(UnaryOperator<byte[]> of) throws Exception {
    String text = PdfDraft.latin(SIGNED);
    int open = text.indexOf('<', text.indexOf("/Contents", text.indexOf("/ByteRange"))) + 1;
    byte[] contents = HexFormat.of().parseHex(text.substring(open, text.indexOf('>', open)));
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(of.apply(contents));
    return HexFormat.of().withUpperCase().formatHex(digest);
  }

  @Test
  void evidence_that_the_store_ties_to_a_signature_counts_for_that_one() throws Exception {
    Evidence list = Proofs.crl();
    String entry = "/VRI << /%s << /CRL [50 0 R 51 0 R] >> >>";
    String own = String.format(entry, key(contents -> contents));
    expect(store(SIGNED, own, list, ROOT_LIST), Verdict.ACCEPTED, "NOT_REVOKED");
    String unpadded =
        String.format(entry, key(c -> java.util.Arrays.copyOf(c, Padding.length(c).orElseThrow())));
    expect(store(SIGNED, unpadded, list, ROOT_LIST), Verdict.ACCEPTED, "NOT_REVOKED");
    String other = String.format(entry, "AB".repeat(20));
    expect(store(SIGNED, other, list, ROOT_LIST), Verdict.UNDECIDED, "REVOCATION_UNAVAILABLE");
  }

  @Test
  void evidence_that_is_no_evidence_changes_nothing() {
    Evidence junk = new Evidence(Evidence.Kind.CRL, new byte[] {0x30, 1});
    byte[] file =
        store(
            SIGNED,
            "/Certs [52 0 R] /OCSPs [52 0 R 99 0 R (x)] /CRLs [50 0 R 51 0 R 52 0 R]",
            Proofs.crl(),
            ROOT_LIST,
            junk);
    expect(file, Verdict.ACCEPTED, "EVIDENCE_MALFORMED");
  }
}
