package io.hufu.model;

/**
 * Where the status of a licence is kept. Immutable.
 *
 * @param list URI of the status list
 * @param index position in the list, not negative
 */
public record StatusReference(String list, long index) {
  /** Refuses a negative index. */
  public StatusReference {
    if (index < 0 || list.isEmpty()) {
      throw new IllegalArgumentException("status reference without list or index");
    }
  }
}
