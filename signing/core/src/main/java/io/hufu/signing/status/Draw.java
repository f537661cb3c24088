package io.hufu.signing.status;

import java.util.BitSet;
import java.util.Random;

/**
 * Draws free places at random, so that neighbours in a list have nothing in common.
 *
 * <p>A list is used up to one half: then a draw takes two tries on average, and who reads the list
 * cannot count the licences. Not thread-safe.
 */
final class Draw {
  private final int size;
  private int list;
  private BitSet taken;

  Draw(int list, BitSet taken, int size) {
    this.list = list;
    this.taken = (BitSet) taken.clone();
    this.size = size;
  }

  /** A free place. */
  record Place(int list, int index) {}

  Place next(Random random) {
    if (taken.cardinality() * 2L >= size) {
      list++;
      taken = new BitSet();
    }
    int index;
    do {
      index = random.nextInt(size);
    } while (taken.get(index));
    taken.set(index);
    return new Place(list, index);
  }
}
