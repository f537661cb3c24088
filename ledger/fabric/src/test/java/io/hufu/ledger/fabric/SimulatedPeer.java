package io.hufu.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.hufu.chaincode.Functions;
import io.hufu.chaincode.Refusal;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.ledger.fabric.SimulatedChannel.Ordered;
import io.hufu.ledger.fabric.SimulatedChannel.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;

/**
 * The gateway service of one peer on the loopback interface; it answers as a real one was seen to.
 */
final class SimulatedPeer extends GatewayGrpc.GatewayImplBase implements AutoCloseable {
  /** The calls that can be made to fail. */
  enum Rpc {
    ENDORSE,
    SUBMIT,
    COMMIT_STATUS
  }

  /** What happens instead of an answer. */
  enum Fault {
    /** The call fails before anything is done. */
    UNAVAILABLE,
    /** What was asked is done, and the answer is lost. */
    ANSWER_LOST,
    /** What was asked is done, and no answer comes before the deadline. */
    NO_ANSWER,
    /** The peer dies, and stays dead until it is started again. */
    DIES
  }

  /** Simulations by what was endorsed, shared by all peers, as blocks would carry them. */
  private static final Map<ByteString, Simulation> SIMULATIONS = new ConcurrentHashMap<>();

  private final SimulatedChannel channel;
  private final Map<Rpc, Deque<Fault>> faults = new EnumMap<>(Rpc.class);
  private final TestPem tls;
  private Server server;
  private int port;

  SimulatedPeer(SimulatedChannel channel) throws IOException {
    this(channel, null);
  }

  /**
   * Starts a peer.
   *
   * @param tls the server's certificate and key; null for a peer without TLS
   */
  SimulatedPeer(SimulatedChannel channel, TestPem tls) throws IOException {
    this.channel = channel;
    this.tls = tls;
    for (Rpc rpc : Rpc.values()) {
      faults.put(rpc, new ArrayDeque<>());
    }
    start();
  }

  void start() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    if (tls != null) {
      builder.useTransportSecurity(tls.certificate().toFile(), tls.key().toFile());
    }
    server = builder.addService(this).build().start();
    port = server.getPort();
  }

  int port() {
    return port;
  }

  GatewayPeer address() {
    return GatewayPeer.withoutAnyTransportSecurity("127.0.0.1:" + port);
  }

  synchronized void next(Rpc rpc, Fault... these) {
    faults.get(rpc).addAll(List.of(these));
  }

  private synchronized Fault fault(Rpc rpc) {
    return faults.get(rpc).poll();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  @Override
  public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> answer) {
    answer(Rpc.ENDORSE, answer, () -> endorse(request));
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> answer) {
    answer(Rpc.SUBMIT, answer, () -> submit(request));
  }

  @Override
  public void commitStatus(
      SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> answer) {
    answer(Rpc.COMMIT_STATUS, answer, () -> status(request));
  }

  /** Something that a peer is asked. */
  private interface Work<T> {
    /** Null when no answer comes. */
    T run() throws InvalidProtocolBufferException, MalformedDataException;
  }

  private <T> void answer(Rpc rpc, StreamObserver<T> observer, Work<T> work) {
    Fault fault = fault(rpc);
    if (fault == Fault.DIES) {
      server.shutdownNow();
      return;
    }
    if (fault == Fault.UNAVAILABLE) {
      observer.onError(Status.UNAVAILABLE.withDescription("io exception").asRuntimeException());
      return;
    }
    try {
      T answer = work.run();
      if (fault == Fault.ANSWER_LOST) {
        observer.onError(Status.UNAVAILABLE.withDescription("io exception").asRuntimeException());
      } else if (fault != Fault.NO_ANSWER && answer != null) {
        observer.onNext(answer);
        observer.onCompleted();
      }
    } catch (RuntimeException e) {
      observer.onError(e);
    } catch (InvalidProtocolBufferException | MalformedDataException e) {
      observer.onError(Status.INVALID_ARGUMENT.withCause(e).asRuntimeException());
    }
  }

  private RuntimeException error(Code code, String message, String detail) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(message)
            .addDetails(
                com.google.protobuf.Any.pack(
                    ErrorDetail.newBuilder()
                        .setMspId(channel.organisations.get(0).mspId())
                        .setAddress("127.0.0.1:" + port)
                        .setMessage(detail)
                        .build()))
            .build());
  }

  private EndorseResponse endorse(EndorseRequest request)
      throws InvalidProtocolBufferException, MalformedDataException {
    Proposal proposal = Proposal.parseFrom(request.getProposedTransaction().getProposalBytes());
    Header header = Header.parseFrom(proposal.getHeader());
    ByteString creator = SignatureHeader.parseFrom(header.getSignatureHeader()).getCreator();
    requireSigned(
        creator,
        request.getProposedTransaction().getProposalBytes(),
        request.getProposedTransaction().getSignature());
    if (channel.chaincodeDown) {
      throw error(
          Code.ABORTED,
          "failed to endorse",
          "could not connect to 127.0.0.1:9999: connection refused");
    }
    List<String> asked = request.getEndorsingOrganizationsList();
    List<TestOrganisation> endorsers =
        channel.organisations.stream()
            .filter(each -> asked.isEmpty() || asked.contains(each.mspId()))
            .toList();
    if (endorsers.stream().anyMatch(each -> channel.deadOrganisations.contains(each.mspId()))) {
      throw error(
          Code.FAILED_PRECONDITION,
          "no combination of peers can be derived which satisfy the endorsement policy",
          "no peers available");
    }
    ChaincodeInput input =
        ChaincodeInvocationSpec.parseFrom(
                ChaincodeProposalPayload.parseFrom(proposal.getPayload()).getInput())
            .getChaincodeSpec()
            .getInput();
    List<String> call =
        input.getArgsList().stream().map(arg -> arg.toString(StandardCharsets.UTF_8)).toList();
    Simulation simulation =
        channel.new Simulation(SerializedIdentity.parseFrom(creator).getMspid());
    String result;
    try {
      result = new Functions(simulation).call(call.get(0), call.subList(1, call.size()));
    } catch (Refusal e) {
      throw error(
          Code.ABORTED,
          "failed to endorse transaction, see attached details for more info",
          "chaincode response 500, " + e.getMessage());
    }
    ByteString payload = response(proposal, header, simulation, result);
    SIMULATIONS.put(payload, simulation);
    return EndorseResponse.newBuilder()
        .setPreparedTransaction(prepared(proposal, header, payload, endorsers))
        .build();
  }

  private static ByteString response(
      Proposal proposal, Header header, Simulation simulation, String result) {
    KVRWSet.Builder access = KVRWSet.newBuilder();
    simulation.reads.forEach(
        (key, version) -> {
          KVRead.Builder read = KVRead.newBuilder().setKey(key);
          access.addReads(version == null ? read : read.setVersion(version));
        });
    simulation.puts.forEach(
        (key, value) ->
            access.addWrites(
                KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value))));
    TxReadWriteSet results =
        TxReadWriteSet.newBuilder()
            .setDataModel(TxReadWriteSet.DataModel.KV)
            .addNsRwset(
                NsReadWriteSet.newBuilder()
                    .setNamespace(SimulatedChannel.CHAINCODE)
                    .setRwset(access.build().toByteString()))
            .build();
    byte[] hash =
        HashAlgorithm.SHA_256.digest(
            header.getChannelHeader().toByteArray(),
            header.getSignatureHeader().toByteArray(),
            proposal.getPayload().toByteArray());
    return ProposalResponsePayload.newBuilder()
        .setProposalHash(ByteString.copyFrom(hash))
        .setExtension(
            ChaincodeAction.newBuilder()
                .setResults(results.toByteString())
                .setResponse(
                    Response.newBuilder()
                        .setStatus(200)
                        .setPayload(ByteString.copyFromUtf8(result)))
                .setChaincodeId(ChaincodeID.newBuilder().setName(SimulatedChannel.CHAINCODE))
                .build()
                .toByteString())
        .build()
        .toByteString();
  }

  private static Envelope prepared(
      Proposal proposal, Header header, ByteString payload, List<TestOrganisation> endorsers) {
    ChaincodeEndorsedAction.Builder action =
        ChaincodeEndorsedAction.newBuilder().setProposalResponsePayload(payload);
    endorsers.forEach(
        each ->
            action.addEndorsements(
                TestEnvelope.endorse(
                    each.mspId(), each.peer(), payload.toByteArray(), value -> value)));
    ByteString body =
        ChaincodeActionPayload.newBuilder()
            .setChaincodeProposalPayload(proposal.getPayload())
            .setAction(action)
            .build()
            .toByteString();
    Transaction transaction =
        Transaction.newBuilder()
            .addActions(
                TransactionAction.newBuilder()
                    .setHeader(header.getSignatureHeader())
                    .setPayload(body))
            .build();
    return Envelope.newBuilder()
        .setPayload(
            Payload.newBuilder()
                .setHeader(header)
                .setData(transaction.toByteString())
                .build()
                .toByteString())
        .build();
  }

  private SubmitResponse submit(SubmitRequest request)
      throws InvalidProtocolBufferException, MalformedDataException {
    Envelope envelope = request.getPreparedTransaction();
    Payload payload = Payload.parseFrom(envelope.getPayload());
    ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    ByteString creator =
        SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()).getCreator();
    requireSigned(creator, envelope.getPayload(), envelope.getSignature());
    String repeated = channel.repeated(header.getTxId());
    if (repeated != null) {
      throw error(
          Code.UNAVAILABLE,
          "insufficient number of orderers could successfully process transaction to satisfy quorum"
              + " requirement",
          "received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info="
              + repeated);
    }
    ByteString response =
        ChaincodeActionPayload.parseFrom(
                Transaction.parseFrom(payload.getData()).getActions(0).getPayload())
            .getAction()
            .getProposalResponsePayload();
    channel.order(new Ordered(header.getTxId(), SIMULATIONS.get(response), envelope.toByteArray()));
    return channel.ordererFrozen ? null : SubmitResponse.getDefaultInstance();
  }

  /** Whoever signed is who the transaction says, and s is low, or Fabric would refuse it. */
  private void requireSigned(ByteString creator, ByteString signed, ByteString signature)
      throws InvalidProtocolBufferException, MalformedDataException {
    Certificate certificate =
        Certificate.fromPem(SerializedIdentity.parseFrom(creator).getIdBytes().toByteArray())
            .get(0);
    byte[] value = signature.toByteArray();
    boolean good =
        certificate
            .key()
            .verifyDer(
                certificate.key().algorithms().iterator().next(), signed.toByteArray(), value);
    if (!good) {
      throw error(Code.FAILED_PRECONDITION, "creator org unknown, creator is malformed", "");
    }
  }

  private CommitStatusResponse status(SignedCommitStatusRequest request)
      throws InvalidProtocolBufferException {
    SimulatedChannel.Committed committed =
        channel.statusOf(CommitStatusRequest.parseFrom(request.getRequest()).getTransactionId());
    return committed == null
        ? null
        : CommitStatusResponse.newBuilder()
            .setResult(committed.code())
            .setBlockNumber(committed.block())
            .build();
  }
}
