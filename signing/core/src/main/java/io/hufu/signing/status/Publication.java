package io.hufu.signing.status;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The status lists of one epoch, signed. Immutable.
 *
 * @param epoch number of the publication, from 1
 * @param thisUpdate when it was made, whole seconds
 * @param nextUpdate when its tokens expire
 * @param tokens compact JWS in ASCII by the URI of the list, in the order of the URIs
 * @param epochs the signed epoch of each list, by the same URIs: what is to be anchored
 */
public record Publication(
    long epoch,
    Instant thisUpdate,
    Instant nextUpdate,
    Map<String, byte[]> tokens,
    Map<String, byte[]> epochs) {
  /** Copies the maps. */
  public Publication {
    tokens = Collections.unmodifiableMap(new TreeMap<>(tokens));
    epochs = Collections.unmodifiableMap(new TreeMap<>(epochs));
  }
}
