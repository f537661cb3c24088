package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about the log and the codes of its check name the same things. */
class LogPageTest {
  @Test
  void the_page_lists_every_code_with_its_level_and_no_other() throws Exception {
    String page = Files.readString(Path.of("../../docs/formats/log.md"));
    List<String> listed =
        Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (error|notice) \\|")
            .matcher(page)
            .results()
            .map((MatchResult row) -> row.group(1) + " " + row.group(2))
            .toList();
    assertThat(listed)
        .containsExactlyElementsOf(
            Stream.of(FsckFinding.Code.values())
                .map(code -> code + (code.error() ? " error" : " notice"))
                .toList());
  }
}
