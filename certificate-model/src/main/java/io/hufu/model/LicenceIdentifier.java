package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import java.util.regex.Pattern;

/**
 * A licence identifier (GB/T 36904): root, type, authority, serial, version, check. Immutable.
 *
 * @param type type code, 21 characters
 * @param authority issuing authority code; 18 characters (6 digits are read with a notice)
 * @param serial without dots; 1 to 64 of 0–9 and A–Z
 * @param version three digits from 001
 * @param check the check character as read; see {@link #state}
 */
public record LicenceIdentifier(
    String type, String authority, String serial, String version, char check) {
  /** The fixed root object identifier. */
  public static final String ROOT = "1.2.156.3005.2";

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int MODULUS = 36;
  private static final Pattern TYPE = Pattern.compile("[0-9A-Z]{21}");
  private static final Pattern AUTHORITY = Pattern.compile("[0-9A-Z]{18}|[0-9]{6}");
  private static final Pattern SERIAL = Pattern.compile("[0-9A-Z]{1,64}");
  private static final Pattern VERSION = Pattern.compile("(?!000)[0-9]{3}");

  /** What the check character says. */
  public enum CheckState {
    CORRECT,
    /** Matches the known wrong variant that is in use; a NOTICE, never made. */
    LEGACY_VARIANT,
    WRONG
  }

  /** Refuses parts that are outside the alphabet or of a wrong length. */
  public LicenceIdentifier {
    require(TYPE, type, "type code");
    require(AUTHORITY, authority, "issuing authority code");
    require(SERIAL, serial, "serial");
    require(VERSION, version, "version");
    if (ALPHABET.indexOf(check) < 0) {
      throw new IllegalArgumentException("licence identifier: check character is none of 0-9, A-Z");
    }
  }

  private static void require(Pattern pattern, String part, String name) {
    if (!pattern.matcher(part).matches()) {
      throw new IllegalArgumentException("licence identifier: " + name + " is not well-formed");
    }
  }

  /** Builds an identifier with the right check character (ISO 7064 MOD 37,36). */
  public static LicenceIdentifier of(String type, String authority, String serial, String version) {
    if (authority.length() != 18) {
      throw new IllegalArgumentException(
          "licence identifier: issuing authority code must be a unified social credit code");
    }
    char check = mod3736(type + authority + serial + version);
    return new LicenceIdentifier(type, authority, serial, version, check);
  }

  /** Parses from the right; a wrong check character is no parse error. */
  public static LicenceIdentifier parse(String text) throws MalformedDataException {
    String[] parts = new String[5];
    String rest = text;
    for (int i = parts.length - 1; i >= 0; i--) {
      int dot = rest.lastIndexOf('.');
      if (dot < 0) {
        throw new MalformedDataException("licence identifier: has less than six parts");
      }
      parts[i] = rest.substring(dot + 1);
      rest = rest.substring(0, dot);
    }
    if (!rest.equals(ROOT) || parts[4].length() != 1) {
      throw new MalformedDataException(
          "licence identifier: does not start with " + ROOT + " or end with one check character");
    }
    try {
      return new LicenceIdentifier(parts[0], parts[1], parts[2], parts[3], parts[4].charAt(0));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Tells whether the authority is named by a 6-digit region code, as one deployed system does. */
  public boolean namesAuthorityByRegion() {
    return authority.length() == 6;
  }

  /** Judges the check character. */
  public CheckState state() {
    String body = type + authority + serial + version;
    if (check == mod3736(body)) {
      return CheckState.CORRECT;
    }
    return check == legacy(body) ? CheckState.LEGACY_VARIANT : CheckState.WRONG;
  }

  /** Returns the full text with root and dots. */
  public String text() {
    return String.join(".", ROOT, type, authority, serial, version, String.valueOf(check));
  }

  @Override
  public String toString() {
    return text();
  }

  /** Computes the ISO 7064 hybrid system MOD 37,36 (GB/T 17710). */
  static char mod3736(String body) {
    int p = MODULUS;
    for (int i = 0; i < body.length(); i++) {
      int sum = (p + valueOf(body.charAt(i))) % MODULUS;
      p = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
    }
    return ALPHABET.charAt((MODULUS + 1 - p) % MODULUS);
  }

  /**
   * Computes the wrong variant in use: letters count 11 to 36, a sum over a letter is first reduced
   * by 37, and the result is read one place to the left.
   */
  private static char legacy(String body) {
    int p = MODULUS;
    for (int i = 0; i < body.length(); i++) {
      int value = valueOf(body.charAt(i));
      int sum = p + value;
      if (value >= 10) {
        sum++;
        sum = sum > MODULUS + 1 ? sum % (MODULUS + 1) : sum;
      }
      sum %= MODULUS;
      p = (sum == 0 ? MODULUS : sum) * 2 % (MODULUS + 1);
    }
    return ALPHABET.charAt(MODULUS - p);
  }

  private static int valueOf(char c) {
    int value = ALPHABET.indexOf(c);
    if (value < 0) {
      throw new IllegalArgumentException("MOD 37,36 knows 0-9 and A-Z only");
    }
    return value;
  }
}
