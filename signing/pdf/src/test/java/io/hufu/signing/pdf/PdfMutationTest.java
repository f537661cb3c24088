package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Verdict;
import io.hufu.verification.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Signed files damaged at random: whatever comes out is judged without an exception, and accepted
 * only when every byte that the signature covers is the one that was signed.
 */
class PdfMutationTest {
  private static final Pattern OBJECT = Pattern.compile("(?s)\n(\\d+) 0 obj\n(.*?)\nendobj(?=\n)");

  /** What a later writer may say of itself in the document's description. */
  private static final Pattern WRITTEN = Pattern.compile("/(?:Producer|ModDate) \\([^)]*\\) ");

  /** What was signed, and how many of its bytes. */
  private record Original(byte[] file, int covered) {
    static Original whole(byte[] file) {
      return new Original(file, file.length);
    }

    /** The digits of the value stand in the gap; in another case they are the same value. */
    boolean covers(byte[] other) {
      String text = PdfDraft.latin(file).substring(0, covered);
      int open = text.indexOf('<', text.indexOf("/Contents", text.indexOf("/ByteRange")));
      int close = text.indexOf('>', open);
      return other.length >= covered
          && Arrays.equals(file, 0, open, other, 0, open)
          && Arrays.equals(file, close, covered, other, close, covered);
    }
  }

  private static final List<Original> ORIGINALS = originals();

  private static List<Original> originals() {
    byte[] approved = SignedPdf.approved();
    byte[] certified = SignedPdf.certified(1);
    byte[] compressed =
        SignedPdf.sign(
            SignedPdf.draft(SignedPdf.CATALOG, "")
                .objects(61, Map.of(18, "<< /A [1 2 3] >>"))
                .endWithStream(62, "/Root 1 0 R"),
            World.AGENCY);
    return List.of(
        Original.whole(approved),
        Original.whole(certified),
        Original.whole(compressed),
        new Original(PdfUpdatesTest.stamped(certified), certified.length));
  }

  @Test
  void damaged_bytes_are_never_accepted() {
    bytes(new Random().nextLong(), 250);
  }

  @Test
  @Tag("soak")
  void damaged_bytes_are_never_accepted_however_often() {
    bytes(new Random().nextLong(), 60_000);
  }

  private static void bytes(long seed, int rounds) {
    Random random = new Random(seed);
    for (int i = 0; i < rounds; i++) {
      Original original = ORIGINALS.get(random.nextInt(ORIGINALS.size()));
      byte[] file = original.file().clone();
      for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
        file = edited(file, random);
      }
      if (Judged.of(file).report().verdict() == Verdict.ACCEPTED) {
        assertThat(original.covers(file)).as("seed %d, round %d", seed, i).isTrue();
      }
    }
  }

  /** One edit: a bit, a digit, a run taken out, put in twice, moved, or brought from elsewhere. */
  private static byte[] edited(byte[] file, Random random) {
    int at = random.nextInt(file.length);
    int length = Math.min(1 + random.nextInt(60), file.length - at);
    byte[] run = Arrays.copyOfRange(file, at, at + length);
    switch (random.nextInt(6)) {
      case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> file[at] = (byte) ('0' + random.nextInt(10));
      case 2 -> {
        return spliced(file, at, length, new byte[0]);
      }
      case 3 -> {
        return spliced(file, random.nextInt(file.length), 0, run);
      }
      case 4 -> {
        byte[] other = ORIGINALS.get(random.nextInt(ORIGINALS.size())).file();
        int from = random.nextInt(other.length - 60);
        return spliced(file, at, length, Arrays.copyOfRange(other, from, from + length));
      }
      default -> {
        return spliced(file, file.length, 0, run);
      }
    }
    return file;
  }

  private static byte[] spliced(byte[] file, int at, int length, byte[] by) {
    byte[] spliced = new byte[file.length - length + by.length];
    System.arraycopy(file, 0, spliced, 0, at);
    System.arraycopy(by, 0, spliced, at, by.length);
    System.arraycopy(file, at + length, spliced, at + by.length, file.length - at - length);
    return spliced;
  }

  @Test
  void updates_that_replace_objects_are_never_accepted() {
    objects(new Random().nextLong(), 150);
  }

  @Test
  @Tag("soak")
  void updates_that_replace_objects_are_never_accepted_however_often() {
    objects(new Random().nextLong(), 30_000);
  }

  /** Well-made updates in which live objects take each other's place, or lose a part. */
  private static void objects(long seed, int rounds) {
    Random random = new Random(seed);
    byte[][] files = {SignedPdf.approved(), SignedPdf.certified(2), SignedPdf.certified(3)};
    Map<Integer, String> bodies = bodies(files[1]);
    List<Integer> numbers = new ArrayList<>(bodies.keySet());
    for (int i = 0; i < rounds; i++) {
      byte[] file = files[random.nextInt(files.length)];
      Map<Integer, String> own = bodies(file);
      PdfDraft update = PdfDraft.on(file);
      boolean changes = false;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int number = numbers.get(random.nextInt(numbers.size()));
        String body = bodies.get(numbers.get(random.nextInt(numbers.size())));
        body = random.nextBoolean() ? body : cut(body, random);
        update.put(number, body);
        changes |= own.containsKey(number) && !meaning(body).equals(meaning(own.get(number)));
      }
      byte[] updated = update.end("/Root 1 0 R /Info 14 0 R");
      Verdict verdict = Judged.of(updated).report().verdict();
      assertThat(changes && verdict == Verdict.ACCEPTED)
          .as("seed %d, round %d: %s", seed, i, PdfDraft.latin(updated).substring(file.length))
          .isFalse();
    }
  }

  /** Without what a later writer may say of itself: docs/formats/pdf-verification.md. */
  private static String meaning(String body) {
    return body.contains("/Title") ? WRITTEN.matcher(body).replaceAll("") : body;
  }

  private static Map<Integer, String> bodies(byte[] file) {
    Map<Integer, String> bodies = new HashMap<>();
    Matcher matcher = OBJECT.matcher(PdfDraft.latin(file));
    while (matcher.find()) {
      bodies.put(Integer.parseInt(matcher.group(1)), matcher.group(2));
    }
    return bodies;
  }

  /** Takes one entry of a dictionary out, mostly; what comes out need not be well made. */
  private static String cut(String body, Random random) {
    int slash = body.indexOf('/', random.nextInt(body.length()));
    int next = slash < 0 ? -1 : body.indexOf('/', slash + 1);
    return next < 0
        ? body.replaceFirst("/", "/X /X")
        : body.substring(0, slash) + body.substring(next);
  }
}
