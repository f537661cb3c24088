package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.SampleLicences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No personal number in file names, logs, inspect or default reports: of random licences of every
 * type, of rows that are refused, and of files that were changed.
 */
class PersonalNumbersTest {
  private static final long SEED = 20261126;

  /** Shorter ones are in any text by chance. */
  private static final Pattern NUMBER = Pattern.compile("[0-9A-Z][0-9-]{7,}[0-9Xx]");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private final Logger root = Logger.getLogger("");
  private final Logger ours = Logger.getLogger("io.hufu");
  private final StringBuilder logged = new StringBuilder();
  private final Handler handler =
      new Handler() {
        @Override
        public synchronized void publish(LogRecord entry) {
          logged.append(entry.getMessage()).append(' ').append(entry.getThrown()).append('\n');
          for (Object parameter :
              entry.getParameters() == null ? new Object[0] : entry.getParameters()) {
            logged.append(parameter).append('\n');
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final Set<String> numbers = new TreeSet<>();
  private final Map<String, String> shown = new HashMap<>();

  @TempDir Path directory;

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(directory.resolve("pw"), "secret\n");
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
    ours.setLevel(Level.ALL);
  }

  @AfterEach
  void stop() {
    root.removeHandler(handler);
    ours.setLevel(null);
  }

  @Test
  void no_personal_number_is_shown_unless_it_is_asked_for() throws Exception {
    run("pki", "init", "--dir", "keys", "--password-file", "pw");
    run(
        "pki",
        "issue",
        "--dir",
        "keys",
        "--id",
        "a",
        "--name",
        "示例机构",
        "--code",
        "11990102009902027L",
        "--password-file",
        "pw");
    run("trust", "init", "draft", "--name-zh", "名单", "--name-en", "List", "--pilot");
    run("trust", "add", "anchor", "draft", "keys/root.pem", "--use", "LICENCE", "--no-revocation");
    run(
        "trust",
        "sign",
        "draft",
        "--key",
        "keys/trust-list.p12",
        "--password-file",
        "pw",
        "--out",
        "trust");
    for (LicenceType type : Catalogue.shipped().types()) {
      issue(type);
    }
    changeOne();
    List<Path> files = files();
    assertThat(files.size()).isGreaterThan(20);
    for (Path file : files) {
      run("inspect", file.toString());
    }
    for (String output : List.of("text", "json")) {
      run("verify", "out", "--trust", "trust", "--output", output, "--lang", "zh-CN");
    }
    run("verify", files.get(0).toString(), "--trust", "trust", "--output", "html");
    names();
    judge();
  }

  private void run(String... arguments) {
    CliScript.Result result = Sessions.run(directory, arguments);
    assertThat(result.exit()).as(result.err()).isNotEqualTo(ExitCode.BUG);
    shown.merge(arguments[0], result.out() + result.err(), String::concat);
  }

  /** Two good rows, and three that are refused for what stands in them. */
  private void issue(LicenceType type) throws IOException {
    List<Licence> samples =
        SampleLicences.stream(type.id(), SEED + type.id().hashCode()).limit(5).toList();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      JsonObject row = samples.get(i).toJson();
      collect(samples.get(i), type);
      rows.append(new String(Json.compact(bent(row, i)), StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(directory.resolve("rows.ndjson"), rows);
    run(
        "issue",
        "--type",
        type.id(),
        "--data",
        "rows.ndjson",
        "--key",
        "keys/a.p12",
        "--password-file",
        "pw",
        "--out",
        "out",
        "--format",
        type.id().equals("marriage") ? "json,xml" : "json");
  }

  private static JsonObject bent(JsonObject row, int how) {
    JsonObject items = row.object("items").orElseThrow();
    return switch (how) {
      case 2 -> row.with("items", swapped(items)); // numbers where they do not belong
      case 3 -> row.with("certificateIssuedDate", row.get("certificateNumber").orElseThrow());
      case 4 -> row.with("certificateHolders", lastSignChanged(row));
      case 1 -> without(row, "certificateIdentifier");
      default -> row;
    };
  }

  private static JsonObject without(JsonObject row, String member) {
    Map<String, JsonValue> members = new LinkedHashMap<>(row.members());
    members.remove(member);
    return new JsonObject(members);
  }

  private static JsonObject swapped(JsonObject items) {
    JsonObject swapped = items;
    JsonValue last = new JsonText("13800138000");
    for (Map.Entry<String, JsonValue> item : items.members().entrySet()) {
      swapped = swapped.with(item.getKey(), last);
      last = item.getValue();
    }
    return swapped;
  }

  private static JsonArray lastSignChanged(JsonObject row) {
    List<JsonValue> holders = new ArrayList<>();
    for (JsonValue value : row.array("certificateHolders").orElseThrow()) {
      JsonObject holder = (JsonObject) value;
      String code = holder.text("certificateHolderCode").orElseThrow();
      String wrong = code.substring(0, code.length() - 1) + (code.endsWith("1") ? "2" : "1");
      boolean checked = holder.text("certificateHolderType").equals(Optional.of("111"));
      holders.add(checked ? holder.with("certificateHolderCode", new JsonText(wrong)) : holder);
    }
    return new JsonArray(holders);
  }

  /** What must not be shown: numbers of natural persons, wherever the licence has them. */
  private void collect(Licence licence, LicenceType type) {
    for (Licence.Holder holder : licence.holders()) {
      if (holder.isNaturalPerson()) {
        number(holder.code());
        number(holder.code().substring(0, holder.code().length() - 1));
      }
    }
    if (type.personalNumber()) {
      number(licence.number());
    }
    for (LicenceType.Field field : type.fields()) {
      if (field.personal()) {
        licence.items().get(field.name()).ifPresent(this::numbersIn);
      }
    }
  }

  private void numbersIn(JsonValue value) {
    if (value instanceof JsonText text) {
      NUMBER.matcher(text.value()).results().forEach(found -> number(found.group()));
    } else if (value instanceof JsonArray array) {
      array.items().forEach(this::numbersIn);
    } else if (value instanceof JsonObject object) {
      object.members().values().forEach(this::numbersIn);
    }
  }

  private void number(String number) {
    if (NUMBER.matcher(number).find() && !DATE.matcher(number).matches()) {
      numbers.add(number);
    }
  }

  /** A file that does not verify is shown as well. */
  private void changeOne() throws IOException {
    Path file =
        files().stream().filter(f -> f.toString().endsWith(".xml")).findFirst().orElseThrow();
    String text = Files.readString(file);
    Files.writeString(directory.resolve("out/changed.xml"), text.replaceFirst("示例", "示范"));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve("out"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void names() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      List<String> names = all.map(path -> directory.relativize(path).toString()).toList();
      shown.put("file names", String.join("\n", names));
    }
  }

  private void judge() {
    shown.put("logs", logged.toString());
    assertThat(numbers.size()).isGreaterThan(40);
    assertThat(shown.get("verify")).contains("\"hufu.report/1\"").contains("证照");
    shown.forEach(
        (where, text) ->
            assertThat(numbers.stream().filter(text::contains))
                .as("seed " + SEED + ", numbers in " + where)
                .isEmpty());
  }
}
