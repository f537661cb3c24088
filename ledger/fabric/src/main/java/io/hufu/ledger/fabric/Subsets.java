package io.hufu.ledger.fabric;

import java.util.ArrayList;
import java.util.List;

/** Lists the ways to take k of n organisations, the first ones first. */
final class Subsets {
  private static final int MOST = 200;

  private Subsets() {}

  static List<List<String>> of(List<String> names, int k) {
    List<List<String>> subsets = new ArrayList<>();
    choose(names, k, 0, List.of(), subsets);
    return subsets;
  }

  private static void choose(
      List<String> names, int k, int from, List<String> chosen, List<List<String>> subsets) {
    if (chosen.size() == k) {
      subsets.add(chosen);
      return;
    }
    for (int i = from; i <= names.size() - (k - chosen.size()) && subsets.size() < MOST; i++) {
      List<String> more = new ArrayList<>(chosen);
      more.add(names.get(i));
      choose(names, k, i + 1, List.copyOf(more), subsets);
    }
  }
}
