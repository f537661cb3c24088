package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import io.hufu.model.ResidentIdNumber;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever has every identity number of a county and every licence number of a year, and all that a
 * log publishes, can match nothing.
 *
 * <p>What the guesser computes is what a log without salts would hold: digests of a number, of the
 * number as a licence writes it, and entries and leaves over those digests. The step by which the
 * dictionary is walked is prime to its periods, so every date and every sequence number occurs; the
 * soak walks it all.
 */
class DictionaryTest {
  private static final String COUNTY = "990102";

  /** Anchored as files whose whole content is a number: nothing could be easier to guess. */
  private static final List<String> KNOWN =
      List.of(
          ResidentIdNumber.complete(COUNTY + "19900101" + "001"),
          ResidentIdNumber.complete(COUNTY + "20240229" + "998"),
          "JY29901020000001");

  @TempDir Path folder;

  private final HashAlgorithm hash = HashAlgorithm.SM3;
  private final Set<Long> published = new HashSet<>();
  private PilotTown town;
  private long guesses;

  @BeforeEach
  void anchor() throws Exception {
    town = new PilotTown(Suite.SM, folder);
    for (int i = 0; i < 3; i++) {
      town.issue();
    }
    for (String number : KNOWN) {
      town.ledger.anchorFile(hash.digest(utf8(number)));
    }
    try (Stream<Path> files = Files.walk(folder.resolve("ledger"))) {
      files
          .filter(Files::isRegularFile)
          .filter(f -> !f.toString().contains("private"))
          .forEach(this::take);
    }
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  /** Takes every eight bytes of a public file in, at whatever place they stand. */
  private void take(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      for (int at = 0; at + Long.BYTES <= bytes.limit(); at++) {
        published.add(bytes.getLong(at));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether anything that can be computed from a number alone is in the log. */
  private boolean matches(String number) {
    guesses++;
    byte[] plain = hash.digest(utf8(number));
    byte[] quoted = hash.digest(utf8("\"" + number + "\""));
    for (byte[] digest : List.of(plain, quoted)) {
      if (in(digest) || in(MerkleTree.leafHash(hash, digest)) || in(unsalted(digest).digest())) {
        return true;
      }
    }
    return in(MerkleTree.leafHash(hash, unsalted(plain).encoded()));
  }

  private boolean in(byte[] digest) {
    return published.contains(ByteBuffer.wrap(digest).getLong());
  }

  private LogEntry unsalted(byte[] digest) {
    return new LogEntry(LogEntry.Kind.OTHER_FILE, hash, digest, new byte[32], new byte[0]);
  }

  private void identityNumbers(int step, Consumer<String> each) {
    LocalDate first = LocalDate.of(1926, 1, 1);
    long days = LocalDate.of(2026, 12, 31).toEpochDay() - first.toEpochDay() + 1;
    for (long at = 0; at < days * 1000; at += step) {
      String date = first.plusDays(at / 1000).format(DateTimeFormatter.BASIC_ISO_DATE);
      String sequence = String.format(Locale.ROOT, "%03d", at % 1000);
      each.accept(ResidentIdNumber.complete(COUNTY + date + sequence));
    }
  }

  private void licenceNumbers(int step, Consumer<String> each) {
    for (int kind = 1; kind <= 3; kind++) {
      for (int at = 0; at < 10_000_000; at += step) {
        each.accept("JY" + kind + COUNTY + String.format(Locale.ROOT, "%07d", at));
      }
    }
  }

  private void assertNothingMatches(int step) {
    List<String> found = new ArrayList<>();
    Consumer<String> guess =
        number -> {
          if (matches(number)) {
            found.add(number);
          }
        };
    KNOWN.forEach(guess);
    texts(town.licence.toJson(), guess);
    identityNumbers(step, guess);
    licenceNumbers(step, guess);
    System.out.println(guesses + " guesses against " + published.size() + " published values");
    assertThat(found).isEmpty();
  }

  /** Every text of the licence itself: the guesser may know all but its salts. */
  private static void texts(JsonValue value, Consumer<String> each) {
    if (value instanceof JsonValue.JsonText text) {
      each.accept(text.value());
    } else if (value instanceof JsonValue.JsonArray array) {
      array.items().forEach(item -> texts(item, each));
    } else if (value instanceof JsonValue.JsonObject object) {
      object.members().values().forEach(member -> texts(member, each));
    }
  }

  @Test
  void nothing_on_the_log_can_be_matched_to_a_dictionary() {
    assertNothingMatches(3001);
  }

  @Test
  @Tag("soak")
  void nothing_on_the_log_can_be_matched_to_the_whole_dictionary() {
    assertNothingMatches(1);
  }

  @Test
  void a_log_that_digested_numbers_without_salt_would_be_matched() throws Exception {
    // the search itself: what it looks for is found where somebody puts it
    town.ledger.anchor(List.of(unsalted(hash.digest(utf8(KNOWN.get(0))))));
    take(folder.resolve("ledger/tile/entries/000.p/7"));
    List<String> found = new ArrayList<>();
    for (String number : KNOWN) {
      if (matches(number)) {
        found.add(number);
      }
    }
    assertThat(found).containsExactly(KNOWN.get(0));
  }

  @Test
  void the_same_licence_and_the_same_file_elsewhere_give_other_entries() throws Exception {
    byte[] one = town.ledger.anchorFile(hash.digest(utf8(KNOWN.get(0)))).salt();
    try (PilotTown other = new PilotTown(Suite.SM, Files.createDirectory(folder.resolve("b")))) {
      AnchorReceipt receipt = other.ledger.anchorFile(hash.digest(utf8(KNOWN.get(0))));
      assertThat(receipt.salt()).isNotEqualTo(one);
    }
    // three issues of one licence: three entries, no two alike
    assertThat(town.ledger.size()).isEqualTo(6);
  }
}
