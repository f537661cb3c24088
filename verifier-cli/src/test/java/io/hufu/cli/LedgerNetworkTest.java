package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log, its witness and a monitor, run by commands alone, some of them over HTTP. */
class LedgerNetworkTest {
  private static final String ORIGIN = "test.hufu.example/sm3";

  private static final String WITNESS =
      " --name w.example --key w.p12 --password-file pw --trust t.json";

  @TempDir Path work;

  private Pilot pilot;

  @BeforeEach
  void makePilot() throws IOException {
    pilot = Pilot.in(work);
    for (String name : List.of("a.txt", "b.txt", "c.txt", "d.txt")) {
      Files.writeString(work.resolve(name), name);
    }
  }

  private String logKey() throws IOException {
    return run(0, "ledger init other --origin other.example/sm3 --password-file pw")
        .out()
        .lines()
        .filter(line -> line.startsWith("other.example/sm3+"))
        .findFirst()
        .orElseThrow();
  }

  /** Makes a witness and a trust list that names it, the log, and the issuer. */
  private void trust() {
    String witness =
        run(0, "ledger witness w --name w.example --key w.p12 --new-key sm --password-file pw")
            .out()
            .lines()
            .filter(line -> line.startsWith("w.example+"))
            .findFirst()
            .orElseThrow();
    String log = run(0, "ledger checkpoint ledger").out().lines().findFirst().orElseThrow();
    assertThat(log).isEqualTo(ORIGIN);
    run(0, "trust init d.json --name-zh 试点 --name-en Pilot --pilot");
    run(0, "trust add anchor d.json keys/root.pem --use LICENCE,STATUS --no-revocation");
    String trusted = " --origin " + ORIGIN + " --vkey " + vkey() + " --witness " + witness;
    run(0, "trust add ledger d.json --quorum 1" + trusted);
    run(0, "trust sign d.json --key keys/trust-list.p12 --password-file pw --out t.json");
  }

  private String vkey() {
    // a change of keys prints the present key; here the log is made anew with a known one
    deleteAll(work.resolve("ledger"));
    try {
      Files.delete(work.resolve("ledger.p12"));
      Files.delete(work.resolve("ledger.p12.head"));
      Files.deleteIfExists(work.resolve("ledger.p12.head.lock"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return run(0, "ledger init ledger --origin " + ORIGIN + " --password-file pw")
        .out()
        .lines()
        .filter(line -> line.startsWith(ORIGIN + "+"))
        .findFirst()
        .orElseThrow();
  }

  private static void deleteAll(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(LedgerNetworkTest::delete);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CliScript.Result run(int exit, String command) {
    CliScript.Result result = Sessions.run(work, command.split(" "));
    assertThat(result.exit()).as(command + " " + result).isEqualTo(exit);
    return result;
  }

  /** Copies log, key and head, as an operator would who wants to tell two stories. */
  private void copyLog() throws IOException {
    Files.createDirectory(work.resolve("two"));
    List<Path> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(work.resolve("ledger"))) {
      files.forEach(all::add);
    }
    for (Path file : all) {
      Files.copy(file, work.resolve("two/ledger").resolve(work.resolve("ledger").relativize(file)));
    }
    Files.copy(work.resolve("ledger.p12"), work.resolve("two/ledger.p12"));
    Files.copy(work.resolve("ledger.p12.head"), work.resolve("two/ledger.p12.head"));
  }

  private Path evidence() throws IOException {
    try (Stream<Path> files = Files.list(work.resolve("m/evidence"))) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void witnesses_and_monitors_catch_an_operator_with_two_histories() throws Exception {
    trust();
    try (Serving served = new Serving(work, "ledger witness w --port 0" + WITNESS);
        Serving log = new Serving(work, "ledger serve ledger --port 0")) {
      String ask = served.address();
      String asking = " --password-file pw --trust t.json --ask " + ask;
      run(0, "ledger anchor ledger a.txt" + asking);
      assertThat(run(0, "ledger checkpoint " + log.address()).out()).contains("\u2014 w.example ");
      run(0, "ledger fsck " + log.address() + " --trust t.json");
      assertThat(
              run(0, "ledger monitor m " + log.address() + " --trust t.json --seen " + ask).out())
          .contains("sound")
          .contains("entries checked 1");
      assertThat(run(0, "ledger prove " + log.address() + " --index 0").out())
          .contains("\"index\":0");
      copyLog();
      run(0, "ledger anchor ledger b.txt" + asking);
      // the other history: no quorum, first because it is shorter, then because it is another
      run(73, "ledger anchor two/ledger c.txt" + asking);
      run(0, "ledger anchor two/ledger d.txt --password-file pw");
      assertThat(run(65, "ledger anchor two/ledger c.txt" + asking).err())
          .contains("another history");
      run(0, "ledger monitor m " + log.address() + " --trust t.json");
      assertThat(run(1, "ledger monitor m two/ledger --trust t.json").out())
          .contains("two histories (FORKED)")
          .contains("Evidence that anyone can check");
    }
    // a fourth party has the file and the trust list, and neither log, witness nor network
    assertThat(run(1, "ledger fsck " + evidence() + " --trust t.json").out())
        .contains("signed two histories");
    assertThat(run(2, "ledger fsck " + evidence() + " --vkey " + logKey()).out())
        .contains("proves nothing");
    run(65, "ledger fsck a.txt --trust t.json");
    Files.createDirectory(work.resolve("ev"));
    Files.copy(evidence(), work.resolve("ev/fork.json"));
    pilot.data("rows.ndjson", 1);
    String data = " --data rows.ndjson --key keys/issuer.p12 --password-file pw";
    run(0, "issue --out out --type " + Pilot.TYPE + data);
    assertThat(run(1, "verify out --trust t.json --offline --evidence ev --output json").out())
        .contains("\"LEDGER_CONFLICT\"");
    assertThat(run(1, "ledger monitor m two/ledger --trust t.json --output json").out())
        .contains("\"code\":\"FORKED\"")
        .contains("\"schema\":\"hufu.monitor/1\"");
  }

  @Test
  void cosignatures_travel_in_files_and_a_log_changes_keys_ends_and_comes_back() throws Exception {
    trust();
    run(0, "ledger anchor ledger a.txt --password-file pw");
    String note = run(0, "ledger witness w ledger" + WITNESS).out();
    Files.writeString(work.resolve("note"), note);
    assertThat(
            run(0, "ledger checkpoint ledger --add note --password-file pw --trust t.json").out())
        .contains("\u2014 w.example ");
    run(0, "ledger fsck ledger --trust t.json");
    // a request in a file; its answer is the cosignature line
    String[] lines = note.split("\n\n");
    Files.writeString(work.resolve("request"), "old 1\n\n" + lines[0] + "\n\n" + lines[1]);
    String answer = "ledger witness w request" + WITNESS;
    assertThat(run(0, answer).out()).startsWith("\u2014 w.example ");
    Files.writeString(work.resolve("request"), "old 0\n\n" + lines[0] + "\n\n" + lines[1]);
    assertThat(run(65, answer).err()).contains("last confirmed size 1");

    run(0, "ledger monitor m ledger --trust t.json");
    assertThat(run(0, "ledger rekey ledger --password-file pw").out()).contains("has a new key");
    assertThat(run(65, "ledger rekey ledger --password-file pw").err()).contains("under way");
    run(0, "ledger anchor ledger b.txt --password-file pw");
    assertThat(run(0, "ledger checkpoint ledger").out().split("\u2014 " + ORIGIN)).hasSize(3);
    run(2, "ledger monitor m ledger --trust t.json"); // no quorum for this one yet

    Files.delete(work.resolve("ledger.p12.head"));
    assertThat(run(65, "ledger anchor ledger c.txt --password-file pw").err()).contains("[error]");
    run(65, "ledger restore ledger --password-file pw");
    assertThat(run(0, "ledger restore ledger --password-file pw --nobody-has-seen-more").out())
        .contains("all of its 2 entries");
    run(0, "ledger freeze ledger --successor next.example/sm3 --password-file pw");
    assertThat(run(73, "ledger anchor ledger c.txt --password-file pw").err())
        .contains("was ended");
    assertThat(run(2, "ledger monitor m ledger --trust t.json").out()).contains("next.example/sm3");
  }
}
