package io.hufu.crypto.log;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The definitions of RFC 9162 §2.1 as they stand there, slowly, sharing nothing with ours. */
final class NaiveTree {
  private final boolean sm3;

  NaiveTree(boolean sm3) {
    this.sm3 = sm3;
  }

  /** MTH(D_n). */
  byte[] root(List<byte[]> entries) {
    if (entries.isEmpty()) {
      return hash(new byte[0]);
    }
    if (entries.size() == 1) {
      return hash(new byte[] {0}, entries.get(0));
    }
    int k = split(entries.size());
    return hash(
        new byte[] {1}, root(entries.subList(0, k)), root(entries.subList(k, entries.size())));
  }

  /** PATH(m, D_n). */
  List<byte[]> path(int m, List<byte[]> entries) {
    if (entries.size() == 1) {
      return List.of();
    }
    int k = split(entries.size());
    List<byte[]> left = entries.subList(0, k);
    List<byte[]> right = entries.subList(k, entries.size());
    return m < k ? append(path(m, left), root(right)) : append(path(m - k, right), root(left));
  }

  /** PROOF(m, D_n). */
  List<byte[]> proof(int m, List<byte[]> entries) {
    return subproof(m, entries, true);
  }

  private List<byte[]> subproof(int m, List<byte[]> entries, boolean complete) {
    if (m == entries.size()) {
      return complete ? List.of() : List.of(root(entries));
    }
    int k = split(entries.size());
    List<byte[]> left = entries.subList(0, k);
    List<byte[]> right = entries.subList(k, entries.size());
    return m <= k
        ? append(subproof(m, left, complete), root(right))
        : append(subproof(m - k, right, false), root(left));
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<byte[]> append(List<byte[]> list, byte[] last) {
    List<byte[]> longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  private byte[] hash(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    byte[] input = all.toByteArray();
    if (sm3) {
      SM3Digest digest = new SM3Digest();
      digest.update(input, 0, input.length);
      byte[] out = new byte[32];
      digest.doFinal(out, 0);
      return out;
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
