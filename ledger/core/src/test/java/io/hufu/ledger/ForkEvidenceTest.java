package io.hufu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.ForkEvidence;
import io.hufu.model.ForkEvidence.Outcome;
import io.hufu.model.LedgerTrust;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two checkpoints of one log convict it when they contradict each other, and only then. */
class ForkEvidenceTest {
  private static final int SIZE = 40;

  private final ForkedLog fork = new ForkedLog(TestLog.INTL, 5, SIZE);
  private final LedgerTrust trust = TestLog.INTL.trust();

  private Outcome judged(Head smaller, Head larger, List<byte[]> path) {
    return new ForkEvidence(smaller.text(), larger.text(), path).judge(trust).outcome();
  }

  @Test
  void every_pair_of_sizes_behind_the_split_convicts_and_no_pair_of_one_history_does()
      throws Exception {
    for (int m = 0; m <= SIZE; m++) {
      for (int n = m; n <= SIZE; n++) {
        List<byte[]> path = fork.prefixPath(1, m, n);
        assertThat(judged(fork.head(0, m), fork.head(1, n), path))
            .as("sizes %d and %d", m, n)
            .isEqualTo(m > 5 ? Outcome.PROVEN : Outcome.NO_CONTRADICTION);
        assertThat(judged(fork.head(1, m), fork.head(1, n), path))
            .isEqualTo(Outcome.NO_CONTRADICTION);
      }
    }
  }

  @Test
  void a_path_that_does_not_lead_to_the_larger_root_shows_nothing() throws Exception {
    Head smaller = fork.head(0, 7);
    Head larger = fork.head(1, 23);
    List<byte[]> path = fork.prefixPath(1, 7, 23);
    for (int i = 0; i < path.size(); i++) {
      List<byte[]> bent = new ArrayList<>(path);
      bent.set(i, path.get(i).clone());
      bent.get(i)[3] ^= 1;
      assertThat(judged(smaller, larger, bent)).isEqualTo(Outcome.NO_CONTRADICTION);
      List<byte[]> shorter = new ArrayList<>(path);
      shorter.remove(i);
      assertThat(judged(smaller, larger, shorter)).isEqualTo(Outcome.NO_CONTRADICTION);
    }
    assertThat(judged(smaller, larger, List.of(new byte[31]))).isEqualTo(Outcome.NO_CONTRADICTION);
    assertThat(judged(larger, smaller, path)).isEqualTo(Outcome.NO_CONTRADICTION);
  }

  @Test
  void nobody_can_convict_an_honest_log_with_invented_hashes() throws Exception {
    long seed = System.nanoTime();
    System.out.println("invented paths, seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      int m = 1 + random.nextInt(SIZE - 1);
      int n = m + random.nextInt(SIZE - m + 1);
      List<byte[]> path = new ArrayList<>(fork.prefixPath(0, m, n));
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        byte[] invented = new byte[32];
        random.nextBytes(invented);
        path.add(random.nextInt(path.size() + 1), invented);
        if (random.nextBoolean()) {
          path.remove(random.nextInt(path.size()));
        }
      }
      assertThat(judged(fork.head(0, m), fork.head(0, n), path))
          .as("round %d", round)
          .isEqualTo(Outcome.NO_CONTRADICTION);
    }
  }

  @Test
  void only_the_logs_own_signature_counts() throws Exception {
    SigningKey thief = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    ForkedLog forged = new ForkedLog(new TestLog(TestLog.INTL.origin(), thief), 0, 3);
    assertThat(judged(fork.head(0, 3), forged.head(0, 3), List.of())).isEqualTo(Outcome.NOT_SIGNED);
    LedgerTrust other = new LedgerTrust("other.example", trust.hash(), trust.keys(), List.of(), 0);
    ForkEvidence evidence =
        new ForkEvidence(fork.head(0, 9).text(), fork.head(1, 9).text(), List.of());
    assertThat(evidence.judge(other).outcome()).isEqualTo(Outcome.OTHER_LOG);
    assertThat(evidence.judge(trust).outcome()).isEqualTo(Outcome.PROVEN);
  }

  @Test
  void a_witness_that_cosigned_both_sides_is_named() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    NoteKey witness = NoteKey.of("w.example", NoteKey.Kind.ED25519_WITNESS, key.verificationKey());
    LedgerTrust witnessed =
        new LedgerTrust(trust.origin(), trust.hash(), trust.keys(), List.of(witness), 1);
    String one =
        fork.head(0, 9).note().cosign("w.example", key, Instant.EPOCH.plusSeconds(9)).encoded();
    String two =
        fork.head(1, 9).note().cosign("w.example", key, Instant.EPOCH.plusSeconds(9)).encoded();
    assertThat(new ForkEvidence(one, two, List.of()).judge(witnessed).cosigners())
        .containsExactly("w.example");
    assertThat(
            new ForkEvidence(one, fork.head(1, 9).text(), List.of()).judge(witnessed).cosigners())
        .isEmpty();
  }

  @Test
  void the_file_comes_back_and_every_cut_of_it_is_malformed() throws Exception {
    ForkEvidence evidence =
        new ForkEvidence(
            fork.head(0, 7).text(), fork.head(1, 23).text(), fork.prefixPath(1, 7, 23));
    byte[] file = evidence.encoded();
    assertThat(ForkEvidence.parse(file)).isEqualTo(evidence);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ForkEvidence.parse(cut)).isInstanceOf(MalformedDataException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{\"schema\":\"hufu.fork-evidence/2\"}", "null", ""})
  void other_files_are_malformed(String file) {
    assertThatThrownBy(() -> ForkEvidence.parse(file.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void a_prefix_path_yields_every_earlier_root() {
    for (int m = 0; m <= SIZE; m++) {
      for (int n = m; n <= SIZE; n++) {
        assertThat(
                MerkleTree.prefixRoot(
                    trust.hash(), m, n, fork.root(0, n), fork.prefixPath(0, m, n)))
            .as("sizes %d and %d", m, n)
            .hasValue(fork.root(0, m));
      }
    }
  }
}
