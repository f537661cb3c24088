package io.hufu.crypto.log;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text with signature lines (C2SP signed-note). Immutable and thread-safe.
 *
 * @param text ends with a line feed
 * @param signatures at least one, at most 64
 */
public record SignedNote(String text, List<Line> signatures) {
  /** C2SP asks for 16 or more; a log, its witnesses and some rotation fit. */
  private static final int MAX_SIGNATURES = 64;

  private static final String DASH = "\u2014 ";
  private static final int ID_LENGTH = 4;

  /** Copies the lines and checks the bounds above with IllegalArgumentException. */
  public SignedNote {
    if (!text.endsWith("\n") || !NoteText.isAllowed(text)) {
      throw new IllegalArgumentException(
          "the text of a note does not end with a line feed or has control characters");
    }
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note has one to " + MAX_SIGNATURES + " signatures");
    }
  }

  /**
   * One signature line as received.
   *
   * @param name name of the key
   * @param keyId four bytes, big-endian
   * @param value what follows the key id, not empty (a copy is made by readers)
   */
  public record Line(String name, int keyId, byte[] value) {
    /** Checks the name and copies the value. */
    public Line {
      if (!NoteText.isKeyName(name) || value.length == 0) {
        throw new IllegalArgumentException("a signature line of a note has no key name or value");
      }
      value = value.clone();
    }

    @Override
    public byte[] value() {
      return value.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Line that
          && keyId == that.keyId
          && name.equals(that.name)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, keyId, Arrays.hashCode(value));
    }

    /** Writes the line, with its line feed. */
    public String encoded() {
      byte[] bytes = ByteBuffer.allocate(ID_LENGTH + value.length).putInt(keyId).put(value).array();
      return DASH + name + " " + StrictBase64.encode(bytes) + "\n";
    }

    private static Line parse(String line) throws MalformedDataException {
      int space = line.indexOf(' ', DASH.length());
      if (!line.startsWith(DASH) || space < 0) {
        throw new MalformedDataException("a signature line of a note is not dash, name, value");
      }
      ByteBuffer bytes = ByteBuffer.wrap(StrictBase64.decode(line.substring(space + 1)));
      if (bytes.remaining() <= ID_LENGTH) {
        throw new MalformedDataException("a signature line of a note has no value");
      }
      int keyId = bytes.getInt();
      byte[] value = new byte[bytes.remaining()];
      bytes.get(value);
      return new Line(line.substring(DASH.length(), space), keyId, value);
    }
  }

  /**
   * One line that verified.
   *
   * @param time when a witness cosigned, whole seconds; null for a log's own signature
   */
  public record Verified(NoteKey key, @Nullable Instant time) {}

  /** Parses strictly: canonical base64, em dash lines, no control characters but line feed. */
  public static SignedNote parse(String note) throws MalformedDataException {
    // The last empty line separates; the text keeps its own final line feed.
    int blank = note.lastIndexOf("\n\n");
    if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
      throw new MalformedDataException("a note is not text, an empty line and signature lines");
    }
    String[] lines = note.substring(blank + 2).split("\n", MAX_SIGNATURES + 2);
    if (lines.length > MAX_SIGNATURES + 1) {
      throw new MalformedDataException("a note has more than " + MAX_SIGNATURES + " signatures");
    }
    try {
      List<Line> signatures = new ArrayList<>();
      for (String line : lines) {
        if (!line.isEmpty()) {
          signatures.add(Line.parse(line));
        }
      }
      return new SignedNote(note.substring(0, blank + 1), signatures);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Signs a text as its log; throws IllegalArgumentException for a key whose algorithm notes do not
   * use and for a text that could be mistaken for a cosigned message.
   */
  public static SignedNote sign(String text, String name, SigningKey key)
      throws KeyUnavailableException {
    NoteKey noteKey = NoteKey.of(name, NoteKey.Kind.log(key.algorithm()), key.verificationKey());
    byte[] value = key.sign(NoteSignature.logMessage(text));
    return new SignedNote(text, List.of(new Line(name, noteKey.id(), value)));
  }

  /** Adds a witness's cosignature with its time (whole seconds, after 1970). */
  public SignedNote cosign(String witnessName, SigningKey key, Instant time)
      throws KeyUnavailableException {
    NoteKey noteKey =
        NoteKey.of(witnessName, NoteKey.Kind.witness(key.algorithm()), key.verificationKey());
    long seconds = time.getEpochSecond();
    if (seconds <= 0) {
      throw new IllegalArgumentException("a cosignature's time lies after 1970");
    }
    byte[] signature = key.sign(NoteSignature.cosignedMessage(text, seconds));
    byte[] value =
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(seconds).put(signature).array();
    List<Line> lines = new ArrayList<>(signatures);
    lines.add(new Line(witnessName, noteKey.id(), value));
    return new SignedNote(text, lines);
  }

  /** Returns the note as text. */
  public String encoded() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(line -> note.append(line.encoded()));
    return note.toString();
  }

  /**
   * Verifies the lines of known keys; unknown keys are ignored.
   *
   * <p>Every line of a known key must verify. Of several cosignatures by one witness the earliest
   * counts. The list may be empty: then no known key signed, and the text must not be used.
   *
   * @return the lines that verified, one per key at most, in their order
   * @throws MalformedDataException when a line of a known key does not verify, or two different
   *     known keys have one name and id
   */
  public List<Verified> verify(Collection<NoteKey> keys) throws MalformedDataException {
    Map<NoteKey, Verified> verified = new LinkedHashMap<>();
    for (Line line : signatures) {
      NoteKey key = keyOf(line, keys);
      if (key != null) {
        Verified now = new Verified(key, NoteSignature.verify(text, line.value, key));
        verified.merge(key, now, SignedNote::earlier);
      }
    }
    return List.copyOf(verified.values());
  }

  private static Verified earlier(Verified one, Verified other) {
    return one.time != null && other.time != null && other.time.isBefore(one.time) ? other : one;
  }

  private static @Nullable NoteKey keyOf(Line line, Collection<NoteKey> keys)
      throws MalformedDataException {
    NoteKey found = null;
    for (NoteKey key : keys) {
      if (key.id() == line.keyId && key.name().equals(line.name)) {
        if (found != null && !found.equals(key)) {
          throw new MalformedDataException("two known note keys have one name and id");
        }
        found = key;
      }
    }
    return found;
  }
}
