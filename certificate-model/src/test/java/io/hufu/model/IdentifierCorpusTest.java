package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes found in public material; the second column says whether the check character is right. */
class IdentifierCorpusTest {
  /** The one wrong row of the corpus whose character the known variant computes. */
  private static final String LEGACY_SERIAL = "209FA4E88F9E4C878F3E9BED2CE7EA49";

  @Test
  void licence_identifiers_are_judged_as_the_table_says() throws Exception {
    List<String> rows = rows("cn-identifiers/licence-ids.tsv");
    assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
    for (String row : rows) {
      String[] cells = row.split("\t");
      if (!cells[0].startsWith(LicenceIdentifier.ROOT)) {
        assertThat(isGridRight(cells[0])).as(row).isEqualTo(cells[1].equals("yes"));
      } else if (cells[1].equals("malformed")) {
        assertThatThrownBy(() -> LicenceIdentifier.parse(cells[0]))
            .as(row)
            .isInstanceOf(MalformedDataException.class);
      } else {
        LicenceIdentifier identifier = LicenceIdentifier.parse(cells[0]);
        assertThat(identifier.text()).isEqualTo(cells[0]);
        assertThat(identifier.state()).as(row).isEqualTo(expected(identifier, cells[1]));
        if (cells[1].startsWith("no (")) {
          String body =
              identifier.type()
                  + identifier.authority()
                  + identifier.serial()
                  + identifier.version();
          assertThat(LicenceIdentifier.mod3736(body)).isEqualTo(cells[1].charAt(4));
        }
      }
    }
  }

  private static LicenceIdentifier.CheckState expected(LicenceIdentifier identifier, String cell) {
    if (cell.equals("yes")) {
      return LicenceIdentifier.CheckState.CORRECT;
    }
    return identifier.serial().equals(LEGACY_SERIAL)
        ? LicenceIdentifier.CheckState.LEGACY_VARIANT
        : LicenceIdentifier.CheckState.WRONG;
  }

  /** GRid identifiers use the same algorithm; the row is written with hyphens. */
  private static boolean isGridRight(String grid) {
    String plain = grid.replace("-", "");
    int last = plain.length() - 1;
    return LicenceIdentifier.mod3736(plain.substring(0, last)) == plain.charAt(last);
  }

  @Test
  void social_credit_codes_are_judged_as_the_table_says() throws Exception {
    List<String> rows = rows("cn-identifiers/uscc.tsv");
    assertThat(rows).hasSizeGreaterThanOrEqualTo(14);
    for (String row : rows) {
      String[] cells = row.split("\t");
      assertThat(UnifiedSocialCreditCode.isValid(cells[0]))
          .as(row)
          .isEqualTo(cells[1].startsWith("yes"));
    }
  }

  private static List<String> rows(String table) throws Exception {
    return Files.readAllLines(Corpus.file(table)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
