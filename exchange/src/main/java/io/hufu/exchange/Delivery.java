package io.hufu.exchange;

/** What became of a package that was handed to a transport. Immutable. */
public sealed interface Delivery {
  /**
   * The recipient accepted it.
   *
   * @param receipt a signed delivery receipt, not yet verified
   */
  record Receipted(byte[] receipt) implements Delivery {}

  /**
   * The recipient refused it.
   *
   * @param code as the recipient says
   */
  record Refused(RefusalCode code) implements Delivery {}

  /** It was put where the recipient will find it; the receipt comes later. */
  record Left() implements Delivery {}
}
