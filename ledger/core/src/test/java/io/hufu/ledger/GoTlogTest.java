package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.AnchorReceipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages behind Go's checksum database judge our SHA-256 logs (interop/go). */
class GoTlogTest {
  private static final Path PROGRAM = Path.of("../../interop/go/judge.go");
  private static final Path PACKAGES = Path.of("/usr/share/gocode");

  @TempDir static Path built;
  @TempDir Path folder;

  private final TestLog log = TestLog.INTL;

  /** What came of a run. */
  private record Result(int exit, String out) {}

  @BeforeAll
  static void build() throws Exception {
    Outside.require(
        Files.isDirectory(PACKAGES.resolve("src/golang.org/x/mod/sumdb/tlog")) && onPath("go"),
        "no Go with golang.org/x/mod: apt install golang-go golang-golang-x-mod-dev");
    ProcessBuilder go =
        new ProcessBuilder(
            "go", "build", "-o", built.resolve("judge").toString(), PROGRAM.toString());
    go.environment().put("GO111MODULE", "off");
    go.environment().put("GOPATH", PACKAGES.toString());
    go.environment().put("GOFLAGS", "");
    go.environment().put("GOCACHE", built.resolve("cache").toString());
    Result result = run(go);
    assertThat(result.exit()).as(result.out()).isZero();
  }

  private static boolean onPath(String program) {
    return Stream.of("/usr/bin", "/usr/local/bin", "/usr/local/go/bin")
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static Result run(ProcessBuilder builder) throws Exception {
    Path out = Files.createTempFile(built, "out", ".txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
  }

  private Result judge(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(built.resolve("judge").toString()));
    command.addAll(List.of(arguments));
    return run(new ProcessBuilder(command));
  }

  private String directory() {
    return folder.resolve("log").toString();
  }

  private EmbeddedLedger create() throws Exception {
    return EmbeddedLedger.in(folder.resolve("log"), log.key())
        .headFile(folder.resolve("head"))
        .create(log.origin());
  }

  @Test
  void logs_of_all_shapes_with_their_proofs_are_good() throws Exception {
    try (EmbeddedLedger ledger = create()) {
      int at = 0;
      for (int size : new int[] {1, 2, 255, 256, 257, 511, 513, 700}) {
        ledger.anchor(Entries.range(log.hash(), at, size));
        at = size;
        Result result = judge(directory(), log.noteKey().vkey());
        assertThat(result.out()).isEqualTo("ok " + size + " entries, 1 signatures, 0 receipts\n");
      }
    }
  }

  @Test
  @Tag("soak")
  void a_log_of_three_levels_is_good() throws Exception {
    try (EmbeddedLedger ledger = create()) {
      ledger.anchor(Entries.range(log.hash(), 0, 66_000));
    }
    assertThat(judge(directory(), log.noteKey().vkey()).out()).startsWith("ok 66000 entries");
  }

  @Test
  void cosignatures_and_receipts_are_good() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    LogWitness witness =
        LogWitness.in(folder.resolve("w"), key)
            .name("witness.example.org")
            .logs(List.of(log.trust()))
            .open();
    Path receipts = folder.resolve("receipts");
    try (witness;
        WitnessedLedger ledger =
            WitnessedLedger.around(create())
                .witness(witness)
                .keys(List.of(witness.noteKey()))
                .open()) {
      StringBuilder lines = new StringBuilder();
      for (AnchorReceipt receipt : ledger.anchor(Entries.range(log.hash(), 0, 300))) {
        lines.append(new String(receipt.encoded(), StandardCharsets.UTF_8)).append('\n');
      }
      Files.writeString(receipts, lines);
    }
    Result result =
        judge(directory(), log.noteKey().vkey(), witness.noteKey().vkey(), receipts.toString());
    assertThat(result.out()).isEqualTo("ok 300 entries, 2 signatures, 300 receipts\n");
  }

  @Test
  void what_we_call_damaged_it_refuses_too() throws Exception {
    try (EmbeddedLedger ledger = create()) {
      ledger.anchor(Entries.range(log.hash(), 0, 300));
    }
    NoteKey other = TestLog.of(log.origin(), SignatureAlgorithm.ED25519).noteKey();
    assertThat(judge(directory(), other.vkey()).exit()).isEqualTo(1);
    for (String name :
        List.of(
            "checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000")) {
      Path file = folder.resolve("log").resolve(name);
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[good.length / 2] ^= 1;
      Files.write(file, bad);
      assertThat(judge(directory(), log.noteKey().vkey()).exit()).as(name).isEqualTo(1);
      assertThat(LogReader.fsck(folder.resolve("log"), List.of(log.noteKey())))
          .as(name)
          .anyMatch(FsckFinding::error);
      Files.write(file, good);
    }
    assertThat(judge(directory(), log.noteKey().vkey()).exit()).isZero();
  }
}
