package io.hufu.chaincode;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A consistency proof as a witness is given it (C2SP tlog-witness): {@code old N}, then a hash a
 * line. Immutable.
 *
 * @param oldSize the size from which the proof leads
 */
record ConsistencyProof(long oldSize, List<byte[]> path) {
  private static final int MAX_PATH = 63;
  private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,18})");
  private static final Pattern HASH = Pattern.compile("[A-Za-z0-9+/]{43}=");

  ConsistencyProof {
    path = List.copyOf(path);
  }

  static ConsistencyProof parse(String text) {
    String[] lines = text.strip().split("\n", MAX_PATH + 2);
    Refusal.require(
        lines.length <= MAX_PATH + 1 && OLD.matcher(lines[0]).matches(),
        "a consistency proof is an old size and at most 63 hashes");
    List<byte[]> path = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      Refusal.require(HASH.matcher(lines[i]).matches(), "a hash of the proof is not 32 bytes");
      path.add(Base64.getDecoder().decode(lines[i]));
    }
    try {
      return new ConsistencyProof(Long.parseLong(lines[0].substring("old ".length())), path);
    } catch (NumberFormatException e) {
      throw new Refusal(Refusal.Code.INVALID_ARGUMENT, "the old size is out of range");
    }
  }
}
