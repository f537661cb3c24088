package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A sender and two recipients of one suite, and what tests do with their packages. */
abstract class PackageFixture {
  /** Bytes of one encrypted chunk, and how many fewer clear bytes the first one holds. */
  static final int CHUNK = 1 << 16;

  static Agencies agencies;
  static SigningKey sender;
  static DecryptionKey recipient;
  static DecryptionKey other;
  private static Suite made;

  @TempDir Path folder;

  abstract Suite suite();

  @BeforeEach
  void agencies() throws Exception {
    if (made != suite()) {
      agencies = new Agencies(suite());
      sender = agencies.signer("示例市市场监督管理局");
      recipient = agencies.recipient("示例市政务服务中心");
      other = agencies.recipient("示例市自然资源局");
      made = suite();
    }
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  static Attachment attachment(String name, byte[] content) {
    return new Attachment(
        name, "application/octet-stream", () -> new ByteArrayInputStream(content));
  }

  static byte[] seal(PackageTerms terms, List<Attachment> files, Certificate... to)
      throws Exception {
    return seal(sender, terms, files, to);
  }

  static byte[] seal(SigningKey by, PackageTerms terms, List<Attachment> files, Certificate... to)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackageSealer.from(by, new java.security.SecureRandom()).seal(files, terms, List.of(to), out);
    return out.toByteArray();
  }

  static byte[] small() throws Exception {
    return seal(
        Agencies.terms(),
        List.of(attachment("执照.pdf", noise(100)), attachment("b.json", new byte[0])),
        recipient.certificate(),
        other.certificate());
  }

  static PackageOpener.Builder opener(DecryptionKey key) {
    return PackageOpener.builder().key(key).senders(Agencies.only(sender)).clock(Agencies.CLOCK);
  }

  RefusalCode refusal(byte[] bytes) {
    return refusal(opener(recipient).build(), bytes);
  }

  RefusalCode refusal(PackageOpener opener, byte[] bytes) {
    PackageRefusedException refused =
        catchThrowableOfType(
            PackageRefusedException.class,
            () -> opener.open(new ByteArrayInputStream(bytes), folder));
    assertThat(refused).as("the package is refused").isNotNull();
    assertThat(left()).as("nothing is left").isEmpty();
    return refused.code();
  }

  List<Path> left() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Bytes of an encrypted chunk. */
  abstract int chunk();
}
