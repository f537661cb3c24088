package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Jws;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  private final List<DecryptionKey> keys;
  private final Senders senders;
  private final SeenMessages seen;
  private final ExchangeLimits limits;
  private final Clock clock;

  private PackageOpener(Builder settings, DecryptionKey key, Senders senders) {
    this.keys = Stream.concat(Stream.of(key), settings.earlier.stream()).toList();
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
   * @param folder exists; the files come into a new folder in it, see {@link MessageKey#folder}
   * @throws PackageRefusedException when it is refused; nothing was added then
   */
  public ReceivedPackage open(InputStream in, Path folder)
      throws IOException, PackageRefusedException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    Envelope envelope = Envelope.read(data, keys, limits);
    EndMark.Content content = new EndMark.Content(data, limits.packageBytes());
    try (Unpacking files = new Unpacking(folder, limits, envelope.header().suite())) {
      byte[] signed = decrypt(envelope, content, files);
      if (!content.endsWithMark()) {
        throw new PackageRefusedException(RefusalCode.CUT_OFF, "the end mark is missing");
      }
      Judged judged = judge(signed, envelope);
      files.requireListed(judged.manifest().files());
      return place(judged, signed, files, folder);
    } catch (EndMark.TooLongException e) {
      throw tooLong();
    }
  }

  private static PackageRefusedException tooLong() {
    return new PackageRefusedException(
        RefusalCode.LIMIT_EXCEEDED, "the package is longer than the limit");
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

  /** A manifest that stood every test. */
  private record Judged(Manifest manifest, Certificate sender, byte[] payload) {
    MessageKey message() {
      return MessageKey.of(manifest, sender, payload);
    }

    byte[] digest() {
      return manifest.suite().hash().digest(payload);
    }
  }

  private Judged judge(byte[] signed, Envelope envelope) throws PackageRefusedException {
    Suite suite = envelope.header().suite();
    ManifestJudge judge = new ManifestJudge(envelope.header(), envelope.digest(), limits);
    Jws jws = judge.signature(signed);
    Manifest manifest = judge.manifest(jws);
    byte[] commitment =
        StanzaSecret.commitment(suite, envelope.secret().salt(), envelope.recipient());
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
    return new Judged(manifest, jws.certificates().get(0), jws.payload());
  }

  private ReceivedPackage place(Judged judged, byte[] signed, Unpacking files, Path folder)
      throws IOException, PackageRefusedException {
    Manifest manifest = judged.manifest();
    MessageKey message = judged.message();
    requireNew(message);
    Path target = folder.resolve(message.folder());
    Optional<Path> place = files.release(target, manifest.files(), signed);
    if (place.isEmpty()) {
      requireSame(target, judged);
    }
    // After a crash the folder may be there and not yet remembered: the message was received.
    seen.remember(message, manifest.terms().expires().plus(limits.skew()));
    return new ReceivedPackage(
        message.id(),
        judged.digest(),
        judged.sender(),
        manifest.terms(),
        manifest.files(),
        place.orElseThrow(() -> received(message)));
  }

  /** A folder that stands already, but for another content, is another message. */
  private static void requireSame(Path folder, Judged judged)
      throws IOException, PackageRefusedException {
    byte[] before = Files.readAllBytes(folder.resolve(Unpacking.MANIFEST));
    try {
      byte[] payload = Jws.parseCompact(new String(before, US_ASCII)).payload();
      if (Arrays.equals(judged.manifest().suite().hash().digest(payload), judged.digest())) {
        return;
      }
    } catch (MalformedDataException e) {
      throw new IOException(folder + " is damaged; restore it from a copy", e);
    }
    throw reused();
  }

  private void requireNew(MessageKey message) throws IOException, PackageRefusedException {
    switch (seen.look(message)) {
      case NEW -> {
        // goes on
      }
      case SAME -> throw received(message);
      case OTHER_CONTENT -> throw reused();
    }
  }

  private static PackageRefusedException reused() {
    return new PackageRefusedException(
        RefusalCode.ID_REUSED, "another message with this id has been received before");
  }

  private static PackageRefusedException received(MessageKey message) {
    return new PackageRefusedException(
        RefusalCode.ALREADY_RECEIVED, "this message has been received before", message);
  }

  /** Collects the parts of an opener. Not thread-safe. */
  public static final class Builder {
    private @Nullable DecryptionKey key;
    private @Nullable Senders senders;
    private List<DecryptionKey> earlier = List.of();
    private SeenMessages seen = SeenMessages.notKeptHere();
    private ExchangeLimits limits = ExchangeLimits.DEFAULT;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /** Sets the key to open with; required. */
    public Builder key(DecryptionKey decryptionKey) {
      this.key = decryptionKey;
      return this;
    }

    /** Sets keys that were used before and may still be sent to; by default none. */
    public Builder earlierKeys(List<DecryptionKey> decryptionKeys) {
      this.earlier = List.copyOf(decryptionKeys);
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
