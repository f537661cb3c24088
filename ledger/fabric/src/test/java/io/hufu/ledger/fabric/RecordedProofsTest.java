package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks and endorsed reads that real networks gave, with Raft and with BFT ordering. */
class RecordedProofsTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  private static Path folder(String network) {
    Path folder =
        Path.of(System.getProperty("hufu.corpus", "no corpus"), "fabric-recorded", network);
    Assumptions.assumeTrue(
        Files.isDirectory(folder),
        "no blocks recorded from a network: set -Dhufu.corpus to the folder of fabric-recorded");
    return folder;
  }

  private static ChannelTrust trust(Path folder, String channel) throws Exception {
    return new ChannelTrust(
        channel,
        "anchor",
        List.of(organisation(folder, "Org1MSP", "org1"), organisation(folder, "Org2MSP", "org2")),
        2,
        Set.of(SignatureAlgorithm.ES256));
  }

  private static Organisation organisation(Path folder, String mspId, String name)
      throws Exception {
    byte[] pem = Files.readAllBytes(folder.resolve("msp-root-" + name + ".pem"));
    return new Organisation(mspId, "peer", Certificate.fromPem(pem));
  }

  private static ExpectedRead expected(int number) {
    byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
    String value = HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(line));
    String key = "root-" + number;
    return ExpectedRead.exactly("get", List.of(key), key, value);
  }

  private static String channelOf(byte[] envelope) throws Exception {
    return EndorsedTransaction.parse(envelope).channel();
  }

  @ParameterizedTest
  @ValueSource(strings = {"raft", "bft"})
  void endorsed_reads_are_witnessed_by_both_organisations(String network) throws Exception {
    Path folder = folder(network);
    for (int number = 1; number <= 4; number++) {
      byte[] read = Files.readAllBytes(folder.resolve("endorsed-read-root-" + number + ".pb"));
      ChannelTrust trust = trust(folder, channelOf(read));
      ProofJudgement judged = FabricProofs.judge(read, trust, expected(number), LATER);
      assertThat(judged.outcome()).as(judged.detail()).isEqualTo(ProofOutcome.WITNESSED);
      assertThat(judged.organisations()).containsExactly("Org1MSP", "Org2MSP");
      // the last four blocks hold the four writes, one each
      assertThat(judged.version()).isEqualTo(new ProofJudgement.Version(3 + number, 0));
      assertThat(FabricProofs.judge(read, trust, expected(number % 4 + 1), LATER).outcome())
          .isEqualTo(ProofOutcome.OTHER_ARGUMENTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raft", "bft"})
  void recorded_blocks_show_endorsement_only(String network) throws Exception {
    Path folder = folder(network);
    String channel = channelOf(Files.readAllBytes(folder.resolve("endorsed-read-root-1.pb")));
    ChannelTrust trust = trust(folder, channel);
    for (int number = 0; number < 8; number++) {
      Block block = Block.parseFrom(Files.readAllBytes(folder.resolve("block-" + number + ".pb")));
      for (ByteString envelope : block.getData().getDataList()) {
        ProofOutcome outcome =
            FabricProofs.judge(
                    envelope.toByteArray(), trust, expected(Math.max(1, number - 3)), LATER)
                .outcome();
        assertThat(outcome)
            .as("block %s", number)
            .isEqualTo(
                switch (number) {
                  case 0 -> ProofOutcome.MALFORMED; // configuration
                  case 1, 2, 3 -> ProofOutcome.OTHER_CHAINCODE; // life cycle
                  default -> ProofOutcome.ENDORSED_ONLY;
                });
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"raft", "bft"})
  void tampered_reads_are_refused(String network) throws Exception {
    Path folder = folder(network);
    byte[] read = Files.readAllBytes(folder.resolve("endorsed-read-root-1.pb"));
    ChannelTrust trust = trust(folder, channelOf(read));
    refused(read, trust, ProofOutcome.ORGANISATION_MISSING, action -> action.removeEndorsements(1));
    refused(
        read,
        trust,
        ProofOutcome.SAME_ORGANISATION_TWICE,
        action -> action.setEndorsements(1, action.getEndorsements(0)));
    refused(
        read,
        trust,
        ProofOutcome.HIGH_S,
        action -> {
          byte[] value = action.getEndorsements(0).getSignature().toByteArray();
          action.getEndorsementsBuilder(0).setSignature(ByteString.copyFrom(HighS.of(value)));
          return action;
        });
    ChannelTrust foreign =
        new ChannelTrust(
            trust.channel(),
            trust.chaincode(),
            List.of(
                organisation(folder, "Org1MSP", "org2"), organisation(folder, "Org2MSP", "org1")),
            2,
            trust.algorithms());
    assertThat(FabricProofs.judge(read, foreign, expected(1), LATER).outcome())
        .isEqualTo(ProofOutcome.FOREIGN_ROOT);
  }

  private static void refused(
      byte[] read,
      ChannelTrust trust,
      ProofOutcome outcome,
      UnaryOperator<ChaincodeEndorsedAction.Builder> tampering)
      throws Exception {
    Envelope.Builder envelope = Envelope.parseFrom(read).toBuilder();
    Payload.Builder payload = Payload.parseFrom(envelope.getPayload()).toBuilder();
    Transaction.Builder transaction = Transaction.parseFrom(payload.getData()).toBuilder();
    ChaincodeActionPayload.Builder action =
        ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload()).toBuilder();
    action.setAction(tampering.apply(action.getAction().toBuilder()));
    transaction.getActionsBuilder(0).setPayload(action.build().toByteString());
    payload.setData(transaction.build().toByteString());
    byte[] tampered = envelope.setPayload(payload.build().toByteString()).build().toByteArray();
    assertThat(FabricProofs.judge(tampered, trust, expected(1), LATER).outcome())
        .isEqualTo(outcome);
  }
}
