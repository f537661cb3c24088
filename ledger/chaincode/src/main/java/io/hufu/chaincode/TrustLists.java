package io.hufu.chaincode;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Keeps the digests of trust lists in one chain; the first publisher's organisation owns it. */
final class TrustLists {
  private static final Pattern DIGEST = Pattern.compile("(sm3|sha-256):[0-9a-f]{64}");

  private final World world;

  TrustLists(World world) {
    this.world = world;
  }

  /** One version as it is kept, a line each. */
  private record Entry(long version, String digest, String previous, String owner) {
    String text() {
      return version + "\n" + digest + "\n" + previous + "\n" + owner + "\n";
    }

    static Entry parse(String text) {
      List<String> lines = text.lines().toList();
      return new Entry(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2), lines.get(3));
    }
  }

  /**
   * Publishes a version.
   *
   * @param previous digest of the version before; {@code -} for the first
   */
  String publish(String version, String digest, String previous) {
    Entry entry = new Entry(Numbers.size(version), digest, previous, world.caller());
    Entry head = entry(world.get(StateKey.trustHead()));
    Refusal.require(DIGEST.matcher(digest).matches(), "a digest is sm3: or sha-256: and hex");
    if (head != null && !head.owner().equals(entry.owner())) {
      throw new Refusal(
          Refusal.Code.NOT_THE_OWNER, "only " + head.owner() + " publishes the trust list");
    }
    if (head != null && entry.version() <= head.version()) {
      return again(entry, head);
    }
    String before = head == null ? "-" : head.digest();
    if (!before.equals(previous)) {
      throw new Refusal(
          Refusal.Code.CONFLICT,
          head == null ? 0 : head.version(),
          "is the version before, with digest " + before);
    }
    world.put(StateKey.trustHead(), entry.text());
    world.put(StateKey.trustList(entry.version()), entry.text());
    world.announce("trustlist", entry.text());
    return Origins.DONE;
  }

  private String again(Entry entry, Entry head) {
    Entry there = entry(world.get(StateKey.trustList(entry.version())));
    if (there == null) {
      throw new Refusal(Refusal.Code.CONFLICT, head.version(), "is the newest version");
    }
    if (!there.equals(entry)) {
      throw new Refusal(Refusal.Code.INCONSISTENT, entry.version(), "is held with another digest");
    }
    return Origins.PRESENT;
  }

  /** Returns version, digest, digest of the version before and owner, a line each. */
  String get(String version) {
    return Refusal.found(
        world.get(StateKey.trustList(Numbers.size(version))),
        Refusal.Code.NOT_FOUND,
        "no such version of the trust list");
  }

  private static @Nullable Entry entry(@Nullable String text) {
    return text == null ? null : Entry.parse(text);
  }
}
