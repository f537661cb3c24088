package io.hufu.ledger.fabric;

import io.grpc.ManagedChannel;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;

/** Connections to the gateway peers, with the identity of the moment. Thread-safe. */
final class Gateways implements Closeable {
  private final List<GatewayPeer> peers;
  private final FabricCredentials credentials;
  private final Deadlines deadlines;
  private final Clock clock;
  private final Map<GatewayPeer, ManagedChannel> channels = new HashMap<>();
  private final AtomicInteger current = new AtomicInteger();

  Gateways(
      List<GatewayPeer> peers, FabricCredentials credentials, Deadlines deadlines, Clock clock) {
    this.peers = List.copyOf(peers);
    this.credentials = credentials;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /** One peer's gateway with one identity; closing it leaves the connection open. */
  record Session(GatewayPeer peer, FabricIdentity identity, Gateway gateway) implements Closeable {
    @Override
    public void close() {
      gateway.close();
    }
  }

  /** Returns the current peer's gateway with the current identity. */
  Session session() throws IOException {
    FabricIdentity identity = credentials.current();
    requireValid(identity);
    GatewayPeer peer = peers.get(Math.floorMod(current.get(), peers.size()));
    return new Session(peer, identity, gateway(peer, identity));
  }

  private Gateway gateway(GatewayPeer peer, FabricIdentity identity) throws IOException {
    return Gateway.newInstance()
        .identity(identity.forGateway())
        .signer(identity.signer())
        .hash(Hash.NONE)
        .connection(channel(peer))
        .evaluateOptions(options -> after(options, deadlines.endorse()))
        .endorseOptions(options -> after(options, deadlines.endorse()))
        .submitOptions(options -> after(options, deadlines.submit()))
        .commitStatusOptions(options -> after(options, deadlines.commit()))
        .connect();
  }

  private static io.grpc.CallOptions after(io.grpc.CallOptions options, Duration deadline) {
    return options.withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A peer would refuse it with words that say less. */
  private void requireValid(FabricIdentity identity) throws FabricException {
    Instant now = clock.instant();
    Instant from = identity.certificate().notBefore();
    Instant to = identity.certificate().notAfter();
    if (now.isBefore(from) || now.isAfter(to)) {
      throw new FabricException(
          FabricException.Reason.CREDENTIALS,
          FabricException.Known.NOT_SUBMITTED,
          null,
          "the client certificate "
              + identity.certificate().subject()
              + " is valid from "
              + from
              + " to "
              + to
              + "; nothing was sent; put a renewed one in its place",
          null);
    }
  }

  /** Turns to the next peer, unless another thread has done so since. */
  void turnFrom(GatewayPeer dead) {
    int at = current.get();
    if (peers.get(Math.floorMod(at, peers.size())).equals(dead)) {
      current.compareAndSet(at, at + 1);
    }
  }

  private synchronized ManagedChannel channel(GatewayPeer peer) throws IOException {
    ManagedChannel channel = channels.get(peer);
    if (channel == null) {
      channel = peer.connect();
      channels.put(peer, channel);
    }
    // A channel that waits between attempts would fail the next call without trying.
    channel.resetConnectBackoff();
    return channel;
  }

  @Override
  public synchronized void close() {
    List<ManagedChannel> open = new ArrayList<>(channels.values());
    channels.clear();
    open.forEach(ManagedChannel::shutdownNow);
  }
}
