package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.Entries;
import io.hufu.ledger.LedgerException;
import io.hufu.ledger.fabric.FabricException.Known;
import io.hufu.ledger.fabric.FabricException.Reason;
import io.hufu.ledger.fabric.SimulatedPeer.Fault;
import io.hufu.ledger.fabric.SimulatedPeer.Rpc;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever fails: nothing is anchored twice, nothing is reported anchored that is not, and
 * everything is anchored in the end. The table of docs/fabric.md says what the caller saw.
 */
class FabricDrillsTest {
  @TempDir Path folder;
  private FabricNetwork network;
  private FabricLedger ledger;
  private int next;

  @BeforeEach
  void start() throws Exception {
    network = new FabricNetwork(folder);
    ledger = network.open();
  }

  @AfterEach
  void stop() throws Exception {
    ledger.close();
    network.close();
  }

  private List<LogEntry> more() {
    return Entries.range(network.trust().hash(), next, next += 3);
  }

  private void anchored(List<LogEntry> entries) throws Exception {
    List<AnchorReceipt> receipts = ledger.anchor(entries);
    assertThat(receipts).hasSameSizeAs(entries);
    for (int i = 0; i < entries.size(); i++) {
      AnchorReceipt receipt = receipts.get(i);
      assertThat(receipt.judge(entries.get(i), network.trust()).outcome())
          .isEqualTo(AnchorReceipt.Outcome.ANCHORED);
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(receipt.checkpoint()).text());
      assertThat(
              FabricProofs.judge(
                      receipt.fabric().orElseThrow(),
                      network.channel.trust(2),
                      ExpectedRead.checkpoint(checkpoint),
                      Instant.now())
                  .outcome())
          .isEqualTo(ProofOutcome.WITNESSED);
      assertThat(network.channel.held(key(checkpoint.size()))).isNotNull();
    }
    assertNothingTwice();
  }

  private static String key(long size) {
    return FabricNetwork.checkpointKey(FabricNetwork.ORIGIN, size);
  }

  private void assertNothingTwice() throws Exception {
    assertThat(network.channel.writes)
        .allSatisfy(
            (key, count) -> {
              if (key.startsWith("\u0000checkpoint")) {
                assertThat(count).as(key).isEqualTo(1);
              }
            });
    assertThat(journalled()).isZero();
  }

  private long journalled() throws Exception {
    if (!Files.isDirectory(network.journal())) {
      return 0;
    }
    try (Stream<Path> files = Files.list(network.journal())) {
      return files.filter(file -> file.toString().endsWith(".json")).count();
    }
  }

  private void refused(List<LogEntry> entries, String words) {
    assertThatThrownBy(() -> ledger.anchor(entries))
        .isInstanceOf(LedgerException.class)
        .satisfies(
            e ->
                assertThat(((LedgerException) e).reason())
                    .isEqualTo(LedgerException.Reason.QUORUM_MISSING))
        .hasMessageContaining(words);
  }

  /** Opens the log anew, as another process would. */
  private void reopen(Deadlines deadlines) throws Exception {
    ledger.close();
    network.deadlines = deadlines;
    ledger = network.open();
  }

  private void impatient() throws Exception {
    reopen(FabricNetwork.IMPATIENT);
  }

  private void patient() throws Exception {
    reopen(FabricNetwork.PATIENT);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"UNAVAILABLE", "ANSWER_LOST", "NO_ANSWER"})
  void a_submission_whose_answer_does_not_come_is_sent_again_with_the_same_bytes(Fault fault)
      throws Exception {
    int before = network.channel.submitted.size();
    network.first.next(Rpc.SUBMIT, fault);
    anchored(more());
    List<String> submitted =
        network.channel.submitted.subList(before, network.channel.submitted.size());
    assertThat(submitted.stream().distinct()).hasSize(1);
    assertThat(submitted).hasSizeGreaterThanOrEqualTo(fault == Fault.UNAVAILABLE ? 1 : 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"UNAVAILABLE", "ANSWER_LOST", "NO_ANSWER", "DIES"})
  void an_outcome_that_is_not_told_is_asked_for_again(Fault fault) throws Exception {
    network.first.next(Rpc.COMMIT_STATUS, fault);
    anchored(more());
    network.first.close();
    anchored(more());
  }

  @Test
  void a_frozen_orderer_leaves_the_outcome_open_and_commits_once_it_goes_on() throws Exception {
    impatient();
    network.channel.ordererFrozen = true;
    List<LogEntry> entries = more();
    refused(entries, "may or may not take effect");
    assertThat(journalled()).isEqualTo(1);
    network.channel.ordererFrozen = false;
    network.channel.cut();
    patient();
    anchored(entries);
    // the registration, the empty log, and this one
    assertThat(network.channel.submitted.stream().distinct()).hasSize(3);
  }

  @Test
  void an_orderer_that_dies_after_accepting_loses_it_and_the_same_bytes_commit_later()
      throws Exception {
    impatient();
    network.channel.ordererFrozen = true;
    List<LogEntry> entries = more();
    refused(entries, "its bytes are stored");
    network.channel.loseWhatWaits();
    network.channel.ordererFrozen = false;
    int before = network.channel.submitted.size();
    patient();
    anchored(entries);
    assertThat(network.channel.submitted.get(before))
        .isEqualTo(network.channel.submitted.get(before - 1));
  }

  @Test
  void a_process_that_ends_while_the_outcome_is_open_finds_it_in_its_journal() throws Exception {
    impatient();
    network.channel.ordererFrozen = true;
    List<LogEntry> entries = more();
    refused(entries, "its bytes are stored");
    ledger.close();
    network.channel.loseWhatWaits();
    network.channel.ordererFrozen = false;
    int before = network.channel.submitted.size();
    network.deadlines = FabricNetwork.PATIENT;
    ledger = network.open();
    assertThat(network.channel.submitted.get(before))
        .isEqualTo(network.channel.submitted.get(before - 1));
    anchored(entries);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ANSWER_LOST", "NO_ANSWER"})
  void orderers_that_refuse_what_they_have_already_are_asked_for_its_block(Fault fault)
      throws Exception {
    network.channel.bft = true;
    network.first.next(Rpc.SUBMIT, fault);
    int before = network.channel.submitted.size();
    anchored(more());
    assertThat(network.channel.submitted).hasSize(before + 1);
  }

  @Test
  void what_waits_at_frozen_orderers_of_bft_is_settled_when_they_go_on() throws Exception {
    network.channel.bft = true;
    impatient();
    network.channel.ordererFrozen = true;
    List<LogEntry> entries = more();
    refused(entries, "may or may not take effect");
    refused(entries, "may or may not take effect");
    network.channel.ordererFrozen = false;
    network.channel.cut();
    patient();
    anchored(entries);
  }

  @Test
  void a_dead_peer_of_a_required_organisation_stops_writing_before_submission() throws Exception {
    impatient();
    List<LogEntry> entries = more();
    int before = network.channel.submitted.size();
    network.channel.deadOrganisations.add("CityMSP");
    refused(entries, "not endorsed and not submitted");
    assertThat(network.channel.submitted).hasSize(before);
    network.channel.deadOrganisations.clear();
    patient();
    anchored(entries);
  }

  @Test
  void a_chaincode_server_that_is_down_stops_writing_before_submission() throws Exception {
    impatient();
    List<LogEntry> entries = more();
    network.channel.chaincodeDown = true;
    refused(entries, "connection refused");
    network.channel.chaincodeDown = false;
    patient();
    anchored(entries);
  }

  @Test
  void a_dead_gateway_peer_is_left_for_the_next_one() throws Exception {
    network.first.close();
    anchored(more());
    network.second.close();
    network.first.start();
    anchored(more());
  }

  @Test
  void all_gateway_peers_dead_is_unreachable_and_passes() throws Exception {
    impatient();
    List<LogEntry> entries = more();
    network.first.close();
    network.second.close();
    refused(entries, "UNAVAILABLE");
    network.first.start();
    patient();
    anchored(entries);
  }

  @Test
  void a_conflict_with_another_writer_is_endorsed_anew() throws Exception {
    anchored(more());
    String head = "\u0000head\u0000" + FabricNetwork.ORIGIN + "\u0000";
    network.channel.beforeCommit = () -> network.channel.touch(head);
    int before = network.channel.submitted.size();
    anchored(more());
    assertThat(
            network.channel.submitted.subList(before, network.channel.submitted.size()).stream()
                .distinct())
        .hasSize(2);
  }

  @Test
  void the_same_bytes_twice_have_one_effect() throws Exception {
    network.first.next(Rpc.SUBMIT, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
    network.second.next(Rpc.SUBMIT, Fault.ANSWER_LOST);
    anchored(more());
    assertThat(ledger.size()).isEqualTo(3);
  }

  @Test
  void an_expired_client_certificate_is_said_before_anything_is_sent_and_a_renewed_one_is_used()
      throws Exception {
    Path certificate = folder.resolve("client.pem");
    Path key = folder.resolve("client.key");
    SigningKey old =
        TestOrganisation.member(
            network.agency.root(), "CN=old,OU=client", Instant.now().plusSeconds(3600));
    TestPem.write(old, certificate, key);
    ledger.close();
    network.credentials = FabricCredentials.files("AgencyMSP", certificate, key);
    ledger = network.open();
    anchored(more());
    ledger.close();
    network.clock = Clock.fixed(Instant.now().plusSeconds(7200), ZoneOffset.UTC);
    int before = network.channel.submitted.size();
    try (FabricWitness chain = network.builder().open()) {
      assertThatThrownBy(
              () ->
                  chain.proof(
                      Checkpoint.parse(FabricNetwork.ORIGIN + "\n3\n" + "A".repeat(43) + "=\n")))
          .isInstanceOfSatisfying(
              FabricException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.CREDENTIALS);
                assertThat(e.known()).isEqualTo(Known.NOT_SUBMITTED);
              })
          .hasMessageContaining("nothing was sent");
      assertThat(network.channel.submitted).hasSize(before);
    }
    network.clock = Clock.systemUTC();
    ledger = network.open();
    TestPem.write(
        TestOrganisation.member(network.agency.root(), "CN=new,OU=client", TestOrganisation.TO),
        certificate,
        key);
    anchored(more());
  }

  @Test
  void a_client_of_another_organisation_is_refused_by_the_contract() throws Exception {
    ledger.close();
    FabricCredentials own = network.credentials;
    network.credentials =
        FabricCredentials.of(new FabricIdentity("CityMSP", network.city.client()));
    ledger = null;
    try (io.hufu.ledger.EmbeddedLedger log = network.log()) {
      log.anchor(more());
    }
    assertThatThrownBy(() -> network.open())
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("NOT_THE_OWNER");
    network.credentials = own;
    ledger = network.open();
    assertThat(ledger.size()).isEqualTo(3);
  }

  @Test
  void a_fork_is_refused_by_the_channel_and_nothing_more_is_signed() throws Exception {
    List<LogEntry> first = more();
    anchored(first);
    ledger.close();
    Path other = folder.resolve("restored");
    Files.createDirectory(other);
    FabricNetwork twin = network.twin(other);
    assertThatThrownBy(
            () -> {
              try (FabricLedger forked = twin.open()) {
                forked.anchor(more());
                forked.anchor(more());
              }
            })
        .isInstanceOfSatisfying(
            LedgerException.class,
            e ->
                assertThat(e.reason())
                    .isIn(
                        LedgerException.Reason.BEHIND_HEAD,
                        LedgerException.Reason.WITNESS_CONTRADICTS));
    ledger = network.open();
    assertThat(ledger.find(first.get(0))).isPresent();
  }

  @Test
  void a_fork_of_the_same_size_or_larger_is_a_contradiction() throws Exception {
    anchored(more());
    ledger.close();
    Path other = folder.resolve("forked");
    Files.createDirectory(other);
    FabricNetwork twin = network.twin(other);
    try (io.hufu.ledger.EmbeddedLedger log = twin.log()) {
      log.anchor(Entries.range(twin.trust().hash(), 100, 105));
    }
    assertThatThrownBy(twin::open)
        .isInstanceOfSatisfying(
            LedgerException.class,
            e -> assertThat(e.reason()).isEqualTo(LedgerException.Reason.WITNESS_CONTRADICTS))
        .hasMessageContaining("INCONSISTENT");
    ledger = network.open();
  }
}
