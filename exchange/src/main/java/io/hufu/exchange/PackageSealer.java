package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Signs files and encrypts them for recipients, as one stream. Immutable and thread-safe.
 *
 * <p>The suite is that of the sender's key. Files of any size are read once and never held in
 * memory. Nobody but the recipients can open a package, no recipient learns who the others are, and
 * none can pass the sender's signature on in a package of its own.
 *
 * <pre>{@code
 * PackageSealer sealer = PackageSealer.from(signingKey, new SecureRandom());
 * sealer.seal(List.of(Attachment.of(file, "application/pdf")), terms, recipients, out);
 * }</pre>
 */
public final class PackageSealer {
  static final byte[] MAGIC = "hufu-package/1\n".getBytes(US_ASCII);

  private static final int BUFFER = 1 << 16;

  private final SigningKey sender;
  private final SecureRandom random;

  private PackageSealer(SigningKey sender, SecureRandom random) {
    this.sender = sender;
    this.random = random;
  }

  /** Makes packages of this sender; IllegalArgumentException for a key without a certificate. */
  public static PackageSealer from(SigningKey sender, SecureRandom random) {
    if (sender.chain().isEmpty()) {
      throw new IllegalArgumentException("a sender has a certificate");
    }
    return new PackageSealer(sender, random);
  }

  /**
   * What was sealed.
   *
   * @param id 32 lower-case hexadecimal digits
   * @param manifestDigest of the signed manifest, by the hash of the suite: names this content
   */
  public record Sealed(String id, byte[] manifestDigest, List<PackagedFile> files) {
    /** Copies. */
    public Sealed {
      manifestDigest = manifestDigest.clone();
      files = List.copyOf(files);
    }

    /** Returns the digest (a copy). */
    @Override
    public byte[] manifestDigest() {
      return manifestDigest.clone();
    }
  }

  /**
   * Writes a package; leaves {@code out} open. What was written is worthless unless this returns.
   *
   * @param recipients encryption certificates, at least one; they were judged by the caller
   * @throws IllegalArgumentException when a recipient's certificate does not fit the suite
   */
  public Sealed seal(
      List<Attachment> files, PackageTerms terms, List<Certificate> recipients, OutputStream out)
      throws IOException, KeyUnavailableException {
    Suite suite = sender.algorithm().suite();
    if (recipients.isEmpty() || recipients.size() > ExchangeLimits.DEFAULT.recipients()) {
      throw new IllegalArgumentException("1 to 64 recipients");
    }
    recipients.forEach(each -> KeyWrap.requireUsable(suite, each));
    FileKey key = FileKey.generate(random);
    Addressing addressing = address(suite, recipients, key);
    byte[] header = addressing.header().encoded();
    byte[] headerDigest = suite.hash().digest(header);
    out.write(MAGIC);
    out.write(ByteBuffer.allocate(4).putInt(header.length).array());
    out.write(header);
    out.write(key.authenticate(suite, header));
    Counting counted = new Counting(out);
    ContentCipher cipher = ContentCipher.of(suite);
    byte[] payloadKey = key.payloadKey(suite, headerDigest, cipher.keyLength());
    Sealed sealed;
    try (DataOutputStream content =
        new DataOutputStream(cipher.encrypting(counted, payloadKey, headerDigest))) {
      List<PackagedFile> packed = new ArrayList<>();
      for (Attachment file : files) {
        packed.add(pack(file, suite, content));
      }
      sealed = finish(addressing, headerDigest, terms, packed, content);
    }
    out.write(EndMark.of(counted.count));
    out.flush();
    return sealed;
  }

  private record Addressing(PackageHeader header, List<byte[]> commitments) {}

  /** Stanzas and commitments stand in two orders, so that neither tells of the other. */
  private Addressing address(Suite suite, List<Certificate> recipients, FileKey key) {
    byte[] id = new byte[PackageHeader.ID];
    random.nextBytes(id);
    byte[] senderId = sender.certificate().digest(suite.hash());
    byte[] context = new PackageHeader(suite, id, senderId, List.of()).context();
    List<byte[]> stanzas = new ArrayList<>();
    List<byte[]> commitments = new ArrayList<>();
    for (Certificate recipient : recipients) {
      byte[] salt = new byte[StanzaSecret.SALT];
      random.nextBytes(salt);
      StanzaSecret secret = new StanzaSecret(key.secret(), salt, context);
      stanzas.add(KeyWrap.wrap(suite, recipient, secret, random));
      commitments.add(StanzaSecret.commitment(suite, salt, recipient));
    }
    Collections.shuffle(stanzas, random);
    Collections.shuffle(commitments, random);
    return new Addressing(
        new PackageHeader(suite, id, senderId, List.copyOf(stanzas)), List.copyOf(commitments));
  }

  private static PackagedFile pack(Attachment file, Suite suite, DataOutputStream content)
      throws IOException {
    MessageDigest digest = suite.hash().start();
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (InputStream in = file.content().open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        Frames.write(content, Frames.DATA, buffer, n);
        size += n;
      }
    }
    Frames.write(content, Frames.FILE_END, new byte[0], 0);
    return new PackagedFile(file.name(), file.mediaType(), size, digest.digest());
  }

  private Sealed finish(
      Addressing addressing,
      byte[] headerDigest,
      PackageTerms terms,
      List<PackagedFile> files,
      DataOutputStream content)
      throws IOException, KeyUnavailableException {
    PackageHeader header = addressing.header();
    try {
      Manifest.requireDistinct(files);
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("two files have one name", e);
    }
    byte[] manifest =
        new Manifest(
                header.suite(), header.id(), headerDigest, addressing.commitments(), terms, files)
            .encoded();
    JsonObject type = JsonObject.builder().put("typ", Manifest.TYPE).build();
    byte[] signed = Jws.sign(sender, type, manifest).compact().getBytes(US_ASCII);
    Frames.write(content, Frames.MANIFEST, signed, signed.length);
    return new Sealed(
        java.util.HexFormat.of().formatHex(header.id()),
        header.suite().hash().digest(manifest),
        files);
  }

  /** Counts the bytes of the encrypted content for the end mark. */
  private static final class Counting extends FilterOutputStream {
    private long count;

    Counting(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
