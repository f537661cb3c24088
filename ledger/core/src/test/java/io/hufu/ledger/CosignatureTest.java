package io.hufu.ledger;

import static io.hufu.ledger.CrashDrill.DIRECTORY;
import static io.hufu.ledger.CrashDrill.HEAD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Cosignatures join the current checkpoint when they are good, and receipts carry them. */
class CosignatureTest {
  private static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");
  private static final String NAME = "witness.example.org";

  private final TestLog log = TestLog.SM;
  private final SigningKey witness =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
  private final NoteKey witnessKey =
      NoteKey.of(NAME, NoteKey.Kind.SM2_WITNESS, witness.verificationKey());
  private final LogEntry entry = Entries.entry(log.hash(), 0);
  private final RecordingFiles files = new RecordingFiles();

  private LedgerBuilder builder() {
    return EmbeddedLedger.in(DIRECTORY, log.key()).headFile(HEAD).files(files);
  }

  private AnchorReceipt.Judgement judged(Ledger ledger) throws Exception {
    LedgerTrust trust =
        new LedgerTrust(log.origin(), log.hash(), List.of(log.noteKey()), List.of(witnessKey), 1);
    return ledger.find(entry).orElseThrow().judge(entry, trust);
  }

  private SignedNote cosigned(Ledger ledger) throws Exception {
    return SignedNote.parse(ledger.checkpoint()).cosign(NAME, witness, TIME);
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.COSIGNATURE_REFUSED));
  }

  @Test
  void a_receipt_is_witnessed_once_the_cosignature_is_added_and_stays_so() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      ledger.anchor(List.of(entry));
      assertThat(judged(ledger).outcome()).isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      String note = ledger.addCosignatures(cosigned(ledger), List.of(witnessKey));
      assertThat(note).isEqualTo(ledger.checkpoint());
      assertThat(judged(ledger).outcome()).isEqualTo(AnchorReceipt.Outcome.WITNESSED);
      assertThat(judged(ledger).provenAt()).isEqualTo(TIME);
    }
    try (EmbeddedLedger ledger = builder().open()) {
      assertThat(judged(ledger).outcome()).isEqualTo(AnchorReceipt.Outcome.WITNESSED);
      assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey(), witnessKey), files)).isEmpty();
      assertThat(LogReader.fsck(DIRECTORY, List.of(log.noteKey()), files))
          .extracting(FsckFinding::code)
          .containsExactly(FsckFinding.Code.SIGNER_UNKNOWN);
    }
  }

  @Test
  void the_same_witness_again_replaces_its_line() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      ledger.addCosignatures(cosigned(ledger), List.of(witnessKey));
      SignedNote bare = Head.parse(ledger.checkpoint().getBytes(UTF_8)).note();
      SignedNote own = new SignedNote(bare.text(), bare.signatures().subList(0, 1));
      ledger.addCosignatures(own.cosign(NAME, witness, TIME.plusSeconds(60)), List.of(witnessKey));
      assertThat(SignedNote.parse(ledger.checkpoint()).signatures()).hasSize(2);
    }
  }

  @Test
  void cosignatures_of_an_older_checkpoint_are_refused() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      SignedNote old = cosigned(ledger);
      ledger.anchor(List.of(entry));
      refused(() -> ledger.addCosignatures(old, List.of(witnessKey)));
    }
  }

  @Test
  void strangers_wrong_values_and_log_keys_are_refused() throws Exception {
    try (EmbeddedLedger ledger = builder().create(log.origin())) {
      SignedNote good = cosigned(ledger);
      String before = ledger.checkpoint();
      refused(() -> ledger.addCosignatures(good, List.of()));
      refused(() -> ledger.addCosignatures(good, List.of(log.noteKey(), witnessKey)));
      List<SignedNote.Line> lines = new ArrayList<>(good.signatures());
      byte[] value = lines.get(1).value();
      value[value.length - 1] ^= 1;
      lines.set(1, new SignedNote.Line(NAME, lines.get(1).keyId(), value));
      refused(
          () -> ledger.addCosignatures(new SignedNote(good.text(), lines), List.of(witnessKey)));
      assertThat(ledger.checkpoint()).isEqualTo(before);
    }
  }
}
