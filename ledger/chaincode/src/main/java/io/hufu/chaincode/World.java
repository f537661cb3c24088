package io.hufu.chaincode;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction of the contract sees of the channel.
 *
 * <p>No clock, no randomness and no order of maps: every peer must come to the same answer.
 */
public interface World {
  /** Returns the value under a key, or null; the read becomes part of what is endorsed. */
  @Nullable String get(String key);

  /** Writes a value. */
  void put(String key, String value);

  /** Makes later writes of a key need the endorsement of these organisations. */
  void protect(String key, Endorsers endorsers);

  /** Announces the transaction's one event. */
  void announce(String name, String payload);

  /** Returns the MSP identifier of whoever proposed the transaction. */
  String caller();
}
