package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is called changes nothing of what it is found to be. */
class MisnamedFilesTest {
  private static final List<String> CARRIERS = List.of("json", "xml", "pdf", "ofd");

  @TempDir Path work;

  @Test
  void a_licence_of_each_format_is_found_under_every_other_name() throws Exception {
    Pilot pilot = Pilot.in(work);
    pilot.data("rows.ndjson", 1);
    pilot.must(
        "pki",
        "seal",
        "--dir",
        "keys",
        "--id",
        "issuer",
        "--name",
        "示例市市场监督管理局",
        "--password-file",
        "pw");
    List<String> issue = pilot.issue("rows.ndjson", "out");
    issue.addAll(List.of("--format", String.join(",", CARRIERS), "--seal", "keys/issuer.esl"));
    CliScript.Result issued = pilot.run(issue);
    assertThat(issued.exit()).as(issued.toString()).isZero();
    assertThat(pilot.files("out")).hasSizeGreaterThanOrEqualTo(CARRIERS.size());
    trust(pilot);
    for (Path file : pilot.files("out")) {
      String name = file.getFileName().toString();
      String carrier = name.substring(name.lastIndexOf('.') + 1);
      if (!CARRIERS.contains(carrier)) {
        continue;
      }
      String expected = report(pilot, file);
      assertThat(expected).contains("\"carrier\": \"" + carrier + "\"");
      for (String other : CARRIERS) {
        assertThat(report(pilot, Files.copy(file, fresh("a." + carrier + "." + other))))
            .as(carrier + " as " + other)
            .isEqualTo(expected);
      }
      assertThat(report(pilot, Files.copy(file, fresh("p7s")))).isEqualTo(expected);
    }
  }

  @Test
  void names_make_no_format_of_what_is_none() throws Exception {
    Pilot pilot = Pilot.in(work);
    trust(pilot);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("licence.json"));
      write(out, "{}");
    }
    for (byte[] content : List.of(zip.toByteArray(), "hello".getBytes(StandardCharsets.UTF_8))) {
      for (String extension : List.of("json", "xml", "pdf", "ofd", "p7s", "asice", "jws")) {
        Path file = Files.write(fresh("x." + extension), content);
        assertThat(report(pilot, file)).as(extension).contains("\"carrier\": \"unknown\"");
      }
    }
  }

  private static void write(OutputStream out, String text) throws Exception {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void trust(Pilot pilot) {
    pilot.must("trust", "init", "draft.json", "--name-zh", "试点名单", "--name-en", "Pilot list");
    pilot.must("trust", "add", "anchor", "draft.json", "keys/root.pem", "--use", "LICENCE");
    pilot.must(
        "trust",
        "sign",
        "draft.json",
        "--key",
        "keys/trust-list.p12",
        "--password-file",
        "pw",
        "--out",
        "trust.json");
  }

  private Path fresh(String name) throws Exception {
    return Files.createTempDirectory(work, "renamed").resolve(name);
  }

  /** The report but for the file's name. */
  private static String report(Pilot pilot, Path file) {
    CliScript.Result result =
        pilot.run(
            List.of(
                "verify",
                file.toString(),
                "--trust",
                "trust.json",
                "--offline",
                "--output",
                "json",
                "--known-at",
                "2026-12-01T00:00:00Z"));
    assertThat(result.err()).isEmpty();
    return result.exit() + result.out().replaceFirst("\"file\": .*", "");
  }
}
