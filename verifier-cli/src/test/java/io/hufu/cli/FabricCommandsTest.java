package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.ledger.fabric.ChannelInProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on a channel by commands alone, from its registration to a licence verified offline. */
class FabricCommandsTest {
  private static final String PROFILE = "fabric/profile.json";

  @TempDir Path work;

  private Pilot pilot;
  private ChannelInProcess channel;

  @BeforeEach
  void start() throws Exception {
    pilot = Pilot.in(work);
    channel = new ChannelInProcess(work.resolve("fabric"));
    channel.profile("../log");
    trust();
  }

  @AfterEach
  void stop() {
    channel.close();
  }

  /** A trust list that names a fresh log, the channel, and the pilot's anchor. */
  private void trust() {
    String vkey =
        run(0, "ledger", "init", "log", "--origin", "log.example/sm3", "--password-file", "pw")
            .out()
            .lines()
            .filter(line -> line.startsWith("log.example/sm3+"))
            .findFirst()
            .orElseThrow();
    run(0, "trust", "init", "d.json", "--name-zh", "试点", "--name-en", "Pilot", "--pilot");
    run(
        0,
        "trust",
        "add",
        "anchor",
        "d.json",
        "keys/root.pem",
        "--use",
        "LICENCE,STATUS",
        "--no-revocation");
    run(0, "trust", "add", "ledger", "d.json", "--origin", "log.example/sm3", "--vkey", vkey);
    run(0, "trust", "add", "channel", "d.json", PROFILE);
    run(
        0,
        "trust",
        "sign",
        "d.json",
        "--key",
        "keys/trust-list.p12",
        "--password-file",
        "pw",
        "--out",
        "t.json");
  }

  private CliScript.Result run(int exit, String... arguments) {
    CliScript.Result result = Sessions.run(work, arguments);
    assertThat(result.exit()).as(List.of(arguments) + " " + result).isEqualTo(exit);
    return result;
  }

  private void register() {
    String[] command = {
      "fabric", "register", PROFILE, "--trust", "t.json", "--origin", "log.example/sm3"
    };
    assertThat(run(0, command).out()).contains("is registered on the channel agencies");
    // once more is no error
    run(0, command);
  }

  private void write(String name) throws IOException {
    Files.writeString(work.resolve(name), name);
  }

  private CliScript.Result anchor(int exit, String file) {
    return run(exit, "ledger", "anchor", "fabric:" + PROFILE, file, "--password-file", "pw");
  }

  @Test
  void a_file_is_anchored_once_the_log_is_registered() throws Exception {
    write("a.txt");
    // before the log is registered nothing leaves
    assertThat(anchor(69, "a.txt").err()).contains("UNKNOWN_ORIGIN");
    register();
    anchor(0, "a.txt");
    assertThat(run(0, "fabric", "get", PROFILE, "log.example/sm3").out())
        .startsWith("log.example/sm3\n1\n");
    assertThat(run(0, "fabric", "get", PROFILE, "log.example/sm3", "--size", "1").out())
        .startsWith("log.example/sm3\n1\n");
    String[] ninth = {"fabric", "get", PROFILE, "log.example/sm3", "--size", "9"};
    assertThat(run(65, ninth).err()).contains("NOT_FOUND");
  }

  @Test
  void licences_are_issued_on_the_channel_and_verified_offline() throws Exception {
    register();
    pilot.data("rows.ndjson", 2);
    run(
        0,
        "issue",
        "--type",
        Pilot.TYPE,
        "--data",
        "rows.ndjson",
        "--key",
        "keys/issuer.p12",
        "--password-file",
        "pw",
        "--out",
        "out",
        "--ledger",
        "fabric:" + PROFILE);
    channel.close();
    assertThat(
            Sessions.run(
                    work, "verify", "out", "--trust", "t.json", "--offline", "--output", "json")
                .out())
        .contains("\"FABRIC_WITNESSED\"")
        .doesNotContain("FABRIC_PROOF");
  }

  @Test
  void two_histories_are_refused_and_the_evidence_convinces_a_fourth_party() throws Exception {
    for (String name : List.of("a.txt", "b.txt", "c.txt")) {
      write(name);
    }
    register();
    anchor(0, "a.txt");
    // the operator copies log, head and key, and tells two stories of the same size
    copy("log", "two/log");
    for (String name : List.of("log.p12", "log.p12.head")) {
      Files.copy(work.resolve(name), work.resolve("two").resolve(name));
    }
    Files.writeString(
        work.resolve("fabric/two.json"),
        Files.readString(work.resolve(PROFILE)).replace("../log", "../two/log"));
    anchor(0, "b.txt");
    run(0, "ledger", "anchor", "two/log", "c.txt", "--password-file", "pw");
    assertThat(
            run(65, "ledger", "anchor", "fabric:fabric/two.json", "c.txt", "--password-file", "pw")
                .err())
        .contains("another history");
    // what the channel holds is set against what the operator shows
    Files.writeString(
        work.resolve("chain.note"), run(0, "fabric", "get", PROFILE, "log.example/sm3").out());
    run(1, "ledger", "monitor", "m", "two/log", "--trust", "t.json", "--seen", "chain.note");
    channel.close();
    try (var files = Files.list(work.resolve("m/evidence"))) {
      Path evidence = files.findFirst().orElseThrow();
      assertThat(run(1, "ledger", "fsck", evidence.toString(), "--trust", "t.json").out())
          .contains("signed two histories");
    }
  }

  private void copy(String from, String to) throws IOException {
    Path source = work.resolve(from);
    Files.createDirectories(work.resolve(to).getParent());
    try (var files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, work.resolve(to).resolve(source.relativize(file)));
      }
    }
  }
}
