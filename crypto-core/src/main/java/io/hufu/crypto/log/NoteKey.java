package io.hufu.crypto.log;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;

/** A verification key of a signed note: name, type, key and key id. Immutable and thread-safe. */
public final class NoteKey {
  /** What the signatures of the key mean (C2SP signed-note registry; 0xff kinds are ours). */
  public enum Kind {
    /** Type 0x01: Ed25519 over the note text. */
    ED25519_LOG,
    /** Type 0x04: Ed25519 cosignature/v1, with its time. */
    ED25519_WITNESS,
    /** Type 0xff, {@code hufu.io/note/sm2-sm3}: SM2 over the note text. */
    SM2_LOG,
    /** Type 0xff, {@code hufu.io/note/sm2-sm3-cosignature/v1}: SM2 cosignature with its time. */
    SM2_WITNESS
  }

  private NoteKey() {}

  /**
   * Makes a key; the name has no spaces and no plus sign, and the kind must fit the key's curve.
   */
  public static NoteKey of(String name, Kind kind, VerificationKey key) {
    throw new AssertionError("skeleton");
  }

  /** Parses a vkey string: {@code name+hex(id)+base64(type‖key)}. */
  public static NoteKey parse(String vkey) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Returns the vkey string. */
  public String vkey() {
    throw new AssertionError("skeleton");
  }

  /** Returns the name. */
  public String name() {
    throw new AssertionError("skeleton");
  }

  /** Returns the kind. */
  public Kind kind() {
    throw new AssertionError("skeleton");
  }

  /** Returns the key. */
  public VerificationKey key() {
    throw new AssertionError("skeleton");
  }

  /** Returns the four bytes of the key id, as an unsigned big-endian number. */
  public int id() {
    throw new AssertionError("skeleton");
  }
}
