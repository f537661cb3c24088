package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Jws;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens packages: decrypts, verifies, and only then gives files their names. Thread-safe.
 *
 * <p>A package is never a reason for another exception than {@link PackageRefusedException}; an
 * IOException means that the input could not be read or the folder not be written.
 *
 * <pre>{@code
 * PackageOpener opener = PackageOpener.builder()
 *     .key(DecryptionKey.fromPkcs12(Path.of("agency-encryption.p12"), password))
 *     .senders(Senders.listedIn(trustList, List.of()))
 *     .build();
 * ReceivedPackage received = opener.open(in, Path.of("inbox"));
 * }</pre>
 */
public final class PackageOpener {
  private final DecryptionKey key;
  private final Senders senders;
  private final SeenMessages seen;
  private final ExchangeLimits limits;
  private final Clock clock;

  private PackageOpener(Builder settings, DecryptionKey key, Senders senders) {
    this.key = key;
    this.senders = senders;
    this.seen = settings.seen;
    this.limits = settings.limits;
    this.clock = settings.clock;
  }

  /** Starts an opener; key and senders must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Opens a package; leaves {@code in} open.
   *
   * @param folder exists; the files come into a new folder in it, named by the message's id
   * @throws PackageRefusedException when it is refused; nothing was added then
   */
  public ReceivedPackage open(InputStream in, Path folder)
      throws IOException, PackageRefusedException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    byte[] header = header(data);
    Envelope envelope = unwrap(parse(header), header, data);
    EndMark.Content content = new EndMark.Content(data, limits.packageBytes());
    try (Unpacking files = new Unpacking(folder, limits, envelope.header().suite())) {
      byte[] manifest = decrypt(envelope, content, files);
      if (!content.endsWithMark()) {
        throw new PackageRefusedException(RefusalCode.CUT_OFF, "the end mark is missing");
      }
      return judge(manifest, envelope, files);
    } catch (EndMark.TooLongException e) {
      throw tooLong();
    }
  }

  private static PackageRefusedException tooLong() {
    return new PackageRefusedException(
        RefusalCode.LIMIT_EXCEEDED, "the package is longer than the limit");
  }

  /** What the header and its stanza say. */
  private record Envelope(PackageHeader header, byte[] digest, StanzaSecret secret) {}

  private byte[] header(DataInputStream data) throws IOException, PackageRefusedException {
    byte[] magic = data.readNBytes(PackageSealer.MAGIC.length);
    if (!Arrays.equals(magic, PackageSealer.MAGIC)) {
      throw new PackageRefusedException(RefusalCode.MALFORMED, "not a package of version 1");
    }
    byte[] length = data.readNBytes(Integer.BYTES);
    if (length.length < Integer.BYTES) {
      throw cutOff();
    }
    int size = java.nio.ByteBuffer.wrap(length).getInt();
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

  private PackageHeader parse(byte[] header) throws PackageRefusedException {
    try {
      return PackageHeader.parse(header, limits.recipients());
    } catch (MalformedDataException e) {
      throw new PackageRefusedException(RefusalCode.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** Tries every stanza: none says whose it is. */
  private Envelope unwrap(PackageHeader header, byte[] bytes, DataInputStream data)
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

  /** Streams the files to temporary names; returns the signed manifest. */
  private byte[] decrypt(Envelope envelope, EndMark.Content content, Unpacking files)
      throws IOException, PackageRefusedException {
    Suite suite = envelope.header().suite();
    ContentCipher cipher = ContentCipher.of(suite);
    byte[] payloadKey =
        new FileKey(envelope.secret().fileKey())
            .payloadKey(suite, envelope.digest(), cipher.keyLength());
    try {
      InputStream clear = cipher.decrypting(content, payloadKey, envelope.digest());
      return files.take(new DataInputStream(clear));
    } catch (Unpacking.WriteFailedException e) {
      throw e.failure();
    } catch (IOException e) {
      throw refused(content, e);
    }
  }

  /** A source that cannot be read is no fault of the package; what is left is. */
  private static PackageRefusedException refused(EndMark.Content content, IOException cause)
      throws IOException {
    IOException failure = content.failure();
    if (failure instanceof EndMark.TooLongException) {
      return tooLong();
    }
    if (failure != null) {
      throw failure;
    }
    boolean whole;
    try {
      whole = content.endsWithMark();
    } catch (EndMark.TooLongException e) {
      return tooLong();
    }
    return whole
        ? new PackageRefusedException(
            RefusalCode.CONTENT_CHANGED, String.valueOf(cause.getMessage()))
        : new PackageRefusedException(RefusalCode.CUT_OFF, "the end mark is missing");
  }

  private ReceivedPackage judge(byte[] signed, Envelope envelope, Unpacking files)
      throws IOException, PackageRefusedException {
    Suite suite = envelope.header().suite();
    ManifestJudge judge = new ManifestJudge(envelope.header(), envelope.digest(), limits);
    Jws jws = judge.signature(signed);
    Manifest manifest = judge.manifest(jws);
    Certificate sender = jws.certificates().get(0);
    byte[] commitment = StanzaSecret.commitment(suite, envelope.secret().salt(), key.certificate());
    if (manifest.recipients().stream().noneMatch(each -> Arrays.equals(each, commitment))) {
      throw new PackageRefusedException(
          RefusalCode.RECIPIENT_NOT_NAMED, "the manifest does not name this recipient");
    }
    Instant now = clock.instant();
    judge.requireInTime(manifest.terms(), now);
    Optional<String> objection =
        senders.objection(jws.certificates(), manifest.terms().sender(), now);
    if (objection.isPresent()) {
      throw new PackageRefusedException(RefusalCode.SENDER_UNTRUSTED, objection.get());
    }
    files.requireListed(manifest.files());
    byte[] digest = suite.hash().digest(jws.payload());
    MessageKey message =
        new MessageKey(
            HexFormat.of().formatHex(envelope.header().sender()),
            HexFormat.of().formatHex(manifest.id()),
            HexFormat.of().formatHex(digest));
    requireNew(message);
    Optional<Path> place = files.release(message.id(), manifest.files(), signed);
    // After a crash the folder may be there and not yet remembered: the message was received.
    seen.remember(message, manifest.terms().expires().plus(limits.skew()));
    return new ReceivedPackage(
        message.id(),
        digest,
        sender,
        manifest.terms(),
        manifest.files(),
        place.orElseThrow(PackageOpener::received));
  }

  private void requireNew(MessageKey message) throws IOException, PackageRefusedException {
    switch (seen.look(message)) {
      case NEW -> {
        // goes on
      }
      case SAME -> throw received();
      case OTHER_CONTENT ->
          throw new PackageRefusedException(
              RefusalCode.ID_REUSED, "another message with this id has been received before");
    }
  }

  private static PackageRefusedException received() {
    return new PackageRefusedException(
        RefusalCode.ALREADY_RECEIVED, "this message has been received before");
  }

  /** Collects the parts of an opener. Not thread-safe. */
  public static final class Builder {
    private @Nullable DecryptionKey key;
    private @Nullable Senders senders;
    private SeenMessages seen = SeenMessages.notKeptHere();
    private ExchangeLimits limits = ExchangeLimits.DEFAULT;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Sets the key to open with; required. */
    public Builder key(DecryptionKey decryptionKey) {
      this.key = decryptionKey;
      return this;
    }

    /** Sets from whom packages are taken; required. */
    public Builder senders(Senders known) {
      this.senders = known;
      return this;
    }

    /** Sets who remembers messages; without one a package can be opened again and again. */
    public Builder seen(SeenMessages messages) {
      this.seen = messages;
      return this;
    }

    /** Sets the limits; default {@link ExchangeLimits#DEFAULT}. */
    public Builder limits(ExchangeLimits upperBounds) {
      this.limits = upperBounds;
      return this;
    }

    /** Sets the clock; default the system's, UTC. */
    public Builder clock(Clock judgingClock) {
      this.clock = judgingClock;
      return this;
    }

    /** Builds; IllegalArgumentException without key or senders. */
    public PackageOpener build() {
      if (key == null || senders == null) {
        throw new IllegalArgumentException("an opener needs a key and known senders");
      }
      return new PackageOpener(this, key, senders);
    }
  }
}
