package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.jose.Json;
import io.hufu.model.Licence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A pilot in a directory, made by the commands themselves: keys, ledger, data to issue from. */
record Pilot(Path directory) {
  static final String TYPE = "food-operation";

  /** Makes keys of the authority that issues the type, a ledger, and a password file. */
  static Pilot in(Path directory) throws IOException {
    Files.writeString(directory.resolve("pw"), "secret\n");
    Pilot pilot = new Pilot(directory);
    pilot.must("pki", "init", "--dir", "keys", "--password-file", "pw");
    SampleAuthority issuer = SampleLicences.issuerOf(TYPE).orElseThrow();
    pilot.must(
        "pki",
        "issue",
        "--dir",
        "keys",
        "--id",
        "issuer",
        "--name",
        issuer.nameZh(),
        "--code",
        issuer.code(),
        "--password-file",
        "pw");
    pilot.must(
        "ledger", "init", "ledger", "--origin", "test.hufu.example/sm3", "--password-file", "pw");
    return pilot;
  }

  /** Writes the first samples of the type as NDJSON. */
  Path data(String name, int count) throws IOException {
    String lines =
        SampleLicences.stream(TYPE, 7)
            .limit(count)
            .map(Licence::toJson)
            .map(json -> new String(Json.compact(json), StandardCharsets.UTF_8))
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(directory.resolve(name), lines);
  }

  /** The command line that issues into a directory, anchored. */
  List<String> issue(String data, String out) {
    return new ArrayList<>(
        List.of(
            "issue",
            "--type",
            TYPE,
            "--data",
            data,
            "--key",
            "keys/issuer.p12",
            "--password-file",
            "pw",
            "--out",
            out,
            "--ledger",
            "ledger"));
  }

  CliScript.Result run(List<String> arguments) {
    return Sessions.run(directory, arguments.toArray(String[]::new));
  }

  CliScript.Result must(String... arguments) {
    CliScript.Result result = Sessions.run(directory, arguments);
    assertThat(result.exit()).as(result.toString()).isEqualTo(ExitCode.DONE);
    return result;
  }

  List<Path> files(String out) throws IOException {
    try (var files = Files.list(directory.resolve(out))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
