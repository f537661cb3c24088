package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.seal.RawSeal;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random changes to packages: no exception, and acceptance only where nothing signed changed. */
class OfdMutationTest {
  private static final Pattern TOKEN =
      Pattern.compile("\"[^\"]*\"|>[^<>]+<|<[^<>]+>", Pattern.DOTALL);

  /** All but what lets an octet of a value change unseen. */
  private static final Set<OfdTolerance> BORNE =
      EnumSet.complementOf(EnumSet.of(OfdTolerance.UNUSED_BITS));

  /** One starting point and how it is judged. */
  private record Start(byte[] file, OfdFormat format, AcceptancePolicy policy) {
    VerificationReport judge(byte[] changed) {
      return OfdDesk.judge(changed, policy, format);
    }
  }

  private static List<Start> starts() throws Exception {
    RawSeal seal = new RawSeal(SealVersion.V1, Seals.MAKER, World.AGENCY, World.BORN, World.FAR);
    OfdFormat bearing = new OfdFormat().tolerating(BORNE);
    byte[] invoice = new Invoice().second().sign(0, seal).sign(1, seal).bytes();
    return List.of(
        new Start(new Invoice().sign(0, seal).bytes(), bearing, AcceptancePolicy.signatureOnly()),
        new Start(invoice, bearing, AcceptancePolicy.signatureOnly()),
        new Start(Sealed.approved().bytes(), new OfdFormat(), AcceptancePolicy.offline()));
  }

  @Test
  void a_few_random_changes() throws Exception {
    change(20261126, 40);
  }

  @Test
  @Tag("soak")
  void many_random_changes() throws Exception {
    change(System.nanoTime(), 20_000);
  }

  private static void change(long seed, int rounds) throws Exception {
    Random random = new Random(seed);
    for (Start start : starts()) {
      Map<String, byte[]> original = Tampering.entries(start.file());
      for (int i = 0; i < rounds; i++) {
        byte[] changed = changed(start.file(), random);
        String place = "seed " + seed + ", round " + i;
        VerificationReport report = start.judge(changed);
        String described = OfdDesk.describe(report);
        assertThat(described).as(place).doesNotContain("CHECK_FAILED_INTERNALLY");
        if (report.verdict() == Verdict.ACCEPTED) {
          assertThat(same(original, changed)).as(place + ": " + described).isTrue();
        }
      }
    }
  }

  /** Whether no entry but an open list is another than it was; evidence may also be gone. */
  private static boolean same(Map<String, byte[]> original, byte[] changed) throws Exception {
    OfdPackage parts = OfdPackage.open(Document.of(changed), Limits.DEFAULT, BORNE);
    for (String name : original.keySet()) {
      boolean open = name.endsWith(EvidenceFile.NAME) || name.endsWith("Signatures.xml");
      if (!open && !parts.holds(name, original.get(name))) {
        return false;
      }
    }
    return signed(parts.names()).equals(signed(original.keySet()))
        && original.keySet().containsAll(parts.names());
  }

  private static Set<String> signed(Set<String> names) {
    return names.stream()
        .filter(name -> !name.endsWith(EvidenceFile.NAME))
        .collect(Collectors.toSet());
  }

  private static byte[] changed(byte[] file, Random random) throws Exception {
    if (random.nextInt(4) == 0) {
      byte[] bytes = file.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return bytes;
    }
    Map<String, byte[]> entries = Tampering.entries(file);
    for (int i = random.nextInt(2); i >= 0; i--) {
      change(entries, random);
    }
    return Tampering.zip(entries);
  }

  private static String any(Map<String, byte[]> entries, Random random) {
    return new ArrayList<>(entries.keySet()).get(random.nextInt(entries.size()));
  }

  private static void change(Map<String, byte[]> entries, Random random) {
    String name = any(entries, random);
    byte[] bytes = entries.get(name);
    switch (random.nextInt(6)) {
      case 0 -> entries.remove(name);
      case 1 -> entries.put(name, entries.get(any(entries, random)));
      case 2 -> entries.put(name + random.nextInt(3), bytes);
      case 3 -> {
        byte[] flipped = Arrays.copyOf(bytes, Math.max(1, bytes.length));
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        entries.put(name, flipped);
      }
      case 4 -> entries.put(name, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      default -> entries.put(name, spliced(bytes, entries.get(any(entries, random)), random));
    }
  }

  /** Puts a token of one part into the place of, or beside, a token of another. */
  private static byte[] spliced(byte[] part, byte[] other, Random random) {
    List<String> tokens = tokens(other);
    String text = new String(part, StandardCharsets.UTF_8);
    List<String> own = tokens(part);
    if (tokens.isEmpty() || own.isEmpty() || !text.startsWith("<")) {
      return part;
    }
    String token = own.get(random.nextInt(own.size()));
    String with = tokens.get(random.nextInt(tokens.size()));
    String put = random.nextBoolean() ? with : token + with;
    return text.replaceFirst(Pattern.quote(token), Matcher.quoteReplacement(put))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> tokens(byte[] part) {
    String text = new String(part, StandardCharsets.UTF_8);
    return text.startsWith("<") && text.length() < 100_000
        ? TOKEN.matcher(text).results().limit(400).map(r -> r.group()).toList()
        : List.of();
  }
}
