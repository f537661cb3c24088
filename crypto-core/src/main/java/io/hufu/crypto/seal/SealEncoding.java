package io.hufu.crypto.seal;

/** How the value of a seal's signature is encoded, once it verified. */
public enum SealEncoding {
  /** SEQUENCE of r and s, as GM/T 0009 has it. */
  DER,
  /** 64 octets r‖s: seen in the field, not in the standard. */
  RAW,
  /** Either form, in a BIT STRING that states unused bits or lost its last zero octets. */
  UNUSED_BITS,
  /** The algorithm that is named, or the certificate's key, is none that is computed here. */
  NOT_COMPUTED,
  /** The value does not verify in any known form. */
  NONE;

  /** Tells whether the value verified. */
  public boolean holds() {
    return this != NOT_COMPUTED && this != NONE;
  }
}
