package io.hufu.benchmarks;

import io.hufu.crypto.SigningKey;

/** Prints how large a signed list of 10⁷ licences is, by how many of them are not valid. */
public final class StatusListSizes {
  private StatusListSizes() {}

  /** Prints a table; takes no arguments. */
  public static void main(String[] arguments) {
    SigningKey key = StatusListData.key();
    System.out.println("not valid, of 1000\tsigned list, bytes\tbits a licence");
    for (int perThousand : new int[] {0, 1, 10, 50, 100, 200}) {
      int bytes = StatusListData.signed(StatusListData.values(10_000_000, perThousand), key).length;
      System.out.println(
          perThousand + "\t" + bytes + "\t" + Math.round(bytes * 8 / 10_000.0) / 1000.0);
    }
  }
}
