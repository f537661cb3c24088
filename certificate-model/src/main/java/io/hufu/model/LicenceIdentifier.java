package io.hufu.model;

import io.hufu.crypto.MalformedDataException;

/**
 * A licence identifier (GB/T 36904): root, type, authority, serial, version, check. Immutable.
 *
 * @param type type code, 21 characters
 * @param authority issuing authority code; 18 characters (6 digits are read with a notice)
 * @param serial without dots
 * @param version three digits from 001
 * @param check the check character as read; see {@link #state}
 */
public record LicenceIdentifier(
    String type, String authority, String serial, String version, char check) {
  /** The fixed root object identifier. */
  public static final String ROOT = "1.2.156.3005.2";

  /** What the check character says. */
  public enum CheckState {
    CORRECT,
    /** Matches the known wrong variant that is in use; a NOTICE, never made. */
    LEGACY_VARIANT,
    WRONG
  }

  /** Builds an identifier with the right check character (ISO 7064 MOD 37,36). */
  public static LicenceIdentifier of(String type, String authority, String serial, String version) {
    throw new AssertionError("skeleton");
  }

  /** Parses from the right; a wrong check character is no parse error. */
  public static LicenceIdentifier parse(String text) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Judges the check character. */
  public CheckState state() {
    throw new AssertionError("skeleton");
  }

  /** Returns the full text with root and dots. */
  public String text() {
    throw new AssertionError("skeleton");
  }
}
