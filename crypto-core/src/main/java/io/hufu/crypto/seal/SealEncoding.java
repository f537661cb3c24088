package io.hufu.crypto.seal;

/** How the value of a seal's signature is encoded, once it verified. */
public enum SealEncoding {
  /** SEQUENCE of r and s, as GM/T 0009 has it. */
  DER,
  /** 64 octets r‖s: seen in the field, not in the standard. */
  RAW,
  /** The value does not verify in any known form. */
  NONE
}
