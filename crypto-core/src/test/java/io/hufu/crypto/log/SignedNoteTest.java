package io.hufu.crypto.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedNoteTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant TIME = Instant.parse("2026-11-23T01:02:03.999Z");
  private static final String TEXT = new Checkpoint("log.example/a", 7, new byte[32]).text();

  @Test
  void notes_of_others_verify_as_they_should() throws Exception {
    for (JsonObject vector : vectors("verify")) {
      String why = vector.text("why").orElseThrow();
      SignedNote note = SignedNote.parse(vector.text("note").orElseThrow());
      assertThat(note.text()).as(why).isEqualTo(vector.text("text").orElseThrow());
      assertThat(note.encoded()).as(why).isEqualTo(vector.text("note").orElseThrow());
      List<JsonValue> expected = vector.array("verified").orElseThrow();
      List<SignedNote.Verified> verified = note.verify(keys(vector));
      assertThat(verified).as(why).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        JsonObject line = (JsonObject) expected.get(i);
        assertThat(verified.get(i).key().name()).isEqualTo(line.text("name").orElseThrow());
        assertThat(verified.get(i).time())
            .as(why)
            .isEqualTo(line.integer("time").map(Instant::ofEpochSecond).orElse(null));
      }
    }
  }

  @Test
  void notes_with_a_bad_line_of_a_known_key_are_refused() throws Exception {
    for (JsonObject vector : vectors("refuse")) {
      SignedNote note = SignedNote.parse(vector.text("note").orElseThrow());
      List<NoteKey> keys = keys(vector);
      assertThatThrownBy(() -> note.verify(keys))
          .as(vector.text("why").orElseThrow())
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void what_is_no_note_is_malformed() throws Exception {
    for (JsonObject vector : vectors("malformed")) {
      assertThatThrownBy(() -> SignedNote.parse(vector.text("note").orElseThrow()))
          .as(vector.text("why").orElseThrow())
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ED25519"})
  void a_log_signs_and_witnesses_cosign(SignatureAlgorithm algorithm) throws Exception {
    SigningKey log = SigningKey.generate(algorithm, RANDOM);
    SigningKey one = SigningKey.generate(algorithm, RANDOM);
    SigningKey two = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    SignedNote note =
        SignedNote.sign(TEXT, "log.example/a", log)
            .cosign("witness.example/1", one, TIME)
            .cosign("witness.example/2", two, TIME.plusSeconds(5));
    NoteKey logKey =
        NoteKey.of("log.example/a", NoteKey.Kind.log(algorithm), log.verificationKey());
    NoteKey oneKey =
        NoteKey.of("witness.example/1", NoteKey.Kind.witness(algorithm), one.verificationKey());
    NoteKey twoKey =
        NoteKey.of("witness.example/2", NoteKey.Kind.ED25519_WITNESS, two.verificationKey());
    SignedNote read = SignedNote.parse(note.encoded());
    assertThat(read).isEqualTo(note);
    assertThat(read.verify(List.of(twoKey, logKey, oneKey)))
        .containsExactly(
            new SignedNote.Verified(logKey, null),
            new SignedNote.Verified(oneKey, Instant.parse("2026-11-23T01:02:03Z")),
            new SignedNote.Verified(twoKey, Instant.parse("2026-11-23T01:02:08Z")));
    assertThat(read.verify(List.of(twoKey)))
        .containsExactly(new SignedNote.Verified(twoKey, Instant.parse("2026-11-23T01:02:08Z")));
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ED25519"})
  void a_key_is_another_key_as_witness_and_as_log(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);
    NoteKey asLog = NoteKey.of("a", NoteKey.Kind.log(algorithm), key.verificationKey());
    NoteKey asWitness = NoteKey.of("a", NoteKey.Kind.witness(algorithm), key.verificationKey());
    assertThat(asLog.id()).isNotEqualTo(asWitness.id());
    SignedNote signed = SignedNote.sign(TEXT, "a", key);
    assertThat(signed.verify(List.of(asWitness))).isEmpty();
    // Even where an attacker writes the other key id before the value.
    SignedNote relabelled =
        new SignedNote(
            TEXT,
            List.of(new SignedNote.Line("a", asWitness.id(), signed.signatures().get(0).value())));
    assertThatThrownBy(() -> relabelled.verify(List.of(asWitness)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_text_that_looks_like_a_cosigned_message_is_not_signed() {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    String text = "cosignature/v1\ntime 1790000000\n" + TEXT;
    assertThatThrownBy(() -> SignedNote.sign(text, "a", key))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_several_cosignatures_by_one_witness_the_earliest_counts() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    NoteKey witness = NoteKey.of("w", NoteKey.Kind.ED25519_WITNESS, key.verificationKey());
    SignedNote note =
        SignedNote.sign(TEXT, "log", key)
            .cosign("w", key, TIME.plusSeconds(9))
            .cosign("w", key, TIME)
            .cosign("w", key, TIME.plusSeconds(4));
    assertThat(note.verify(List.of(witness)))
        .containsExactly(new SignedNote.Verified(witness, Instant.parse("2026-11-23T01:02:03Z")));
  }

  @Test
  void a_cosignature_without_a_possible_time_is_refused() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    NoteKey witness = NoteKey.of("w", NoteKey.Kind.ED25519_WITNESS, key.verificationKey());
    for (long seconds : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      byte[] signature = key.sign(NoteSignature.cosignedMessage(TEXT, seconds));
      byte[] value =
          ByteBuffer.allocate(8 + signature.length).putLong(seconds).put(signature).array();
      SignedNote note =
          new SignedNote(TEXT, List.of(new SignedNote.Line("w", witness.id(), value)));
      assertThatThrownBy(() -> note.verify(List.of(witness)))
          .as("time %d", seconds)
          .isInstanceOf(MalformedDataException.class);
    }
    SignedNote empty =
        new SignedNote(TEXT, List.of(new SignedNote.Line("w", witness.id(), new byte[8])));
    assertThatThrownBy(() -> empty.verify(List.of(witness)))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SignedNote.sign(TEXT, "a", key).cosign("w", key, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_keys_of_one_name_and_id_are_refused() throws Exception {
    NoteKey[] twins = collidingKeys();
    SigningKey any = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    SignedNote note =
        new SignedNote(
            TEXT, List.of(new SignedNote.Line("w", twins[0].id(), any.sign(new byte[0]))));
    assertThatThrownBy(() -> note.verify(Arrays.asList(twins)))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("one name and id");
  }

  /** A birthday search finds two keys whose 32-bit ids are equal; half of all bytes are points. */
  private static NoteKey[] collidingKeys() throws Exception {
    Random random = new Random(1);
    byte[] name = "w\n".getBytes(StandardCharsets.UTF_8);
    Map<Integer, byte[]> seen = new HashMap<>();
    while (true) {
      byte[] encoded = new byte[33];
      random.nextBytes(encoded);
      encoded[0] = 1;
      int id = ByteBuffer.wrap(HashAlgorithm.SHA_256.digest(name, encoded)).getInt();
      byte[] twin = seen.put(id, encoded);
      if (twin != null && isKey(id, twin) && isKey(id, encoded)) {
        return new NoteKey[] {NoteKey.parse(vkey(id, twin)), NoteKey.parse(vkey(id, encoded))};
      }
    }
  }

  private static boolean isKey(int id, byte[] encoded) {
    try {
      return NoteKey.parse(vkey(id, encoded)).id() == id;
    } catch (MalformedDataException notAPoint) {
      return false;
    }
  }

  private static String vkey(int id, byte[] encoded) {
    return "w+" + HexFormat.of().toHexDigits(id) + "+" + StrictBase64.encode(encoded);
  }

  @Test
  void one_flipped_bit_anywhere_is_never_taken_for_another_signed_text() throws Exception {
    SigningKey log = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
    SigningKey witness = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    SignedNote good = SignedNote.sign(TEXT, "log", log).cosign("w", witness, TIME);
    List<NoteKey> keys =
        List.of(
            NoteKey.of("log", NoteKey.Kind.SM2_LOG, log.verificationKey()),
            NoteKey.of("w", NoteKey.Kind.ED25519_WITNESS, witness.verificationKey()));
    List<SignedNote.Verified> all = good.verify(keys);
    byte[] bytes = good.encoded().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] flipped = bytes.clone();
      flipped[i / 8] ^= (byte) (1 << (i % 8));
      try {
        SignedNote note = SignedNote.parse(new String(flipped, StandardCharsets.UTF_8));
        List<SignedNote.Verified> verified = note.verify(keys);
        // A changed name or key id makes a line unknown; then it only fails to count.
        assertThat(verified).as("bit %d", i).hasSizeLessThan(2);
        assertThat(all).containsAll(verified);
        assertThat(verified.isEmpty() || note.text().equals(TEXT)).as("bit %d", i).isTrue();
      } catch (MalformedDataException expected) {
        assertThat(expected).hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void a_note_has_at_most_64_signatures() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    SignedNote.Line line = SignedNote.sign(TEXT, "a", key).signatures().get(0);
    List<SignedNote.Line> lines = new ArrayList<>(Collections.nCopies(64, line));
    SignedNote full = new SignedNote(TEXT, lines);
    assertThat(SignedNote.parse(full.encoded())).isEqualTo(full);
    assertThatThrownBy(() -> full.cosign("w", key, TIME))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedNote(TEXT, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedNote("no line feed", List.of(line)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedNote("a\rb\n", List.of(line)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SignedNote("a\uD800\n", List.of(line)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_text_may_hold_empty_lines_and_lines_that_look_signed() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, RANDOM);
    for (String text : new String[] {"\n", "a\n\n", "a\n\nb\n\n\n", "a\n\n\u2014 b AAAAAAA=\n"}) {
      SignedNote note = SignedNote.sign(text, "a", key);
      assertThat(SignedNote.parse(note.encoded())).isEqualTo(note);
    }
  }

  @Test
  void hostile_notes_of_many_lines_are_judged() {
    String lines = "a\n".repeat(8 << 20);
    assertThatThrownBy(() -> SignedNote.parse(lines)).isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SignedNote.parse(TEXT + "\n" + lines))
        .isInstanceOf(MalformedDataException.class);
    assertThatThrownBy(() -> SignedNote.parse("\n".repeat(16 << 20)))
        .isInstanceOf(MalformedDataException.class);
  }

  private static List<NoteKey> keys(JsonObject vector) throws Exception {
    List<NoteKey> keys = new ArrayList<>();
    for (JsonValue key : vector.array("keys").orElseThrow()) {
      keys.add(NoteKey.parse(((JsonText) key).value()));
    }
    return keys;
  }

  private static List<JsonObject> vectors(String kind) throws Exception {
    try (InputStream in = SignedNoteTest.class.getResourceAsStream("/vectors/log/notes.json")) {
      List<JsonValue> cases = Json.parseObject(in.readAllBytes()).array(kind).orElseThrow();
      assertThat(cases).isNotEmpty();
      return cases.stream().map(JsonObject.class::cast).toList();
    }
  }
}
