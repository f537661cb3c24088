package io.hufu.crypto.log;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.VerificationKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A verification key of a signed note: name, type, key and key id. Immutable and thread-safe. */
public final class NoteKey {
  /** What the signatures of the key mean (C2SP signed-note registry; 0xff kinds are ours). */
  public enum Kind {
    /** Type 0x01: Ed25519 over the note text. */
    ED25519_LOG(SignatureAlgorithm.ED25519, 0x01, "", false),
    /** Type 0x04: Ed25519 cosignature/v1, with its time. */
    ED25519_WITNESS(SignatureAlgorithm.ED25519, 0x04, "", true),
    /** Type 0xff, {@code hufu.io/note/sm2-sm3}: SM2 over the note text. */
    SM2_LOG(SignatureAlgorithm.SM2_SM3, 0xff, "hufu.io/note/sm2-sm3\n", false),
    /** Type 0xff, {@code hufu.io/note/sm2-sm3-cosignature/v1}: SM2 cosignature with its time. */
    SM2_WITNESS(SignatureAlgorithm.SM2_SM3, 0xff, "hufu.io/note/sm2-sm3-cosignature/v1\n", true);

    private final SignatureAlgorithm algorithm;
    private final String type;
    private final boolean timed;

    Kind(SignatureAlgorithm algorithm, int type, String identifier, boolean timed) {
      this.algorithm = algorithm;
      this.type = (char) type + identifier;
      this.timed = timed;
    }

    /** Returns the algorithm of the key. */
    public SignatureAlgorithm algorithm() {
      return algorithm;
    }

    /** Tells whether a signature of this kind is a witness's and carries its time. */
    public boolean isWitness() {
      return timed;
    }

    /** Returns the type byte and, after 0xff, the identifier and its line feed. */
    private byte[] typeBytes() {
      return type.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the kind of a log's key; throws IllegalArgumentException for other algorithms. */
    static Kind log(SignatureAlgorithm algorithm) {
      return of(algorithm, false);
    }

    /** Returns the kind of a witness's key; throws as {@link #log} does. */
    static Kind witness(SignatureAlgorithm algorithm) {
      return of(algorithm, true);
    }

    private static Kind of(SignatureAlgorithm algorithm, boolean timed) {
      for (Kind kind : values()) {
        if (kind.algorithm == algorithm && kind.timed == timed) {
          return kind;
        }
      }
      throw new IllegalArgumentException("notes are not signed with " + algorithm);
    }
  }

  /** What precedes the 32 bytes of a key in its SubjectPublicKeyInfo (RFC 8410 §4). */
  private static final byte[] ED25519_SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  /** What precedes the 65 bytes 04‖X‖Y of a key in its SubjectPublicKeyInfo. */
  private static final byte[] SM2_SPKI =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a811ccf5501822d034200");

  private static final int ID_DIGITS = 8;

  private final String name;
  private final Kind kind;
  private final VerificationKey key;
  private final byte[] encoded;
  private final int id;

  private NoteKey(String name, Kind kind, VerificationKey key) {
    if (!NoteText.isKeyName(name)) {
      throw new IllegalArgumentException(
          "the name of a note key is empty or has a space or a plus sign");
    }
    if (!key.algorithms().contains(kind.algorithm)) {
      throw new IllegalArgumentException("a key of " + kind + " must be of " + kind.algorithm);
    }
    this.name = name;
    this.kind = kind;
    this.key = key;
    byte[] spki = key.spki();
    this.encoded =
        join(kind.typeBytes(), Arrays.copyOfRange(spki, spkiPrefix(kind).length, spki.length));
    byte[] digest =
        HashAlgorithm.SHA_256.digest((name + "\n").getBytes(StandardCharsets.UTF_8), encoded);
    this.id = ByteBuffer.wrap(digest).getInt();
  }

  /**
   * Makes a key; the name has no spaces and no plus sign, and the kind must fit the key's curve.
   */
  public static NoteKey of(String name, Kind kind, VerificationKey key) {
    return new NoteKey(name, kind, key);
  }

  /** Parses a vkey string: {@code name+hex(id)+base64(type‖key)}. */
  public static NoteKey parse(String vkey) throws MalformedDataException {
    // Base64 may hold plus signs, a name and hexadecimal digits may not.
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3 || !NoteText.isKeyName(parts[0]) || parts[1].length() != ID_DIGITS) {
      throw new MalformedDataException("a note key is not name+id+key");
    }
    byte[] encoded = StrictBase64.decode(parts[2]);
    for (Kind kind : Kind.values()) {
      byte[] type = kind.typeBytes();
      if (startsWith(encoded, type)) {
        byte[] bytes = Arrays.copyOfRange(encoded, type.length, encoded.length);
        VerificationKey key = VerificationKey.fromSpki(join(spkiPrefix(kind), bytes));
        NoteKey noteKey = new NoteKey(parts[0], kind, key);
        if (!noteKey.vkey().equals(vkey)) {
          throw new MalformedDataException("a note key does not have the id it states");
        }
        return noteKey;
      }
    }
    throw new MalformedDataException("a note key is of an unknown type");
  }

  /** Returns the vkey string. */
  public String vkey() {
    return name + "+" + HexFormat.of().toHexDigits(id) + "+" + StrictBase64.encode(encoded);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns the key. */
  public VerificationKey key() {
    return key;
  }

  /** Returns the four bytes of the key id, as an unsigned big-endian number. */
  public int id() {
    return id;
  }

  /** Two note keys are equal when their vkey strings are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteKey that
        && name.equals(that.name)
        && Arrays.equals(encoded, that.encoded);
  }

  @Override
  public int hashCode() {
    return id;
  }

  /** Returns the vkey string. */
  @Override
  public String toString() {
    return vkey();
  }

  private static byte[] spkiPrefix(Kind kind) {
    return kind.algorithm == SignatureAlgorithm.SM2_SM3 ? SM2_SPKI : ED25519_SPKI;
  }

  private static boolean startsWith(byte[] bytes, byte[] prefix) {
    return bytes.length >= prefix.length
        && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
