package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages show code that compiles: each Java block stands, line by line, in an example. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SHOWN =
      Pattern.compile("// README: \\w+\n(.*?) *// README: end", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void every_java_block_of_the_page_is_compiled_in_an_example(String page) throws IOException {
    StringBuilder source = new StringBuilder();
    for (String example : List.of("IssueAndVerify", "AcceptAtTheDesk")) {
      source.append(
          Files.readString(Path.of("src/main/java/io/hufu/examples/" + example + ".java")));
    }
    assertThat(blocks(BLOCK, Files.readString(ROOT.resolve(page))))
        .isEqualTo(blocks(SHOWN, source.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void every_module_of_the_build_is_in_the_table_of_the_page(String page) throws IOException {
    String text = Files.readString(ROOT.resolve(page));
    Matcher module =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    List<String> missing = new ArrayList<>();
    while (module.find()) {
      if (!text.contains("`" + module.group(1) + "`")) {
        missing.add(module.group(1));
      }
    }
    assertThat(missing).isEmpty();
  }

  private static List<String> blocks(Pattern pattern, String text) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      blocks.add(matcher.group(1).stripTrailing().stripIndent());
    }
    return blocks;
  }
}
