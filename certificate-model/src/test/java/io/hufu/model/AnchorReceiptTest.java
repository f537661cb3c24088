package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnchorReceiptTest {
  private static final String ORIGIN = "log.example/sm3";
  private static final HashAlgorithm HASH = HashAlgorithm.SM3;
  private static final int SIZE = 5;
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SigningKey log = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
  private final List<SigningKey> witnesses =
      List.of(
          TestKeys.bare(SignatureAlgorithm.SM2_SM3),
          TestKeys.bare(SignatureAlgorithm.ED25519),
          TestKeys.bare(SignatureAlgorithm.SM2_SM3));
  private final List<LogEntry> entries = new ArrayList<>();
  private final List<byte[]> leaves = new ArrayList<>();
  private final LogEntry entry;

  AnchorReceiptTest() {
    for (int i = 0; i < SIZE; i++) {
      LogEntry made =
          new LogEntry(
              LogEntry.Kind.LICENCE_SIGNATURE,
              HASH,
              HASH.digest(new byte[] {(byte) i}),
              new byte[32],
              new byte[64]);
      entries.add(made);
      leaves.add(MerkleTree.leafHash(HASH, made.encoded()));
    }
    entry = entries.get(3);
  }

  @Test
  void a_cosigned_receipt_is_proven_by_the_time_of_the_kth_cosignature() throws Exception {
    SignedNote note = note();
    note = note.cosign("w1", witnesses.get(0), NOON.plusSeconds(300));
    note = note.cosign("w2", witnesses.get(1), NOON.plusSeconds(100));
    note = note.cosign("w3", witnesses.get(2), NOON.plusSeconds(200));
    for (int quorum = 1; quorum <= 3; quorum++) {
      AnchorReceipt.Judgement judgement = receipt(note).judge(entry, ledger(quorum));
      assertThat(judgement.outcome()).isEqualTo(Outcome.WITNESSED);
      assertThat(judgement.provenAt()).isEqualTo(NOON.plusSeconds(100L * quorum));
    }
  }

  @Test
  void without_a_quorum_it_is_anchored_and_proves_no_time() throws Exception {
    SignedNote note = note().cosign("w1", witnesses.get(0), NOON);
    for (int quorum : new int[] {0, 2}) {
      AnchorReceipt.Judgement judgement = receipt(note).judge(entry, ledger(quorum));
      assertThat(judgement.outcome()).isEqualTo(Outcome.ANCHORED);
      assertThat(judgement.provenAt()).isNull();
    }
  }

  @Test
  void one_witness_that_cosigns_twice_counts_once() throws Exception {
    SignedNote note =
        note().cosign("w1", witnesses.get(0), NOON).cosign("w1", witnesses.get(0), NOON);
    assertThat(receipt(note).judge(entry, ledger(2)).outcome()).isNotEqualTo(Outcome.WITNESSED);
  }

  @Test
  void a_stranger_who_cosigns_counts_for_nothing() throws Exception {
    SigningKey stranger = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    SignedNote note = note().cosign("stranger", stranger, NOON);
    assertThat(receipt(note).judge(entry, ledger(1)).outcome()).isEqualTo(Outcome.ANCHORED);
  }

  @Test
  void a_known_witness_whose_line_does_not_verify_spoils_the_receipt() throws Exception {
    SigningKey forger = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    SignedNote forged = note().cosign("w1", forger, NOON);
    SignedNote right = note().cosign("w1", witnesses.get(0), NOON);
    SignedNote.Line own = right.signatures().get(1);
    SignedNote.Line other = forged.signatures().get(1);
    SignedNote mixed =
        new SignedNote(
            right.text(),
            List.of(
                right.signatures().get(0),
                new SignedNote.Line(own.name(), own.keyId(), other.value())));
    assertThat(receipt(mixed).judge(entry, ledger(1)).outcome()).isEqualTo(Outcome.BAD_SIGNATURE);
  }

  @Test
  void an_unsigned_checkpoint_is_no_receipt() throws Exception {
    SigningKey other = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    SignedNote note = SignedNote.sign(checkpoint(SIZE).text(), "other", other);
    assertThat(receipt(note).judge(entry, ledger(0)).outcome()).isEqualTo(Outcome.BAD_SIGNATURE);
    SignedNote namesake = SignedNote.sign(checkpoint(SIZE).text(), ORIGIN, other);
    assertThat(receipt(namesake).judge(entry, ledger(0)).outcome())
        .isEqualTo(Outcome.BAD_SIGNATURE);
  }

  @Test
  void a_receipt_is_good_for_its_own_entry_at_its_own_place_only() throws Exception {
    AnchorReceipt receipt = receipt(note());
    assertThat(receipt.judge(entry, ledger(0)).outcome()).isEqualTo(Outcome.ANCHORED);
    assertThat(receipt.judge(entries.get(2), ledger(0)).outcome()).isEqualTo(Outcome.NOT_INCLUDED);
    AnchorReceipt elsewhere =
        new AnchorReceipt(ORIGIN, HASH, 2, SIZE, receipt.path(), receipt.checkpoint(), null, null);
    assertThat(elsewhere.judge(entry, ledger(0)).outcome()).isEqualTo(Outcome.NOT_INCLUDED);
  }

  @Test
  void origin_hash_and_size_must_agree_everywhere() throws Exception {
    AnchorReceipt good = receipt(note());
    AnchorReceipt otherSize =
        new AnchorReceipt(ORIGIN, HASH, 3, 6, good.path(), good.checkpoint(), null, null);
    AnchorReceipt otherHash =
        new AnchorReceipt(
            ORIGIN, HashAlgorithm.SHA_256, 3, SIZE, good.path(), good.checkpoint(), null, null);
    AnchorReceipt otherOrigin =
        new AnchorReceipt("x/sm3", HASH, 3, SIZE, good.path(), good.checkpoint(), null, null);
    AnchorReceipt noNote = new AnchorReceipt(ORIGIN, HASH, 3, SIZE, good.path(), "?", null, null);
    for (AnchorReceipt receipt : List.of(otherSize, otherHash, otherOrigin, noNote)) {
      assertThat(receipt.judge(entry, ledger(0)).outcome()).isEqualTo(Outcome.MISMATCH);
    }
    LogEntry otherEntry =
        new LogEntry(
            entry.kind(),
            HashAlgorithm.SHA_256,
            entry.contentDigest(),
            entry.certificateDigest(),
            entry.value());
    assertThat(good.judge(otherEntry, ledger(0)).outcome()).isEqualTo(Outcome.MISMATCH);
  }

  @Test
  void a_receipt_survives_a_round_trip_and_equals_itself() throws Exception {
    AnchorReceipt plain = receipt(note());
    AnchorReceipt rich =
        new AnchorReceipt(
            ORIGIN,
            HASH,
            3,
            SIZE,
            plain.path(),
            plain.checkpoint(),
            HASH.digest(new byte[0]),
            new byte[] {1, 2});
    for (AnchorReceipt receipt : List.of(plain, rich)) {
      assertThat(AnchorReceipt.parse(receipt.encoded())).isEqualTo(receipt);
    }
    assertThat(rich).isNotEqualTo(plain);
  }

  @Test
  void bytes_that_are_not_canonical_or_hold_more_are_malformed() throws Exception {
    AnchorReceipt receipt = receipt(note());
    assertThatThrownBy(() -> AnchorReceipt.parse(Json.pretty(receipt.toJson())))
        .isInstanceOf(MalformedDataException.class);
    JsonObject more = receipt.toJson().with("colour", new JsonText("red"));
    assertThatThrownBy(() -> AnchorReceipt.fromJson(more))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("colour");
    byte[] encoded = receipt.encoded();
    Seeds.run(
        300,
        random -> {
          byte[] flipped = encoded.clone();
          flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
          try {
            AnchorReceipt.parse(flipped).judge(entry, ledger(1));
          } catch (MalformedDataException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"SHA_384", "SHA_512"})
  void a_log_with_another_hash_is_not_trusted(HashAlgorithm hash) {
    assertThatThrownBy(
            () -> new LedgerTrust(ORIGIN, hash, ledger(0).keys(), ledger(0).witnesses(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_cannot_be_listed_in_two_places() {
    NoteKey asWitness = NoteKey.of("w", NoteKey.Kind.SM2_WITNESS, log.verificationKey());
    assertThatThrownBy(() -> new LedgerTrust(ORIGIN, HASH, ledger(0).keys(), List.of(asWitness), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new LedgerTrust(ORIGIN, HASH, List.of(asWitness), List.of(), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private SignedNote note() throws Exception {
    return SignedNote.sign(checkpoint(SIZE).text(), ORIGIN, log);
  }

  private Checkpoint checkpoint(long size) {
    return new Checkpoint(ORIGIN, size, MerkleTree.root(HASH, leaves));
  }

  private AnchorReceipt receipt(SignedNote note) {
    MerkleTree.NodeSource nodes =
        (level, index) -> {
          int width = 1 << level;
          int from = Math.toIntExact(index) * width;
          return MerkleTree.root(HASH, leaves.subList(from, from + width));
        };
    List<byte[]> path = MerkleTree.inclusionPath(HASH, 3, SIZE, nodes);
    return new AnchorReceipt(ORIGIN, HASH, 3, SIZE, path, note.encoded(), null, null);
  }

  private LedgerTrust ledger(int quorum) {
    List<NoteKey> keys = new ArrayList<>();
    for (int i = 0; i < witnesses.size(); i++) {
      SigningKey witness = witnesses.get(i);
      boolean sm2 = witness.algorithm() == SignatureAlgorithm.SM2_SM3;
      NoteKey.Kind kind = sm2 ? NoteKey.Kind.SM2_WITNESS : NoteKey.Kind.ED25519_WITNESS;
      keys.add(NoteKey.of("w" + (i + 1), kind, witness.verificationKey()));
    }
    NoteKey own = NoteKey.of(ORIGIN, NoteKey.Kind.SM2_LOG, log.verificationKey());
    return new LedgerTrust(ORIGIN, HASH, List.of(own), keys, quorum);
  }
}
