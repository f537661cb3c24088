package io.hufu.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.hufu.crypto.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * The parts of an envelope that holds one endorsed transaction; nothing is verified. Immutable.
 *
 * @param time when the client says it made the proposal
 * @param proposal what the proposal's hash is taken over: channel header, signature header and
 *     proposal payload, one after the other
 * @param invocation which chaincode was asked what
 * @param response the octets that every endorsement covers first
 * @param answered those octets, read
 */
record EndorsedTransaction(
    String channel,
    Instant time,
    byte[] proposal,
    ChaincodeSpec invocation,
    byte[] response,
    ProposalResponsePayload answered,
    ChaincodeAction action,
    List<Endorsement> endorsements) {
  /** Longest envelope that is read, in bytes; an endorsed read by two organisations has 4 kB. */
  static final int MAX_LENGTH = 1 << 20;

  /** More endorsements than any channel has organisations; bounds the work. */
  private static final int MAX_ENDORSEMENTS = 64;

  /** Reads the bytes of an envelope. */
  static EndorsedTransaction parse(byte[] envelope) throws MalformedDataException {
    if (envelope.length > MAX_LENGTH) {
      throw new MalformedDataException("fabric proof: longer than " + MAX_LENGTH + " bytes");
    }
    try {
      return read(Payload.parseFrom(Envelope.parseFrom(envelope).getPayload()));
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedDataException("fabric proof: not a protobuf envelope", e);
    } catch (DateTimeException | ArithmeticException e) {
      throw new MalformedDataException("fabric proof: its time is out of range", e);
    }
  }

  private static EndorsedTransaction read(Payload payload)
      throws InvalidProtocolBufferException, MalformedDataException {
    Header header = payload.getHeader();
    ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
    Transaction transaction = Transaction.parseFrom(payload.getData());
    if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE
        || transaction.getActionsCount() != 1) {
      throw new MalformedDataException("fabric proof: not one transaction of a chaincode");
    }
    ChaincodeActionPayload action =
        ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    ByteString proposal = action.getChaincodeProposalPayload();
    ByteString response = action.getAction().getProposalResponsePayload();
    List<Endorsement> endorsements = action.getAction().getEndorsementsList();
    if (response.isEmpty() || endorsements.isEmpty() || endorsements.size() > MAX_ENDORSEMENTS) {
      throw new MalformedDataException("fabric proof: no response, or not 1 to 64 endorsements");
    }
    ProposalResponsePayload answered = ProposalResponsePayload.parseFrom(response);
    return new EndorsedTransaction(
        channel.getChannelId(),
        instant(channel.getTimestamp()),
        header
            .getChannelHeader()
            .concat(header.getSignatureHeader())
            .concat(proposal)
            .toByteArray(),
        ChaincodeInvocationSpec.parseFrom(ChaincodeProposalPayload.parseFrom(proposal).getInput())
            .getChaincodeSpec(),
        response.toByteArray(),
        answered,
        ChaincodeAction.parseFrom(answered.getExtension()),
        endorsements);
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** Returns what was called and with what, as text; the first is the function's name. */
  List<String> call() {
    return invocation.getInput().getArgsList().stream()
        .map(argument -> argument.toString(StandardCharsets.UTF_8))
        .toList();
  }
}
