package io.hufu.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Corpus;
import io.hufu.crypto.MalformedDataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** JSONTestSuite: y_ is taken, n_ refused, i_ either; docs/vectors.md gives the differences. */
class JsonTestSuiteTest {
  /** Valid JSON that is not I-JSON; each with its reason in docs/vectors.md. */
  private static final Set<String> REFUSED_THOUGH_VALID =
      Set.of(
          "y_object_duplicated_key.json",
          "y_object_duplicated_key_and_value.json",
          "y_number.json",
          "y_number_real_capital_e.json",
          "y_number_real_exponent.json",
          "y_number_real_fraction_exponent.json",
          "y_object_extreme_numbers.json");

  /** What the suite leaves open and Hufu takes. */
  private static final Set<String> TAKEN_THOUGH_OPEN = Set.of();

  @Test
  void each_file_has_the_expected_outcome() throws Exception {
    List<Path> files = Corpus.files(Corpus.folder("jsontestsuite/test_parsing"), ".json");
    assertThat(files).hasSizeGreaterThan(300);
    List<String> unexpected = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      boolean expected =
          name.startsWith("y_")
              ? !REFUSED_THOUGH_VALID.contains(name)
              : TAKEN_THOUGH_OPEN.contains(name);
      if (taken(Files.readAllBytes(file)) != expected) {
        unexpected.add(name);
      }
    }
    assertThat(unexpected).isEmpty();
  }

  private static boolean taken(byte[] json) {
    try {
      Json.parse(json);
      return true;
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
