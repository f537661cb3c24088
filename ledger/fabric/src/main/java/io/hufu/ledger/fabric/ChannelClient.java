package io.hufu.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hufu.crypto.KeyUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.hyperledger.fabric.client.Commit;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Single calls to one chaincode of one channel, each with its deadline. Thread-safe. */
final class ChannelClient implements Closeable {
  private final String channel;
  private final String chaincode;
  private final Gateways gateways;

  ChannelClient(String channel, String chaincode, Gateways gateways) {
    this.channel = channel;
    this.chaincode = chaincode;
    this.gateways = gateways;
  }

  /**
   * What to ask.
   *
   * @param organisations who must endorse; empty to leave it to the gateway
   */
  record Call(String function, List<String> arguments, List<String> organisations) {}

  /**
   * A transaction that was endorsed and signed, and given to nobody.
   *
   * @param bytes the prepared transaction, signed by the client
   * @param answer what the contract answered
   */
  record Endorsed(String transactionId, byte[] bytes, byte[] answer) {
    /** Returns the bytes of the envelope, which is the proof of an endorsed read. */
    byte[] envelope() throws IOException {
      try {
        return PreparedTransaction.parseFrom(bytes).getEnvelope().toByteArray();
      } catch (InvalidProtocolBufferException e) {
        throw new IOException("a transaction just endorsed cannot be read", e);
      }
    }
  }

  /** Where a transaction stands in the chain, and whether it took effect. */
  record Committed(TxValidationCode code, long block) {
    boolean valid() {
      return code == TxValidationCode.VALID;
    }

    /** Another transaction changed what this one had read: endorsing anew may help. */
    boolean overtaken() {
      return code == TxValidationCode.MVCC_READ_CONFLICT
          || code == TxValidationCode.PHANTOM_READ_CONFLICT;
    }
  }

  Endorsed endorse(Call call) throws CallFailed, IOException {
    try (Gateways.Session session = gateways.session()) {
      try {
        Proposal.Builder proposal =
            session
                .gateway()
                .getNetwork(channel)
                .getContract(chaincode)
                .newProposal(call.function())
                .addArguments(call.arguments().toArray(String[]::new));
        if (!call.organisations().isEmpty()) {
          proposal.setEndorsingOrganizations(call.organisations().toArray(String[]::new));
        }
        Transaction endorsed = proposal.build().endorse();
        byte[] signature = session.identity().key().signDer(endorsed.getDigest());
        Transaction signed = session.gateway().newSignedTransaction(endorsed.getBytes(), signature);
        return new Endorsed(endorsed.getTransactionId(), signed.getBytes(), endorsed.getResult());
      } catch (EndorseException e) {
        throw new CallFailed(Failure.of(e), session.peer(), e);
      } catch (KeyUnavailableException e) {
        throw new IOException("the client's key could not be used: " + e.getMessage(), e);
      }
    }
  }

  /** Gives signed bytes to the orderers and waits for their block; doing so again is safe. */
  Committed submit(byte[] bytes) throws CallFailed, IOException {
    try (Gateways.Session session = gateways.session()) {
      try {
        Status status = submitted(session, session.gateway().newTransaction(bytes)).getStatus();
        return new Committed(status.getCode(), status.getBlockNumber());
      } catch (SubmitException | CommitStatusException e) {
        throw new CallFailed(Failure.of(e), session.peer(), e);
      }
    }
  }

  /** BFT orderers refuse what they have already; then only its block is waited for. */
  private Commit submitted(Gateways.Session session, Transaction transaction)
      throws SubmitException {
    try {
      return transaction.submitAsync();
    } catch (SubmitException e) {
      if (!Failure.isRepeat(e)) {
        throw e;
      }
      return session
          .gateway()
          .newCommit(status(session.identity(), transaction.getTransactionId()).toByteArray());
    }
  }

  /** Asks what became of a transaction; the gateway signs it. */
  private SignedCommitStatusRequest status(FabricIdentity identity, String transactionId) {
    ByteString creator =
        SerializedIdentity.newBuilder()
            .setMspid(identity.mspId())
            .setIdBytes(ByteString.copyFrom(identity.forGateway().getCredentials()))
            .build()
            .toByteString();
    return SignedCommitStatusRequest.newBuilder()
        .setRequest(
            CommitStatusRequest.newBuilder()
                .setChannelId(channel)
                .setTransactionId(transactionId)
                .setIdentity(creator)
                .build()
                .toByteString())
        .build();
  }

  /** Asks the next peer from now on. */
  void turnFrom(GatewayPeer peer) {
    gateways.turnFrom(peer);
  }

  @Override
  public void close() {
    gateways.close();
  }
}
