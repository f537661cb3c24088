package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListContents;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that others made to test PDF readers, each with what must come out of it and why.
 *
 * <p>The certificates that a file carries are trusted, so that trust is never the reason; the clock
 * stands at the time that the signer claims.
 */
class PdfCorpusTest {
  private static final String[] FOLDERS = {"pdf-bochum-2018", "pyhanko/pdf"};
  private static final SigningKey LISTER = lister();

  private static SigningKey lister() {
    try {
      return PilotKeys.signer(SignatureAlgorithm.ES256);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** One line of the table: folder, file, verdict, codes that must be among the objections, why. */
  private record Expected(String folder, String file, Verdict verdict, Set<String> codes) {
    static Expected of(String line) {
      String[] parts = line.split("\t");
      Set<String> codes = new TreeSet<>(Arrays.asList(parts[3].split(" ")));
      codes.remove("-");
      return new Expected(parts[0], parts[1], Verdict.valueOf(parts[2]), codes);
    }
  }

  private static List<Expected> table() throws IOException {
    try (var in = PdfCorpusTest.class.getResourceAsStream("/corpus/expected.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(Expected::of)
          .toList();
    }
  }

  private static Path corpus() {
    Path corpus = Path.of(System.getProperty("hufu.corpus", ""));
    Assumptions.assumeTrue(
        Files.isDirectory(corpus.resolve(FOLDERS[0])),
        "no test material by others: set -Dhufu.corpus to its folder");
    return corpus;
  }

  @Test
  void every_file_of_the_material_is_in_the_table() throws IOException {
    Set<String> listed = new TreeSet<>();
    table().forEach(e -> listed.add(e.folder() + "/" + e.file()));
    Set<String> there = new TreeSet<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(corpus().resolve(folder))) {
        files
            .map(file -> folder + "/" + file.getFileName())
            .filter(name -> name.endsWith(".pdf"))
            .forEach(there::add);
      }
    }
    assertThat(there).isEqualTo(listed);
  }

  @TestFactory
  Stream<DynamicTest> every_file_comes_out_as_written_down() throws IOException {
    Path corpus = corpus();
    return table().stream()
        .map(e -> DynamicTest.dynamicTest(e.folder() + "/" + e.file(), () -> holds(corpus, e)));
  }

  private static void holds(Path corpus, Expected expected) throws Exception {
    Path file = corpus.resolve(expected.folder()).resolve(expected.file());
    VerificationReport report = judge(file);
    Set<String> objections = new TreeSet<>();
    report.findings().stream()
        .filter(PdfCorpusTest::isObjection)
        .map(Finding::code)
        .forEach(objections::add);
    assertThat(objections).isEqualTo(expected.codes());
    assertThat(report.verdict()).isEqualTo(expected.verdict());
    if (expected.folder().equals(FOLDERS[0])) {
      assertThat(report.verdict()).isNotEqualTo(Verdict.ACCEPTED);
    }
  }

  private static boolean isObjection(Finding finding) {
    boolean asked = finding.topic() == Topic.INTEGRITY || finding.topic() == Topic.SIGNER;
    return asked
        && (finding.outcome() == Outcome.FAILED || finding.outcome() == Outcome.INCONCLUSIVE);
  }

  static VerificationReport judge(Path file) throws Exception {
    Subject subject;
    try (Document document = Document.of(file)) {
      subject = PdfFormat.instance().open(document, Limits.DEFAULT);
    }
    return Verifier.builder()
        .trust(trust(subject))
        .policy(AcceptancePolicy.signatureOnly())
        .formats(List.of(PdfFormat.instance()))
        .clock(Clock.fixed(when(subject), ZoneOffset.UTC))
        .build()
        .verify(file);
  }

  /** The last claimed time, if the certificate was valid then; else a time when it was. */
  private static Instant when(Subject subject) {
    Instant when = PilotKeys.NOW;
    for (SubjectSignature signature : subject.signatures()) {
      Instant claimed = signature.claimedAt() == null ? when : signature.claimedAt();
      when =
          signature
              .signer()
              .map(signer -> claimed.isAfter(signer.notAfter()) ? signer.notAfter() : claimed)
              .orElse(claimed);
    }
    return when;
  }

  private static TrustList trust(Subject subject) throws Exception {
    TrustListContents.Builder contents =
        TrustListContents.builder(1, "示例名单", "Example list")
            .period(Instant.EPOCH, Instant.parse("2099-01-01T00:00:00Z"));
    Set<Certificate> carried = new LinkedHashSet<>();
    subject.signatures().forEach(signature -> carried.addAll(signature.certificates()));
    for (Certificate certificate : carried) {
      contents.anchor(new TrustAnchor(certificate, List.of(TrustAnchor.Use.values()), false));
    }
    return TrustList.parse(TrustList.sign(contents.build().toJson(), LISTER), null);
  }

  /** Prints a table of what comes out now, for whoever writes the table. */
  public static void main(String[] args) throws Exception {
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(Path.of(args[0]).resolve(folder))) {
        files.filter(f -> f.toString().endsWith(".pdf")).sorted().forEach(f -> print(folder, f));
      }
    }
  }

  private static void print(String folder, Path file) {
    try {
      VerificationReport report = judge(file);
      Set<String> codes = new TreeSet<>();
      report.findings().stream()
          .filter(PdfCorpusTest::isObjection)
          .forEach(f -> codes.add(f.code()));
      String objections = codes.isEmpty() ? "-" : String.join(" ", codes);
      System.out.println(
          folder + "\t" + file.getFileName() + "\t" + report.verdict() + "\t" + objections + "\t");
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException(file.toString(), e));
    }
  }
}
