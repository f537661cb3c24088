package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changed, cut, swapped and misdirected packages of every suite: refused, each by its code. */
abstract class PackageAttacks extends PackageFixture {
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
  void a_flipped_bit_of_header_or_authentication_is_refused_as_such() throws Exception {
    byte[] bytes = bare();
    // One bit of every thirteenth byte meets each member; all of them run with the long drills.
    for (int i = 0; i < start(bytes); i += i < 24 ? 1 : 13) {
      requireHeaderRefusal(bytes, i, i % 8);
    }
  }

  @Test
  @Tag("soak")
  void no_flipped_bit_of_header_and_authentication_is_accepted() throws Exception {
    byte[] bytes = bare();
    for (int i = 0; i < 8 * start(bytes); i++) {
      requireHeaderRefusal(bytes, i / 8, i % 8);
    }
  }

  private static byte[] bare() throws Exception {
    return seal(Agencies.terms(), List.of(), recipient.certificate());
  }

  /** Bytes before the encrypted content. */
  private int start(byte[] bytes) {
    return 19 + ByteBuffer.wrap(bytes, 15, 4).getInt() + suite().hash().length();
  }

  private void requireHeaderRefusal(byte[] bytes, int at, int bit) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << bit);
    assertThat(refusal(flipped))
        .as("bit " + bit + " of byte " + at)
        .isIn(
            RefusalCode.MALFORMED,
            RefusalCode.LIMIT_EXCEEDED,
            RefusalCode.CUT_OFF,
            RefusalCode.NO_STANZA_OPENS,
            RefusalCode.HEADER_CHANGED);
  }

  @Test
  void a_flipped_bit_of_the_trailer_is_refused_as_such() throws Exception {
    byte[] bytes = bare();
    for (int i = start(bytes); i < bytes.length; i += 61) {
      requireTrailerRefusal(bytes, i, i % 8);
    }
    requireTrailerRefusal(bytes, bytes.length - 1, 0);
  }

  @Test
  @Tag("soak")
  void no_flipped_bit_of_the_trailer_is_accepted() throws Exception {
    byte[] bytes = bare();
    for (int i = 8 * start(bytes); i < 8 * bytes.length; i++) {
      requireTrailerRefusal(bytes, i / 8, i % 8);
    }
  }

  private void requireTrailerRefusal(byte[] bytes, int at, int bit) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= (byte) (1 << bit);
    RefusalCode expected =
        at < bytes.length - EndMark.LENGTH ? RefusalCode.CONTENT_CHANGED : RefusalCode.CUT_OFF;
    assertThat(refusal(flipped)).as("bit " + bit + " of byte " + at).isEqualTo(expected);
  }

  @Test
  void a_flip_in_each_chunk_and_swapped_repeated_or_foreign_chunks_are_refused() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(5 * CHUNK))), recipient.certificate());
    byte[] foreign =
        seal(Agencies.terms(), List.of(attachment("a", noise(5 * CHUNK))), recipient.certificate());
    int size = chunk();
    int start = start(bytes);
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

  @Test
  void a_package_cut_off_anywhere_is_refused_even_with_an_end_mark_of_its_own() throws Exception {
    byte[] bytes =
        seal(Agencies.terms(), List.of(attachment("a", noise(3 * CHUNK))), recipient.certificate());
    int start = start(bytes);
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
  void another_sender_cannot_take_the_place_of_a_message_by_its_id() throws Exception {
    SigningKey rival = agencies.signer("抢注者");
    byte[] first = sealedWithSeed(7, rival, List.of(attachment("a", noise(3))));
    byte[] second = sealedWithSeed(7, sender, List.of(attachment("a", noise(4))));
    PackageOpener opener =
        opener(recipient).senders((chain, code, instant) -> Optional.empty()).build();
    ReceivedPackage one = opener.open(new ByteArrayInputStream(first), folder);
    ReceivedPackage two = opener.open(new ByteArrayInputStream(second), folder);
    assertThat(one.id()).isEqualTo(two.id());
    assertThat(two.file(two.contents().get(0))).hasBinaryContent(noise(4));
  }

  @Test
  void an_id_that_comes_again_with_another_content_is_refused_with_and_without_an_account()
      throws Exception {
    byte[] first = sealedWithSeed(8, sender, List.of(attachment("a", noise(3))));
    byte[] second = sealedWithSeed(8, sender, List.of(attachment("a", noise(4))));
    Path inbox = Files.createDirectory(folder.resolve("inbox"));
    Path state = Files.createDirectory(folder.resolve("state"));
    try (SeenFile seen = SeenFile.in(state, Agencies.CLOCK)) {
      opener(recipient).seen(seen).build().open(new ByteArrayInputStream(first), inbox);
      for (PackageOpener each :
          List.of(opener(recipient).seen(seen).build(), opener(recipient).build())) {
        assertThatThrownBy(() -> each.open(new ByteArrayInputStream(second), inbox))
            .isInstanceOfSatisfying(
                PackageRefusedException.class,
                e -> assertThat(e.code()).isEqualTo(RefusalCode.ID_REUSED));
      }
    }
  }

  private static byte[] sealedWithSeed(long seed, SigningKey by, List<Attachment> files)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackageSealer.from(by, new SeededRandom(seed))
        .seal(files, Agencies.terms(), List.of(recipient.certificate()), out);
    return out.toByteArray();
  }

  @Test
  void instants_at_the_ends_of_time_are_refused_like_others() throws Exception {
    PackageTerms endless = Agencies.terms(Agencies.NOW, Instant.MAX);
    PackageTerms ancient = Agencies.terms(Instant.MIN, Agencies.NOW.plusSeconds(60));
    for (PackageTerms terms : List.of(endless, ancient)) {
      assertThat(refusal(seal(terms, List.of(), recipient.certificate())))
          .isEqualTo(RefusalCode.LIMIT_EXCEEDED);
    }
    PackageTerms last = Agencies.terms(Instant.MAX.minusSeconds(60), Instant.MAX);
    assertThat(refusal(seal(last, List.of(), recipient.certificate())))
        .isEqualTo(RefusalCode.FROM_FUTURE);
  }

  /** The same numbers for the same seed: for tests that need an id twice. */
  private static final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random numbers;

    SeededRandom(long seed) {
      this.numbers = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      numbers.nextBytes(bytes);
    }
  }
}
