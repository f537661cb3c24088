package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the encrypted content, and what a stanza told this recipient.
 *
 * @param digest of the whole header
 * @param recipient whose key has opened a stanza
 */
record Envelope(PackageHeader header, byte[] digest, StanzaSecret secret, Certificate recipient) {
  /** Reads everything before the encrypted content, and takes the secret out of a stanza. */
  static Envelope read(DataInputStream data, List<DecryptionKey> keys, ExchangeLimits limits)
      throws IOException, PackageRefusedException {
    byte[] header = header(data, limits);
    return unwrap(parse(header, limits), header, data, keys);
  }

  private static byte[] header(DataInputStream data, ExchangeLimits limits)
      throws IOException, PackageRefusedException {
    byte[] magic = data.readNBytes(PackageSealer.MAGIC.length);
    if (!Arrays.equals(magic, PackageSealer.MAGIC)) {
      throw new PackageRefusedException(RefusalCode.MALFORMED, "not a package of version 1");
    }
    byte[] length = data.readNBytes(Integer.BYTES);
    if (length.length < Integer.BYTES) {
      throw cutOff();
    }
    int size = ByteBuffer.wrap(length).getInt();
    if (size < 0 || size > limits.headerBytes()) {
      throw new PackageRefusedException(
          RefusalCode.LIMIT_EXCEEDED, "the header is longer than " + limits.headerBytes());
    }
    byte[] header = data.readNBytes(size);
    if (header.length < size) {
      throw cutOff();
    }
    return header;
  }

  private static PackageRefusedException cutOff() {
    return new PackageRefusedException(RefusalCode.CUT_OFF, "the package ends in its header");
  }

  private static PackageHeader parse(byte[] header, ExchangeLimits limits)
      throws PackageRefusedException {
    try {
      return PackageHeader.parse(header, limits.recipients());
    } catch (MalformedDataException e) {
      throw new PackageRefusedException(RefusalCode.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** What a key of ours took out of a stanza. */
  private record Opened(StanzaSecret secret, Certificate recipient) {}

  private static Envelope unwrap(
      PackageHeader header, byte[] bytes, DataInputStream data, List<DecryptionKey> keys)
      throws IOException, PackageRefusedException {
    byte[] mac = data.readNBytes(header.suite().hash().length());
    if (mac.length < header.suite().hash().length()) {
      throw cutOff();
    }
    Opened opened = null;
    for (DecryptionKey key : keys) {
      opened = opened == null && header.suite() == key.suite() ? open(header, key) : opened;
    }
    if (opened == null) {
      throw new PackageRefusedException(
          RefusalCode.NO_STANZA_OPENS, "no stanza opens with this key");
    }
    byte[] expected = new FileKey(opened.secret.fileKey()).authenticate(header.suite(), bytes);
    if (!MessageDigest.isEqual(expected, mac)) {
      throw new PackageRefusedException(
          RefusalCode.HEADER_CHANGED, "the header does not authenticate");
    }
    return new Envelope(
        header, header.suite().hash().digest(bytes), opened.secret, opened.recipient);
  }

  /** Tries every stanza: none says whose it is. */
  private static @Nullable Opened open(PackageHeader header, DecryptionKey key) {
    byte[] context = header.context();
    return header.stanzas().stream()
        .flatMap(stanza -> key.unwrap(stanza, context).stream())
        .flatMap(plain -> StanzaSecret.decode(plain, context).stream())
        .findFirst()
        .map(secret -> new Opened(secret, key.certificate()))
        .orElse(null);
  }
}
