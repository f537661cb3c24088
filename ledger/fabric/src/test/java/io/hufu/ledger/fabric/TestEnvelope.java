package io.hufu.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/** Builds the envelope of an endorsed transaction as peers and a gateway do. */
final class TestEnvelope {
  String channel = "agencies";
  String chaincode = "hufu";
  Instant time = Instant.parse("2026-06-01T00:00:00Z");
  HashAlgorithm hash = HashAlgorithm.SHA_256;
  int type = HeaderType.ENDORSER_TRANSACTION_VALUE;
  int status = 200;
  List<String> call;
  String answer;
  final KVRWSet.Builder access = KVRWSet.newBuilder();
  final List<TestOrganisation> endorsers = new ArrayList<>();

  /** What an attacker does to the signed octets of the response after they were signed. */
  UnaryOperator<byte[]> tampering = octets -> octets;

  /** What an attacker does to the value of a signature. */
  UnaryOperator<byte[]> signing = value -> value;

  /** Other octets to take the proposal's hash over. */
  byte[] otherProposal;

  TestEnvelope(List<String> call, String answer) {
    this.call = call;
    this.answer = answer;
  }

  TestEnvelope reads(String key, long block, long transaction) {
    access.addReads(
        KVRead.newBuilder()
            .setKey(key)
            .setVersion(Version.newBuilder().setBlockNum(block).setTxNum(transaction)));
    return this;
  }

  TestEnvelope misses(String key) {
    access.addReads(KVRead.newBuilder().setKey(key));
    return this;
  }

  TestEnvelope writes(String key, String value) {
    access.addWrites(KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)));
    return this;
  }

  TestEnvelope by(TestOrganisation... organisations) {
    endorsers.addAll(Arrays.asList(organisations));
    return this;
  }

  byte[] build() {
    ByteString channelHeader =
        ChannelHeader.newBuilder()
            .setType(type)
            .setChannelId(channel)
            .setTimestamp(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
            .build()
            .toByteString();
    ByteString signatureHeader = ByteString.copyFromUtf8("creator and nonce");
    ChaincodeID id = ChaincodeID.newBuilder().setName(chaincode).build();
    ChaincodeInput.Builder input = ChaincodeInput.newBuilder();
    call.forEach(argument -> input.addArgs(ByteString.copyFromUtf8(argument)));
    ByteString proposal =
        ChaincodeProposalPayload.newBuilder()
            .setInput(
                ChaincodeInvocationSpec.newBuilder()
                    .setChaincodeSpec(ChaincodeSpec.newBuilder().setChaincodeId(id).setInput(input))
                    .build()
                    .toByteString())
            .build()
            .toByteString();
    byte[] hashed =
        otherProposal != null
            ? otherProposal
            : channelHeader.concat(signatureHeader).concat(proposal).toByteArray();
    byte[] response = response(id, hashed);
    ChaincodeEndorsedAction.Builder action = ChaincodeEndorsedAction.newBuilder();
    endorsers.forEach(each -> action.addEndorsements(endorsement(each, response)));
    action.setProposalResponsePayload(ByteString.copyFrom(tampering.apply(response)));
    ByteString payload =
        ChaincodeActionPayload.newBuilder()
            .setChaincodeProposalPayload(proposal)
            .setAction(action)
            .build()
            .toByteString();
    Transaction transaction =
        Transaction.newBuilder()
            .addActions(
                TransactionAction.newBuilder().setHeader(signatureHeader).setPayload(payload))
            .build();
    return Envelope.newBuilder()
        .setPayload(
            Payload.newBuilder()
                .setHeader(
                    Header.newBuilder()
                        .setChannelHeader(channelHeader)
                        .setSignatureHeader(signatureHeader))
                .setData(transaction.toByteString())
                .build()
                .toByteString())
        .build()
        .toByteArray();
  }

  private byte[] response(ChaincodeID id, byte[] hashed) {
    TxReadWriteSet results =
        TxReadWriteSet.newBuilder()
            .setDataModel(TxReadWriteSet.DataModel.KV)
            .addNsRwset(
                NsReadWriteSet.newBuilder()
                    .setNamespace("_lifecycle")
                    .setRwset(
                        KVRWSet.newBuilder()
                            .addReads(KVRead.newBuilder().setKey("namespaces/fields/hufu"))
                            .build()
                            .toByteString()))
            .addNsRwset(
                NsReadWriteSet.newBuilder()
                    .setNamespace(chaincode)
                    .setRwset(access.build().toByteString()))
            .build();
    return ProposalResponsePayload.newBuilder()
        .setProposalHash(ByteString.copyFrom(hash.digest(hashed)))
        .setExtension(
            ChaincodeAction.newBuilder()
                .setResults(results.toByteString())
                .setResponse(
                    Response.newBuilder()
                        .setStatus(status)
                        .setPayload(ByteString.copyFromUtf8(answer)))
                .setChaincodeId(id)
                .build()
                .toByteString())
        .build()
        .toByteArray();
  }

  private Endorsement endorsement(TestOrganisation organisation, byte[] response) {
    return endorse(organisation.mspId(), organisation.peer(), response, signing);
  }

  /** Signs a response as a peer. */
  static Endorsement endorse(
      String mspId, SigningKey peer, byte[] response, UnaryOperator<byte[]> signing) {
    byte[] endorser =
        SerializedIdentity.newBuilder()
            .setMspid(mspId)
            .setIdBytes(ByteString.copyFromUtf8(peer.certificate().pem()))
            .build()
            .toByteArray();
    byte[] signed = Arrays.copyOf(response, response.length + endorser.length);
    System.arraycopy(endorser, 0, signed, response.length, endorser.length);
    try {
      return Endorsement.newBuilder()
          .setEndorser(ByteString.copyFrom(endorser))
          .setSignature(ByteString.copyFrom(signing.apply(peer.signDer(signed))))
          .build();
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }
}
