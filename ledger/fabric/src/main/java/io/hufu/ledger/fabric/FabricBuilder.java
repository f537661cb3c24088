package io.hufu.ledger.fabric;

import io.hufu.model.ChannelTrust;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link FabricWitness}. Not thread-safe; use it once. */
public final class FabricBuilder {
  final ChannelTrust channel;
  Deadlines deadlines = Deadlines.DEFAULT;
  Clock clock = Clock.systemUTC();
  private final FabricCredentials credentials;
  private final List<GatewayPeer> peers = new ArrayList<>();
  private @Nullable Path journal;

  FabricBuilder(ChannelTrust channel, FabricCredentials credentials) {
    this.channel = channel;
    this.credentials = credentials;
  }

  /** Adds a peer of the own organisation; the first one is asked until it fails. */
  public FabricBuilder peer(GatewayPeer peer) {
    peers.add(peer);
    return this;
  }

  /**
   * Sets the directory for transactions whose outcome is open; made when needed, its parent must be
   * there. One process at a time uses it; keep it beside the log.
   */
  public FabricBuilder journal(Path directory) {
    this.journal = directory;
    return this;
  }

  /** Sets the deadlines; default {@link Deadlines#DEFAULT}. */
  public FabricBuilder deadlines(Deadlines times) {
    this.deadlines = times;
    return this;
  }

  /** Sets the clock; default the system's, UTC. */
  public FabricBuilder clock(Clock other) {
    this.clock = other;
    return this;
  }

  /** Returns the witness; connections are made when first needed. */
  public FabricWitness open() {
    return new FabricWitness(this, client());
  }

  /** Returns the client for what an operator does once: registering a log, publishing lists. */
  public FabricOperator operator() {
    return new FabricOperator(client(), channel, deadlines, clock);
  }

  ChannelClient client() {
    if (peers.isEmpty()) {
      throw new IllegalStateException("a Fabric client needs a gateway peer");
    }
    return new ChannelClient(
        channel.channel(), channel.chaincode(), new Gateways(peers, credentials, deadlines, clock));
  }

  Path journalDirectory() {
    if (journal == null) {
      throw new IllegalStateException(
          "a Fabric client needs a journal, or a crash could lose what it submitted");
    }
    return journal;
  }
}
