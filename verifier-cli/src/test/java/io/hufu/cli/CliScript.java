package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One script of src/test/resources/cli: commands, and what must come of them (README there). */
final class CliScript {
  /** Runs a command and says what came of it. */
  @FunctionalInterface
  interface Runner {
    Result run(List<String> arguments, String input, Path directory, Clock clock) throws Exception;
  }

  /** What came of a command. */
  record Result(int exit, String out, String err) {}

  private final Runner runner;
  private final Path directory;
  private final Map<String, String> variables;
  private final StringBuilder input = new StringBuilder();
  private @Nullable Result last;
  private String command = "";
  private Clock clock = Clock.systemUTC();
  private boolean exitChecked = true;
  private int outAt;
  private int errAt;

  CliScript(Runner runner, Path directory, Map<String, String> variables) {
    this.runner = runner;
    this.directory = directory;
    this.variables = variables;
  }

  void play(String script) throws Exception {
    List<String> lines = Arrays.asList(script.split("\n", -1));
    int files = 0;
    while (files < lines.size() && !isFileHead(lines.get(files))) {
      files++;
    }
    writeFiles(lines.subList(files, lines.size()));
    for (int i = 0; i < files; i++) {
      step(lines.get(i), i + 1);
    }
    assertThat(exitChecked).as("the last command's exit code is checked").isTrue();
  }

  private void step(String line, int number) throws Exception {
    String head = line.split(" ", 2)[0];
    String rest = line.contains(" ") ? expand(line.substring(line.indexOf(' ') + 1)) : "";
    switch (head) {
      case "", "#" -> {}
      case "|" -> input.append(rest).append('\n');
      case "@" -> clock = Clock.fixed(Instant.parse(rest), ZoneOffset.UTC);
      case "$" -> run(rest);
      case "=" -> {
        exitChecked = true;
        assertThat(last().exit()).as(context(number)).isEqualTo(Integer.parseInt(rest));
      }
      case ">" -> outAt = find(last().out(), rest, outAt, number);
      case "!" -> errAt = find(last().err(), rest, errAt, number);
      case ">>" -> assertThat(last().out()).as(context(number)).isEmpty();
      case "!!" ->
          assertThat(last().err()).as(context(number)).isEqualTo(rest.isEmpty() ? "" : rest + "\n");
      case "+" -> assertThat(directory.resolve(rest)).as(context(number)).exists();
      case "-" -> assertThat(directory.resolve(rest)).as(context(number)).doesNotExist();
      default -> throw new IllegalArgumentException("line " + number + ": " + line);
    }
  }

  private void run(String line) throws Exception {
    assertThat(exitChecked).as("the exit code of: " + command).isTrue();
    List<String> words = words(line);
    if (!words.get(0).equals("hufu")) {
      throw new IllegalArgumentException("only hufu can be run: " + line);
    }
    command = line;
    last = runner.run(words.subList(1, words.size()), input.toString(), directory, clock);
    input.setLength(0);
    outAt = 0;
    errAt = 0;
    exitChecked = false;
  }

  private int find(String text, String wanted, int from, int number) {
    int at = text.indexOf(wanted, from);
    assertThat(at).as(context(number) + "\nwanted: " + wanted).isNotNegative();
    return at + wanted.length();
  }

  private String context(int number) {
    if (last == null) {
      return "line " + number;
    }
    return "line %d, after: %s%nstdout:%n%s%nstderr:%n%s"
        .formatted(number, command, last.out(), last.err());
  }

  private Result last() {
    if (last == null) {
      throw new IllegalArgumentException("nothing has run yet");
    }
    return last;
  }

  private String expand(String text) {
    String expanded = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      expanded = expanded.replace("$" + variable.getKey(), variable.getValue());
    }
    return expanded.replace("$HERE", directory.toString());
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean quoted = false;
    boolean any = false;
    for (char c : (line + " ").toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
        any = true;
      } else if (c == ' ' && !quoted) {
        if (any) {
          words.add(word.toString());
        }
        word.setLength(0);
        any = false;
      } else {
        word.append(c);
        any = true;
      }
    }
    return words;
  }

  private static boolean isFileHead(String line) {
    return line.startsWith("-- ") && line.endsWith(" --");
  }

  private void writeFiles(List<String> lines) throws IOException {
    int at = 0;
    while (at < lines.size()) {
      String head = lines.get(at);
      Path file = directory.resolve(head.substring(3, head.length() - 3));
      int end = at + 1;
      while (end < lines.size() && !isFileHead(lines.get(end))) {
        end++;
      }
      Files.createDirectories(file.getParent());
      String text = String.join("\n", lines.subList(at + 1, end));
      Files.writeString(file, text + (text.endsWith("\n") ? "" : "\n"), StandardCharsets.UTF_8);
      at = end;
    }
  }
}
