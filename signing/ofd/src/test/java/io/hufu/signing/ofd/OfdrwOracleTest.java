package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Outside;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.Proofs;
import io.hufu.verification.Verifier;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ofdrw, in a JVM of its own, judges our files; we judge what it seals. */
class OfdrwOracleTest {
  private static final Path PROGRAM = Path.of("../../interop/ofdrw/target/ofdrw.jar");

  @TempDir Path folder;

  private List<String> ofdrw(List<String> arguments) throws Exception {
    if (!Files.isRegularFile(PROGRAM)) {
      Outside.absent("no ofdrw: run mvn package in interop/ofdrw");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", PROGRAM.toString()));
    command.addAll(arguments);
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
    return lines;
  }

  private static byte[] stamped() throws Exception {
    byte[] file = Sealed.OPEN.bytes();
    var signature = new OfdFormat().open(Document.of(file), Limits.DEFAULT).signatures().get(0);
    return Sealed.OPEN
        .withEvidence(new OfdFormat(), List.of(Proofs.stamp(signature, World.SIGNED)))
        .bytes();
  }

  @Test
  void ofdrw_opens_our_files_and_says_valid() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("closed.ofd", Sealed.GOOD);
    files.put("open.ofd", Sealed.OPEN.bytes());
    files.put("approved.ofd", Sealed.approved().bytes());
    files.put("stamped.ofd", stamped());
    files.put(
        "edited.ofd", Tampering.edited(Sealed.GOOD, Sealed.PAGE, x -> x.replace("2031", "2099")));
    List<String> arguments = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.write(path, file.getValue());
      arguments.add(path.toString());
    }
    List<String> lines = ofdrw(arguments);
    assertThat(lines).hasSize(files.size());
    String holder = World.licence().holders().get(0).name();
    for (String line : lines.subList(0, 4)) {
      assertThat(line).contains("\"verdict\":\"VALID\"", "\"pages\":1", holder);
    }
    assertThat(lines.get(4)).contains("\"file\":\"edited.ofd\",\"verdict\":\"INVALID\"");
  }

  /** Every way that ofdrw has to sign: intact, or named and borne by name, never a wrong word. */
  @Test
  void what_ofdrw_seals_is_judged_by_its_root() throws Exception {
    Path unsigned = folder.resolve("unsigned.ofd");
    Map<String, byte[]> entries = Tampering.entries(Sealed.GOOD);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    String ofd = new String(entries.get("OFD.xml"), StandardCharsets.UTF_8);
    entries.put(
        "OFD.xml",
        ofd.replaceAll("<ofd:Signatures>.*</ofd:Signatures>", "").getBytes(StandardCharsets.UTF_8));
    Files.write(unsigned, Tampering.zip(entries));
    ofdrw(List.of("--seal", unsigned.toString(), folder.resolve("made").toString()));
    expect("v4.ofd", Verdict.ACCEPTED, "PASSED SIGNATURE_INTACT");
    expect("v4-open.ofd", Verdict.ACCEPTED, "NOTICE SIGNATURE_LIST_OPEN");
    expect("v1.ofd", Verdict.ACCEPTED, "version=V1");
    expect("two.ofd", Verdict.ACCEPTED, "signature/2 PASSED SIGNATURE_INTACT", "version=V1");
    expect("cms-attributes.ofd", Verdict.ACCEPTED, "PASSED SIGNATURE_INTACT");
    expect("cms-digest.ofd", Verdict.UNDECIDED, "SIGNATURE_VARIANT", "=DIGEST_AS_MESSAGE");
    expect("cms-base64.ofd", Verdict.UNDECIDED, "SIGNATURE_VARIANT", "BASE64_DIGEST_AS_MESSAGE");
    expect("bare.ofd", Verdict.UNDECIDED, "NO_SIGNER_CERTIFICATE");
    Set<OfdTolerance> borne = EnumSet.copyOf(OfdTolerance.USUAL);
    borne.add(OfdTolerance.DIGEST_AS_MESSAGE);
    for (String file : List.of("cms-digest.ofd", "cms-base64.ofd")) {
      VerificationReport report = judge(file, new OfdFormat().tolerating(borne));
      assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    }
  }

  private void expect(String file, Verdict verdict, String... said) throws Exception {
    VerificationReport report = judge(file, new OfdFormat());
    String described = file + ' ' + OfdDesk.describe(report);
    assertThat(report.verdict()).as(described).isEqualTo(verdict);
    assertThat(described).contains(said);
  }

  private VerificationReport judge(String file, OfdFormat format) throws Exception {
    Certificate root =
        Certificate.fromPem(Files.readAllBytes(folder.resolve("made/root.pem"))).get(0);
    TrustAnchor anchor =
        new TrustAnchor(root, List.of(TrustAnchor.Use.LICENCE, TrustAnchor.Use.SEAL), false);
    try (Document document = Document.of(folder.resolve("made").resolve(file))) {
      return Verifier.builder()
          .trust(World.trust(contents -> contents.anchor(anchor)))
          .policy(AcceptancePolicy.signatureOnly())
          .formats(List.of(format))
          .clock(Clock.systemUTC())
          .build()
          .verify(document, Verifier.Question.NOW);
    }
  }
}
