package io.hufu.signing;

/**
 * Issues licences: validates, signs, time-stamps, anchors. Thread-safe.
 *
 * <p>Built once, used for every licence of an agency.
 */
public final class Issuer {
  private Issuer() {}
}
