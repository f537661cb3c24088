package io.hufu.ledger.fabric;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.ledger.CheckpointWitness;
import io.hufu.ledger.WitnessAnswer;
import io.hufu.ledger.WitnessRequest;
import io.hufu.model.ChannelTrust;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * A Fabric channel as a witness: takes in checkpoints that continue what it holds. Thread-safe.
 *
 * <p>A checkpoint is CONFIRMED only when its transaction was committed as valid and organisations
 * of a quorum have signed that they hold it. The signed transaction is stored before it is
 * submitted and sent again after an outcome that nobody knows; so a crash loses nothing, and
 * nothing is published twice. Failures are {@link FabricException}s that say what is known.
 *
 * <pre>{@code
 * FabricWitness chain =
 *     FabricWitness.on(channelTrust, FabricCredentials.files("AgencyMSP", certificate, key))
 *         .peer(GatewayPeer.tls("peer0.agency.example:7051", tlsRoots))
 *         .peer(GatewayPeer.tls("peer1.agency.example:7051", tlsRoots))
 *         .journal(Path.of("fabric-journal"))
 *         .open();
 * }</pre>
 */
public final class FabricWitness implements CheckpointWitness, Closeable {
  private final String name;
  private final ChannelClient client;
  private final Journal journal;
  private final ProofReader proofs;
  private final Deadlines deadlines;
  private final Clock clock;

  FabricWitness(FabricBuilder settings, ChannelClient client) {
    ChannelTrust channel = settings.channel;
    this.name = "fabric:" + channel.channel();
    this.client = client;
    this.journal = new Journal(settings.journalDirectory());
    this.deadlines = settings.deadlines;
    this.clock = settings.clock;
    this.proofs = new ProofReader(client, channel, clock);
  }

  /**
   * Starts from what the trust list says of the channel; see {@link FabricBuilder}.
   *
   * @param credentials who the client is on the channel; its organisation must own the log's origin
   */
  public static FabricBuilder on(ChannelTrust channel, FabricCredentials credentials) {
    return new FabricBuilder(channel, credentials);
  }

  /** Returns {@code fabric:} and the channel's name. */
  @Override
  public String name() {
    return name;
  }

  /**
   * {@inheritDoc}
   *
   * @throws FabricException when the channel could not do it; {@link FabricException#known} says
   *     what is known of the transaction
   */
  @Override
  public synchronized WitnessAnswer add(WitnessRequest request) throws IOException {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(request.checkpoint().text());
    } catch (MalformedDataException e) {
      return WitnessAnswer.refused(WitnessAnswer.Outcome.MALFORMED, String.valueOf(e.getMessage()));
    }
    Patience patience = new Patience(clock, deadlines.patience());
    Optional<WitnessAnswer> refused =
        new Publication(client, journal, clock, patience).publish(request, checkpoint);
    return refused.isPresent()
        ? refused.get()
        : WitnessAnswer.recorded(proofs.read(checkpoint, patience));
  }

  /** Reads the proof of a checkpoint that the channel holds; nothing is published. */
  public byte[] proof(Checkpoint checkpoint) throws IOException {
    return proofs.read(checkpoint, new Patience(clock, deadlines.patience()));
  }

  /** Ends the connections. */
  @Override
  public void close() {
    client.close();
  }
}
