package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Outside;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OFD files that other products made (docs/vectors.md says why each is as it is). */
class OfdCorpusTest {
  private Path corpus;

  @BeforeEach
  void find_corpus() {
    corpus = Outside.corpus("ofdrw");
  }

  private Subject open(String file) throws Exception {
    try (Document document = Document.of(corpus.resolve(file))) {
      assertThat(new OfdFormat().recognises(document)).as(file).isTrue();
      return new OfdFormat().open(document, Limits.DEFAULT);
    }
  }

  private static List<String> codes(Subject subject) {
    return List.copyOf(
        new TreeSet<>(subject.findings().stream().map(f -> f.outcome() + " " + f.code()).toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "SESV4SignDoc, NOTICE SIGNATURE_LIST_OPEN",
    "V4RideRight, ''",
    "allprotected, ''",
    "signedFile, NOTICE SIGNATURE_LIST_OPEN",
    "v4signed, NOTICE SIGNATURE_LIST_OPEN"
  })
  void sealed_files_are_intact_and_their_seals_genuine(String file, String more) throws Exception {
    Subject subject = open("sealed/" + file + ".ofd");
    List<String> expected =
        more.isEmpty()
            ? List.of("PASSED SIGNATURE_INTACT")
            : List.of(more, "PASSED SIGNATURE_INTACT");
    assertThat(codes(subject)).isEqualTo(expected);
    SealSignature seal = subject.signatures().get(0).seal();
    assertThat(seal).isNotNull();
    Certificate maker = Certificate.fromDer(seal.seal().makerCertificate());
    assertThat(seal.seal().makerSignature(maker).name()).isEqualTo("DER");
    assertThat(seal.seal().listing(subject.signatures().get(0).signer().orElseThrow()).name())
        .isEqualTo("CERTIFICATE");
  }

  @Test
  void a_bare_value_cannot_be_verified() throws Exception {
    assertThat(codes(open("sealed/DigitalSign.ofd")))
        .containsExactly("INCONCLUSIVE NO_SIGNER_CERTIFICATE", "NOTICE SIGNATURE_LIST_OPEN");
  }

  @ParameterizedTest
  @CsvSource({
    "AddAttachment, ''",
    "chineseDir, ''",
    "helloworld, ''",
    "namespace_no_std, NOTICE REFERENCE_PATH_ODD",
    "path_unstd, ''"
  })
  void unsigned_files_open_cleanly(String file, String more) throws Exception {
    List<String> expected =
        more.isEmpty() ? List.of("FAILED NOT_SIGNED") : List.of("FAILED NOT_SIGNED", more);
    assertThat(codes(open("plain/" + file + ".ofd"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // sealed in 2026 with a seal that ended in 2022
    "SESV4SignDoc, REJECTED, SEAL_EXPIRED",
    "V4RideRight, UNDECIDED, SEAL_EXPIRED_NO_PROOF",
    "allprotected, UNDECIDED, SEAL_EXPIRED_NO_PROOF",
    "signedFile, UNDECIDED, CHAIN_UNTRUSTED",
    "v4signed, UNDECIDED, CHAIN_UNTRUSTED"
  })
  void a_stranger_to_the_trust_list_is_never_accepted(String file, Verdict verdict, String code)
      throws Exception {
    VerificationReport report = judge(file, World.trust(), World.NOW);
    String described = OfdDesk.describe(report);
    assertThat(report.verdict()).as(described).isEqualTo(verdict);
    assertThat(described).contains(code, "CHAIN_UNTRUSTED", "SEAL_MAKER_UNTRUSTED");
  }

  /**
   * The signer's own test certificate as a root: it may sign certificates and is no CA. The other
   * one in the folder is not the one that signed.
   */
  @Test
  void the_test_certificates_of_one_product_build_no_path_even_as_roots() throws Exception {
    byte[] file = Files.readAllBytes(corpus.resolve("sealed/allprotected.ofd"));
    Certificate signer =
        Certificate.fromDer(SealedPackage.read(file).signature().signerCertificate());
    Certificate other =
        Certificate.fromPem(Files.readAllBytes(corpus.resolve("certs/sign_cert.pem"))).get(0);
    assertThat(trusting(signer)).contains("CHAIN_INVALID", "keyCertSign without Basic Constraints");
    assertThat(trusting(other)).contains("CHAIN_UNTRUSTED");
  }

  private String trusting(Certificate root) throws Exception {
    TrustAnchor anchor =
        new TrustAnchor(root, List.of(TrustAnchor.Use.LICENCE, TrustAnchor.Use.SEAL), false);
    TrustList trust = World.trust(contents -> contents.anchor(anchor));
    return OfdDesk.describe(judge("allprotected", trust, Instant.parse("2020-10-24T00:00:00Z")));
  }

  private VerificationReport judge(String file, TrustList trust, Instant now) throws Exception {
    try (Document document = Document.of(corpus.resolve("sealed/" + file + ".ofd"))) {
      return Verifier.builder()
          .trust(trust)
          .policy(AcceptancePolicy.signatureOnly())
          .formats(List.of(new OfdFormat()))
          .clock(Clock.fixed(now, ZoneOffset.UTC))
          .build()
          .verify(document, Verifier.Question.NOW);
    }
  }

  @Test
  void one_flipped_byte_of_any_covered_part_is_noticed() throws Exception {
    for (String file : List.of("allprotected", "signedFile", "v4signed", "V4RideRight")) {
      byte[] bytes = Files.readAllBytes(corpus.resolve("sealed/" + file + ".ofd"));
      var entries = Tampering.entries(bytes);
      for (String name : entries.keySet().toArray(String[]::new)) {
        byte[] original = entries.get(name);
        byte[] flipped = original.clone();
        flipped[flipped.length / 2] ^= 1;
        entries.put(name, flipped);
        Subject subject = new OfdFormat().open(Document.of(Tampering.zip(entries)), Limits.DEFAULT);
        boolean list = name.endsWith("Signatures.xml");
        assertThat(subject.findings())
            .as(file + " " + name)
            .anyMatch(
                f -> list || f.outcome() == Outcome.FAILED || f.outcome() == Outcome.INCONCLUSIVE);
        entries.put(name, original);
      }
    }
  }
}
