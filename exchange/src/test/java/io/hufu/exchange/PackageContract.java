package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for packages of every suite. */
abstract class PackageContract {
  /** Bytes of one encrypted chunk, and how many fewer clear bytes the first one holds. */
  static final int CHUNK = 1 << 16;

  private static Agencies agencies;
  private static SigningKey sender;
  private static DecryptionKey recipient;
  private static DecryptionKey other;
  private static Suite made;

  @TempDir private Path folder;

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

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static Attachment attachment(String name, byte[] content) {
    return new Attachment(
        name, "application/octet-stream", () -> new ByteArrayInputStream(content));
  }

  private static byte[] seal(PackageTerms terms, List<Attachment> files, Certificate... to)
      throws Exception {
    return seal(sender, terms, files, to);
  }

  private static byte[] seal(
      SigningKey by, PackageTerms terms, List<Attachment> files, Certificate... to)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackageSealer.from(by, new java.security.SecureRandom()).seal(files, terms, List.of(to), out);
    return out.toByteArray();
  }

  private static byte[] small() throws Exception {
    return seal(
        Agencies.terms(),
        List.of(attachment("执照.pdf", noise(100)), attachment("b.json", new byte[0])),
        recipient.certificate(),
        other.certificate());
  }

  private static PackageOpener.Builder opener(DecryptionKey key) {
    return PackageOpener.builder().key(key).senders(Agencies.only(sender)).clock(Agencies.CLOCK);
  }

  private RefusalCode refusal(byte[] bytes) {
    return refusal(opener(recipient).build(), bytes);
  }

  private RefusalCode refusal(PackageOpener opener, byte[] bytes) {
    PackageRefusedException refused =
        catchThrowableOfType(
            PackageRefusedException.class,
            () -> opener.open(new ByteArrayInputStream(bytes), folder));
    assertThat(refused).as("the package is refused").isNotNull();
    assertThat(left()).as("nothing is left").isEmpty();
    return refused.code();
  }

  private List<Path> left() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void every_recipient_gets_the_files_the_terms_and_the_sender() throws Exception {
    byte[] bytes = small();
    for (DecryptionKey key : List.of(recipient, other)) {
      Path inbox = Files.createDirectory(folder.resolve("inbox-" + (key == other)));
      ReceivedPackage received = opener(key).build().open(new ByteArrayInputStream(bytes), inbox);
      assertThat(received.sender()).isEqualTo(sender.certificate());
      assertThat(received.terms()).isEqualTo(Agencies.terms());
      assertThat(received.contents())
          .extracting(PackagedFile::name)
          .containsExactly("执照.pdf", "b.json");
      assertThat(received.file(received.contents().get(0))).hasBinaryContent(noise(100));
      assertThat(received.file(received.contents().get(1))).isEmptyFile();
      assertThat(received.folder()).isEqualTo(inbox.resolve(received.id()));
    }
  }

  @Test
  void files_around_the_length_of_a_chunk_arrive_whole() throws Exception {
    for (int length : new int[] {CHUNK - 100, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 17}) {
      byte[] bytes =
          seal(Agencies.terms(), List.of(attachment("a", noise(length))), recipient.certificate());
      ReceivedPackage received =
          opener(recipient).build().open(new ByteArrayInputStream(bytes), folder);
      assertThat(received.file(received.contents().get(0))).hasBinaryContent(noise(length));
    }
  }

  @Test
  void a_package_without_files_carries_its_terms() throws Exception {
    byte[] bytes = seal(Agencies.terms(), List.of(), recipient.certificate());
    assertThat(opener(recipient).build().open(new ByteArrayInputStream(bytes), folder).contents())
        .isEmpty();
  }

  @Test
  void what_is_in_clear_names_neither_a_recipient_nor_a_file_nor_a_purpose() throws Exception {
    byte[] bytes = small();
    int header = ByteBuffer.wrap(bytes, 15, 4).getInt();
    String clear = new String(bytes, 0, 19 + header, StandardCharsets.UTF_8);
    assertThat(clear).doesNotContain("执照", "核验", "政务", "自然资源");
    for (DecryptionKey key : List.of(recipient, other)) {
      String digest =
          io.hufu.crypto.jose.Base64Url.encode(key.certificate().digest(suite().hash()));
      assertThat(clear).doesNotContain(digest);
    }
  }

  @Test
  void a_key_for_which_the_package_was_not_made_opens_nothing() throws Exception {
    byte[] bytes = seal(Agencies.terms(), List.of(), other.certificate());
    assertThat(refusal(bytes)).isEqualTo(RefusalCode.NO_STANZA_OPENS);
  }

  @Test
  void a_recipient_cannot_send_the_senders_manifest_on_to_somebody_else() throws Exception {
    byte[] original =
        seal(Agencies.terms(), List.of(attachment("a", noise(10))), other.certificate());
    byte[] forwarded = Forwarding.rewrap(original, other, recipient.certificate(), sender);
    assertThat(refusal(forwarded)).isEqualTo(RefusalCode.PACKAGE_DIFFERS);
  }

  @Test
  void a_recipient_cannot_pass_off_a_package_under_a_header_of_its_own() throws Exception {
    // The manifest stays, header and all: but the stanza for the third party is not in it.
    byte[] original =
        seal(Agencies.terms(), List.of(attachment("a", noise(10))), other.certificate());
    byte[] added = Forwarding.withAddedStanza(original, other, recipient.certificate());
    assertThat(refusal(added)).isEqualTo(RefusalCode.PACKAGE_DIFFERS);
  }

  @Test
  void the_manifest_is_signed_by_whom_the_header_names() throws Exception {
    SigningKey stranger = agencies.signer("冒名者");
    byte[] original =
        seal(Agencies.terms(), List.of(attachment("a", noise(10))), recipient.certificate());
    byte[] resigned = Forwarding.rewrap(original, recipient, recipient.certificate(), stranger);
    assertThat(refusal(resigned)).isEqualTo(RefusalCode.SENDER_DIFFERS);
  }

  @Test
  void a_sender_whom_nobody_lists_is_refused() throws Exception {
    byte[] bytes =
        seal(agencies.signer("无名者"), Agencies.terms(), List.of(), recipient.certificate());
    assertThat(refusal(bytes)).isEqualTo(RefusalCode.SENDER_UNTRUSTED);
  }

  @Test
  void packages_of_the_past_and_of_the_future_are_refused_within_the_clocks_difference()
      throws Exception {
    Duration minute = Duration.ofMinutes(1);
    PackageTerms over =
        Agencies.terms(
            Agencies.NOW.minus(minute.multipliedBy(60)),
            Agencies.NOW.minus(minute.multipliedBy(6)));
    PackageTerms ahead =
        Agencies.terms(
            Agencies.NOW.plus(minute.multipliedBy(6)), Agencies.NOW.plus(minute.multipliedBy(60)));
    PackageTerms just =
        Agencies.terms(
            Agencies.NOW.minus(minute.multipliedBy(60)),
            Agencies.NOW.minus(minute.multipliedBy(4)));
    PackageTerms eternal = Agencies.terms(Agencies.NOW, Agencies.NOW.plus(Duration.ofDays(40)));
    assertThat(refusal(seal(over, List.of(), recipient.certificate())))
        .isEqualTo(RefusalCode.EXPIRED);
    assertThat(refusal(seal(ahead, List.of(), recipient.certificate())))
        .isEqualTo(RefusalCode.FROM_FUTURE);
    assertThat(refusal(seal(eternal, List.of(), recipient.certificate())))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    byte[] bytes = seal(just, List.of(), recipient.certificate());
    assertThat(opener(recipient).build().open(new ByteArrayInputStream(bytes), folder)).isNotNull();
  }

  @Test
  void a_message_counts_once_and_its_id_never_for_another_content() throws Exception {
    PackageOpener opener =
        opener(recipient)
            .seen(SeenFile.in(Files.createDirectory(folder.resolve("state")), Agencies.CLOCK))
            .build();
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    byte[] bytes = small();
    opener.open(new ByteArrayInputStream(bytes), inbox);
    assertThatThrownBy(() -> opener.open(new ByteArrayInputStream(bytes), inbox))
        .isInstanceOfSatisfying(
            PackageRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.ALREADY_RECEIVED));
    // What a crash between placing and remembering leaves: the folder alone.
    PackageOpener forgetful = opener(recipient).build();
    assertThatThrownBy(() -> forgetful.open(new ByteArrayInputStream(bytes), inbox))
        .isInstanceOfSatisfying(
            PackageRefusedException.class,
            e -> assertThat(e.code()).isEqualTo(RefusalCode.ALREADY_RECEIVED));
  }

  @Test
  void no_flipped_bit_of_header_and_authentication_is_accepted() throws Exception {
    byte[] bytes = small();
    int end = 19 + ByteBuffer.wrap(bytes, 15, 4).getInt() + suite().hash().length();
    Set<RefusalCode> allowed =
        Set.of(
            RefusalCode.MALFORMED,
            RefusalCode.LIMIT_EXCEEDED,
            RefusalCode.CUT_OFF,
            RefusalCode.NO_STANZA_OPENS,
            RefusalCode.HEADER_CHANGED);
    PackageOpener opener = opener(recipient).build();
    // One bit of each byte; all eight of them run with the long drills.
    for (int i = 0; i < end; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertThat(refusal(opener, flipped)).as("byte " + i).isIn(allowed);
    }
  }

  @Test
  void no_flipped_bit_of_the_trailer_is_accepted() throws Exception {
    byte[] bytes = seal(Agencies.terms(), List.of(), recipient.certificate());
    int start = 19 + ByteBuffer.wrap(bytes, 15, 4).getInt() + suite().hash().length();
    PackageOpener opener = opener(recipient).build();
    for (int i = start; i < bytes.length; i += 7) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      RefusalCode expected =
          i < bytes.length - EndMark.LENGTH ? RefusalCode.CONTENT_CHANGED : RefusalCode.CUT_OFF;
      assertThat(refusal(opener, flipped)).as("byte " + i).isEqualTo(expected);
    }
  }

  @Test
  void a_flip_in_each_chunk_and_swapped_repeated_or_foreign_chunks_are_refused() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(5 * CHUNK))), recipient.certificate());
    byte[] foreign =
        seal(Agencies.terms(), List.of(attachment("a", noise(5 * CHUNK))), recipient.certificate());
    int size = chunk();
    int start = 19 + ByteBuffer.wrap(bytes, 15, 4).getInt() + suite().hash().length();
    for (int i = 0; start + (i + 1) * size < bytes.length; i++) {
      int at = start + i * size + size / 2;
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      assertThat(refusal(flipped)).isEqualTo(RefusalCode.CONTENT_CHANGED);
    }
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, start + size, swapped, start + 2 * size, size);
    System.arraycopy(bytes, start + 2 * size, swapped, start + size, size);
    assertThat(refusal(swapped)).isEqualTo(RefusalCode.CONTENT_CHANGED);
    byte[] repeated = bytes.clone();
    System.arraycopy(bytes, start + size, repeated, start + 2 * size, size);
    assertThat(refusal(repeated)).isEqualTo(RefusalCode.CONTENT_CHANGED);
    byte[] mixed = bytes.clone();
    System.arraycopy(foreign, start + size, mixed, start + size, size);
    assertThat(refusal(mixed)).isEqualTo(RefusalCode.CONTENT_CHANGED);
  }

  /** Bytes of an encrypted chunk. */
  abstract int chunk();

  @Test
  void a_package_cut_off_anywhere_is_refused_even_with_an_end_mark_of_its_own() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(3 * CHUNK))), recipient.certificate());
    int start = 19 + ByteBuffer.wrap(bytes, 15, 4).getInt() + suite().hash().length();
    List<Integer> cuts = new ArrayList<>(List.of(16, 18, 60, start - 1, start, start + 5));
    for (int at = start + chunk(); at < bytes.length; at += chunk()) {
      cuts.addAll(List.of(at - 1, at, at + 1));
    }
    cuts.addAll(List.of(bytes.length - 17, bytes.length - 1));
    for (int cut : cuts) {
      assertThat(refusal(Arrays.copyOf(bytes, cut)))
          .as("cut at " + cut)
          .isEqualTo(RefusalCode.CUT_OFF);
      if (cut > start) {
        byte[] marked = Arrays.copyOf(bytes, cut + EndMark.LENGTH);
        System.arraycopy(EndMark.of(cut - start), 0, marked, cut, EndMark.LENGTH);
        assertThat(refusal(marked))
            .as("cut at " + cut + " and marked")
            .isIn(RefusalCode.CONTENT_CHANGED, RefusalCode.CUT_OFF);
      }
    }
  }

  @Test
  void bytes_behind_the_end_and_inputs_that_are_no_packages_are_refused() throws Exception {
    byte[] bytes = small();
    assertThat(refusal(Arrays.copyOf(bytes, bytes.length + 1)))
        .isIn(RefusalCode.CONTENT_CHANGED, RefusalCode.CUT_OFF);
    assertThat(refusal(new byte[0])).isEqualTo(RefusalCode.MALFORMED);
    assertThat(refusal(noise(5000))).isEqualTo(RefusalCode.MALFORMED);
    byte[] huge = bytes.clone();
    ByteBuffer.wrap(huge, 15, 4).putInt(Integer.MAX_VALUE);
    assertThat(refusal(huge)).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    ByteBuffer.wrap(huge, 15, 4).putInt(-1);
    assertThat(refusal(huge)).isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void a_package_longer_than_the_limit_is_refused_while_it_is_read() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(3 * CHUNK))), recipient.certificate());
    ExchangeLimits limits =
        new ExchangeLimits(
            2L * CHUNK, 65536, 64, 65536, 10, Duration.ofDays(1), Duration.ofMinutes(5));
    assertThat(refusal(opener(recipient).limits(limits).build(), bytes))
        .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
  }

  @Test
  void a_source_that_breaks_is_an_io_error_and_no_verdict_on_the_package() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(3 * CHUNK))), recipient.certificate());
    for (int at : new int[] {30, bytes.length / 2, bytes.length - 5}) {
      InputStream breaking = new BreakingStream(bytes, at);
      assertThatThrownBy(() -> opener(recipient).build().open(breaking, folder))
          .isInstanceOf(IOException.class)
          .hasMessage("the line is down");
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void a_signing_certificate_and_a_key_of_the_other_suite_are_no_recipients() throws Exception {
    Certificate signing = agencies.signer("签名证书").certificate();
    assertThatThrownBy(() -> seal(Agencies.terms(), List.of(), signing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not the encryption certificate of a dual pair");
    Agencies elsewhere = new Agencies(suite() == Suite.SM ? Suite.INTL : Suite.SM);
    Certificate foreign = elsewhere.issued(Profile.ENCRYPTION, "他处").certificate();
    assertThatThrownBy(() -> seal(Agencies.terms(), List.of(), foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void names_that_leave_the_folder_or_look_like_others_are_never_packed() {
    for (String name :
        List.of("../a", "a/b", "a\\b", ".hidden", "", " a", "nul", "a\u0000b", "a\u202eb", "c:d")) {
      assertThatThrownBy(() -> attachment(name, new byte[0]))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () ->
                seal(
                    Agencies.terms(),
                    List.of(attachment("A.pdf", new byte[1]), attachment("a.PDF", new byte[1])),
                    recipient.certificate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_is_never_printed() {
    assertThat(recipient.toString()).startsWith("DecryptionKey of CN=");
  }

  /** Gives some bytes, then fails. */
  private static final class BreakingStream extends InputStream {
    private final byte[] bytes;
    private final int breakAt;
    private int at;

    BreakingStream(byte[] bytes, int breakAt) {
      this.bytes = bytes;
      this.breakAt = breakAt;
    }

    @Override
    public int read() throws IOException {
      if (at == breakAt) {
        throw new IOException("the line is down");
      }
      return bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      into[offset] = (byte) read();
      return 1;
    }
  }
}
