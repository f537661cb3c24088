package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a dishonest recipient can do with a package that it can open. */
final class Forwarding {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PackageHeader header;
  private final byte[] headerBytes;
  private final StanzaSecret secret;
  private final byte[] payload;

  private Forwarding(byte[] bytes, DecryptionKey insider) throws Exception {
    int length = ByteBuffer.wrap(bytes, 15, 4).getInt();
    headerBytes = Arrays.copyOfRange(bytes, 19, 19 + length);
    header = PackageHeader.parse(headerBytes, 64);
    secret =
        header.stanzas().stream()
            .flatMap(stanza -> insider.unwrap(stanza, header.context()).stream())
            .flatMap(plain -> StanzaSecret.decode(plain, header.context()).stream())
            .findFirst()
            .orElseThrow();
    int start = 19 + length + header.suite().hash().length();
    payload = Arrays.copyOfRange(bytes, start, bytes.length - EndMark.LENGTH);
  }

  /** Encrypts the clear content, manifest and all, anew for somebody else. */
  static byte[] rewrap(byte[] bytes, DecryptionKey insider, Certificate to, SigningKey named)
      throws Exception {
    Forwarding opened = new Forwarding(bytes, insider);
    PackageHeader own =
        new PackageHeader(
            opened.header.suite(),
            opened.header.id(),
            named.certificate().digest(opened.header.suite().hash()),
            List.of());
    return opened.sealed(own, to, List.of());
  }

  /** Keeps the file key and adds a stanza for somebody else. */
  static byte[] withAddedStanza(byte[] bytes, DecryptionKey insider, Certificate to)
      throws Exception {
    Forwarding opened = new Forwarding(bytes, insider);
    return opened.sealed(opened.header, to, opened.header.stanzas());
  }

  private byte[] clear() throws Exception {
    ContentCipher cipher = ContentCipher.of(header.suite());
    byte[] digest = header.suite().hash().digest(headerBytes);
    byte[] key =
        new FileKey(secret.fileKey()).payloadKey(header.suite(), digest, cipher.keyLength());
    try (InputStream in = cipher.decrypting(new ByteArrayInputStream(payload), key, digest)) {
      return in.readAllBytes();
    }
  }

  private byte[] sealed(PackageHeader base, Certificate to, List<byte[]> kept) throws Exception {
    StanzaSecret passedOn = new StanzaSecret(secret.fileKey(), secret.salt(), base.context());
    List<byte[]> stanzas = new ArrayList<>(kept);
    stanzas.add(KeyWrap.wrap(base.suite(), to, passedOn, RANDOM));
    byte[] encoded = new PackageHeader(base.suite(), base.id(), base.sender(), stanzas).encoded();
    byte[] digest = base.suite().hash().digest(encoded);
    FileKey key = new FileKey(secret.fileKey());
    ContentCipher cipher = ContentCipher.of(base.suite());
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (OutputStream out =
        cipher.encrypting(
            content, key.payloadKey(base.suite(), digest, cipher.keyLength()), digest)) {
      out.write(clear());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(PackageSealer.MAGIC);
    bytes.write(ByteBuffer.allocate(4).putInt(encoded.length).array());
    bytes.write(encoded);
    bytes.write(key.authenticate(base.suite(), encoded));
    bytes.write(content.toByteArray());
    bytes.write(EndMark.of(content.size()));
    return bytes.toByteArray();
  }
}
