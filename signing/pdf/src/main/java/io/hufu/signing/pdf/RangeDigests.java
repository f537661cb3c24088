package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.signing.pdf.ByteRangeRule.Ranges;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Digests of what the signatures of a file cover. All begin at its first byte, so that one pass
 * serves them all: the state of the digest is kept where a value begins, and goes on behind it up
 * to the end of that revision.
 */
final class RangeDigests {
  private static final int BLOCK = 1 << 16;

  private final FileWindow file;
  private final List<Ranges> ranges;
  private final Map<HashAlgorithm, Map<Ranges, byte[]>> known = new EnumMap<>(HashAlgorithm.class);

  RangeDigests(FileWindow file, List<Ranges> ranges) {
    this.file = file;
    this.ranges = new ArrayList<>(ranges);
    this.ranges.sort(Comparator.comparingLong(Ranges::before));
  }

  /** Returns the digest of one of the ranges that were given. */
  byte[] of(Ranges wanted, HashAlgorithm hash) throws IOException {
    Map<Ranges, byte[]> digests = known.get(hash);
    if (digests == null) {
      digests = compute(hash);
      known.put(hash, digests);
    }
    return Objects.requireNonNull(digests.get(wanted), "a range that was not given").clone();
  }

  private Map<Ranges, byte[]> compute(HashAlgorithm hash) throws IOException {
    Map<Ranges, byte[]> digests = new HashMap<>();
    MessageDigest prefix = hash.start();
    long position = 0;
    for (Ranges each : ranges) {
      update(prefix, position, each.before());
      position = each.before();
      MessageDigest whole = copy(prefix);
      update(whole, each.after(), each.end());
      digests.put(each, whole.digest());
    }
    return digests;
  }

  private void update(MessageDigest digest, long from, long to) throws IOException {
    for (long position = from; position < to; ) {
      int count = (int) Math.min(BLOCK, to - position);
      digest.update(file.read(position, count));
      position += count;
    }
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("a digest that cannot be copied", e);
    }
  }
}
