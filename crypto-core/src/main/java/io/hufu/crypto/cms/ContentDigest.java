package io.hufu.crypto.cms;

import io.hufu.crypto.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Signed content that is read from its beginning whenever a digest of it is needed.
 *
 * <p>Digests without prefix are computed once per hash. Not thread-safe.
 */
public final class ContentDigest {
  private static final int BUFFER = 1 << 16;

  private final Source source;
  private final Digests computed;
  private final Map<HashAlgorithm, byte[]> digests = new EnumMap<>(HashAlgorithm.class);

  /** Where content comes from; each call starts anew. */
  @FunctionalInterface
  public interface Source {
    /** Opens the content at its first byte; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** Says what the digest of the whole content is, for whoever can tell without reading it all. */
  @FunctionalInterface
  public interface Digests {
    /** Returns the digest of the content by a hash. */
    byte[] digest(HashAlgorithm hash) throws IOException;
  }

  private ContentDigest(Source source) {
    this.source = source;
    this.computed = hash -> digest(hash, new byte[0]);
  }

  private ContentDigest(Source source, Digests computed) {
    this.source = source;
    this.computed = computed;
  }

  /** Uses content in memory (a copy is not made; do not change it). */
  public static ContentDigest of(byte[] content) {
    return new ContentDigest(() -> new ByteArrayInputStream(content));
  }

  /** Uses content that must be the same whenever it is opened. */
  public static ContentDigest of(Source source) {
    return new ContentDigest(source);
  }

  /** Uses content whose digests are computed elsewhere, together with those of other content. */
  public static ContentDigest of(Source source, Digests computed) {
    return new ContentDigest(source, computed);
  }

  /** Returns the digest of the content (a copy). */
  public byte[] digest(HashAlgorithm hash) throws IOException {
    byte[] known = digests.get(hash);
    if (known == null) {
      known = computed.digest(hash);
      digests.put(hash, known);
    }
    return known.clone();
  }

  /** Returns the digest of prefix ‖ content. */
  byte[] digest(HashAlgorithm hash, byte[] prefix) throws IOException {
    MessageDigest digest = hash.start();
    digest.update(prefix);
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = source.open()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest.digest();
  }

  /** Returns up to {@code length} bytes from the beginning. */
  byte[] start(int length) throws IOException {
    try (InputStream in = source.open()) {
      byte[] bytes = new byte[length];
      int filled = 0;
      // readNBytes of some streams stops early; read() until the end does not
      for (int read = 0; read >= 0 && filled < length; ) {
        read = in.read(bytes, filled, length - filled);
        filled += Math.max(read, 0);
      }
      return Arrays.copyOf(bytes, filled);
    }
  }
}
