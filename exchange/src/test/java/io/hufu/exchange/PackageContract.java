package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for packages of every suite. */
abstract class PackageContract extends PackageFixture {
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
      assertThat(received.folder()).isEqualTo(inbox.resolve(received.folder().getFileName()));
      assertThat(received.folder().getFileName().toString()).startsWith(received.id() + "-");
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
