package io.hufu.crypto.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hufu.crypto.MalformedDataException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the signatures of notes cover (C2SP signed-note, tlog-cosignature). */
final class NoteSignature {
  private static final String COSIGNATURE = "cosignature/v1\n";

  private NoteSignature() {}

  /** A log signs the text itself, which must not look like what a witness signs. */
  static byte[] logMessage(String text) {
    if (text.startsWith(COSIGNATURE)) {
      throw new IllegalArgumentException("a note must not start as a cosigned message does");
    }
    return text.getBytes(UTF_8);
  }

  /** A witness signs a header line, its time in seconds, and the text. */
  static byte[] cosignedMessage(String text, long seconds) {
    return (COSIGNATURE + "time " + seconds + "\n" + text).getBytes(UTF_8);
  }

  /** Verifies one line's value and returns its time, or null for a log's signature. */
  static @Nullable Instant verify(String text, byte[] value, NoteKey key)
      throws MalformedDataException {
    if (!key.kind().isWitness()) {
      require(verifies(key, text.getBytes(UTF_8), value), key);
      return null;
    }
    require(value.length > Long.BYTES, key);
    long seconds = ByteBuffer.wrap(value).getLong();
    byte[] signature = Arrays.copyOfRange(value, Long.BYTES, value.length);
    // Zero says "no statement about time" (tlog-cosignature); nobody may sign after the last
    // instant that Java knows, some 30 billion years ahead.
    require(seconds > 0 && seconds <= Instant.MAX.getEpochSecond(), key);
    require(verifies(key, cosignedMessage(text, seconds), signature), key);
    return Instant.ofEpochSecond(seconds);
  }

  private static boolean verifies(NoteKey key, byte[] message, byte[] signature) {
    return key.key().verify(key.kind().algorithm(), message, signature);
  }

  private static void require(boolean holds, NoteKey key) throws MalformedDataException {
    if (!holds) {
      throw new MalformedDataException("the note signature of " + key.name() + " does not verify");
    }
  }
}
