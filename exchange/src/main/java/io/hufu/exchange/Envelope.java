package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands before the encrypted content, and what a stanza told this recipient.
 *
 * @param digest of the whole header
 */
record Envelope(PackageHeader header, byte[] digest, StanzaSecret secret) {
  /** Reads everything before the encrypted content, and takes the secret out of a stanza. */
  static Envelope read(DataInputStream data, DecryptionKey key, ExchangeLimits limits)
      throws IOException, PackageRefusedException {
    byte[] header = header(data, limits);
    return unwrap(parse(header, limits), header, data, key);
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

  /** Tries every stanza: none says whose it is. */
  private static Envelope unwrap(
      PackageHeader header, byte[] bytes, DataInputStream data, DecryptionKey key)
      throws IOException, PackageRefusedException {
    byte[] mac = data.readNBytes(header.suite().hash().length());
    if (mac.length < header.suite().hash().length()) {
      throw cutOff();
    }
    byte[] context = header.context();
    Optional<StanzaSecret> secret =
        header.suite() != key.suite()
            ? Optional.empty()
            : header.stanzas().stream()
                .flatMap(stanza -> key.unwrap(stanza, context).stream())
                .flatMap(plain -> StanzaSecret.decode(plain, context).stream())
                .findFirst();
    if (secret.isEmpty()) {
      throw new PackageRefusedException(
          RefusalCode.NO_STANZA_OPENS, "no stanza opens with this key");
    }
    byte[] expected = new FileKey(secret.get().fileKey()).authenticate(header.suite(), bytes);
    if (!MessageDigest.isEqual(expected, mac)) {
      throw new PackageRefusedException(
          RefusalCode.HEADER_CHANGED, "the header does not authenticate");
    }
    return new Envelope(header, header.suite().hash().digest(bytes), secret.get());
  }
}
