package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.ledger.fabric.ChannelInProcess;
import io.hufu.ledger.fabric.FabricLedger;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.TrustList;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever has every identity number of a county and every licence number of a year, all that a log
 * publishes and all that a channel's members can read, can match nothing.
 *
 * <p>What the guesser computes is what a log or a chain without salts would hold: a number itself,
 * its digests by either hash and by one over the other, the number as a licence writes it or a file
 * ends, and entries and leaves over those digests; as bytes, in hex and in base64. The step by
 * which the dictionary is walked is prime to its periods, so every date and every sequence number
 * occurs; the soak walks it all.
 */
class DictionaryTest {
  private static final String COUNTY = "990102";

  /** Anchored as files whose whole content is a number: nothing could be easier to guess. */
  private static final List<String> KNOWN =
      List.of(
          ResidentIdNumber.complete(COUNTY + "19900101" + "001"),
          ResidentIdNumber.complete(COUNTY + "20240229" + "998"),
          "JY29901020000001");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{17,}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{15,}");

  @TempDir Path folder;

  private final HashAlgorithm hash = HashAlgorithm.SM3;
  private final Set<Long> published = new HashSet<>();
  private PilotTown town;
  private ChannelInProcess channel;
  private FabricLedger chained;
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
    channel = new ChannelInProcess(folder.resolve("channel"));
    channel.register(TrustList.parse(town.trustList, null).ledger(town.ledger.origin()).get());
    chained = channel.around(town.ledger);
    assertThat(channel.contents()).hasSizeGreaterThan(4);
    channel.contents().forEach(this::take);
    try (Stream<Path> files = Files.walk(folder.resolve("ledger"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().contains("private")) {
          take(Files.readAllBytes(file));
        }
      }
    }
  }

  @AfterEach
  void close() throws Exception {
    chained.close();
    channel.close();
    town.close();
  }

  /** Takes every eight bytes in, at whatever place they stand, and what hex and base64 hide. */
  private void take(byte[] bytes) {
    windows(bytes);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (Matcher run = HEX.matcher(text); run.find(); ) {
      for (int from = 0; from < 2; from++) {
        String digits = run.group().substring(from);
        windows(HexFormat.of().parseHex(digits, 0, digits.length() & ~1));
      }
    }
    for (Matcher run = BASE64.matcher(text); run.find(); ) {
      for (int from = 0; from < 4; from++) {
        String digits = run.group().substring(from).replace('-', '+').replace('_', '/');
        windows(Base64.getDecoder().decode(digits.substring(0, digits.length() & ~3)));
      }
    }
  }

  private void windows(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    for (int at = 0; at + Long.BYTES <= buffer.limit(); at++) {
      published.add(buffer.getLong(at));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether anything that can be computed from a number alone is published. */
  private boolean matches(String number) {
    guesses++;
    byte[] plain = utf8(number);
    byte[] sm3 = hash.digest(plain);
    byte[] sha256 = HashAlgorithm.SHA_256.digest(plain);
    return (plain.length >= Long.BYTES && in(plain))
        || anchored(sm3)
        || anchored(hash.digest(utf8("\"" + number + "\"")))
        || in(sha256)
        || in(HashAlgorithm.SHA_256.digest(utf8("\"" + number + "\"")))
        || in(HashAlgorithm.SHA_256.digest(utf8(number + "\n")))
        || in(hash.digest(utf8(number + "\n")))
        || in(hash.digest(sha256))
        || in(HashAlgorithm.SHA_256.digest(sm3))
        || in(MerkleTree.leafHash(HashAlgorithm.SHA_256, sha256));
  }

  /** A digest itself, or what a log would make of it if it drew no salt. */
  private boolean anchored(byte[] digest) {
    return in(digest)
        || in(MerkleTree.leafHash(hash, digest))
        || in(unsalted(digest).digest())
        || in(MerkleTree.leafHash(hash, unsalted(digest).encoded()));
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
  void nothing_on_the_log_or_the_chain_can_be_matched_to_a_dictionary() {
    assertNothingMatches(3001);
  }

  @Test
  @Tag("soak")
  void nothing_on_the_log_or_the_chain_can_be_matched_to_the_whole_dictionary() {
    assertNothingMatches(1);
  }

  @Test
  void a_log_that_digested_numbers_without_salt_would_be_matched() throws Exception {
    // the search itself: what it looks for is found where somebody puts it
    chained.anchor(List.of(unsalted(hash.digest(utf8(KNOWN.get(0))))));
    take(Files.readAllBytes(folder.resolve("ledger/tile/entries/000.p/7")));
    assertThat(KNOWN.stream().filter(this::matches)).containsExactly(KNOWN.get(0));
  }

  @Test
  void a_chain_that_carried_digests_of_numbers_would_be_matched() {
    take(utf8("anchor " + HexFormat.of().formatHex(hash.digest(utf8(KNOWN.get(0))))));
    byte[] sha256 = HashAlgorithm.SHA_256.digest(utf8(KNOWN.get(1)));
    take(utf8("{\"root\":\"" + Base64.getUrlEncoder().encodeToString(sha256) + "\"}"));
    take(utf8("put licence " + KNOWN.get(2)));
    assertThat(KNOWN).allMatch(this::matches);
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
