package io.hufu.ledger.fabric;

import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.ChannelTrust;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel of two organisations that runs the contract in this process, for the tests of other
 * modules: real gateway calls, real endorsements, blocks in memory.
 */
public final class ChannelInProcess implements AutoCloseable {
  private static final String SERVER = "peer0.agency.test";

  private final FabricNetwork network;
  private final Path folder;
  private final List<SimulatedPeer> served = new ArrayList<>();

  /** Starts two organisations. */
  public ChannelInProcess(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.network = new FabricNetwork(folder);
  }

  /** Returns what a trust list says of the channel when both organisations must endorse. */
  public ChannelTrust trust() {
    return network.channel.trust(2);
  }

  /** Makes peers, clients and certificates be judged by another clock. */
  public ChannelInProcess clock(Clock clock) {
    network.clock = clock;
    return this;
  }

  /** Registers a log for the first organisation. */
  public void register(LedgerTrust log) throws IOException {
    try (FabricOperator operator = network.builder().operator()) {
      operator.register(log, network.agency.mspId(), 2);
    }
  }

  /** Opens a registered log whose checkpoints go to the channel; closing it closes the log. */
  public FabricLedger around(EmbeddedLedger log) throws IOException {
    return FabricLedger.open(log, network.builder().open());
  }

  /** Returns all that a member of the channel can read: every transaction, key and value. */
  public List<byte[]> contents() {
    List<byte[]> all = new ArrayList<>(network.channel.envelopes);
    network
        .channel
        .everything()
        .forEach(
            (key, value) -> {
              all.add(key.getBytes(StandardCharsets.UTF_8));
              all.add(value.getBytes(StandardCharsets.UTF_8));
            });
    return all;
  }

  /** Serves the channel over TLS, and writes a profile as docs/fabric.md describes it. */
  public Path profile(String ledger) throws IOException {
    TestPem.write(
        network.agency.client(), folder.resolve("client.pem"), folder.resolve("client.key"));
    for (TestOrganisation each : network.channel.organisations) {
      Files.writeString(folder.resolve(each.mspId() + ".pem"), each.root().certificate().pem());
    }
    TestPem tls =
        TestPem.write(
            TestOrganisation.member(network.agency.root(), "CN=" + SERVER, TestOrganisation.TO),
            folder.resolve("tls.pem"),
            folder.resolve("tls.key"));
    SimulatedPeer peer = new SimulatedPeer(network.channel, tls);
    served.add(peer);
    String profile =
        """
        {"schema": "hufu.fabric-profile/1",
         "mspId": "AgencyMSP", "certificate": "client.pem", "key": "client.key",
         "channel": "agencies", "chaincode": "hufu", "quorum": 2, "algorithms": ["ES256"],
         "organisations": [{"mspId": "AgencyMSP", "roots": "AgencyMSP.pem"},
                           {"mspId": "CityMSP", "roots": "CityMSP.pem"}],
         "peers": [{"address": "127.0.0.1:PORT", "tlsRoots": "AgencyMSP.pem",
                    "serverName": "SERVER"}],
         "ledger": "LEDGER", "journal": "journal"}
        """
            .replace("PORT", Integer.toString(peer.port()))
            .replace("SERVER", SERVER)
            .replace("LEDGER", ledger);
    return Files.writeString(folder.resolve("profile.json"), profile);
  }

  @Override
  public void close() {
    served.forEach(SimulatedPeer::close);
    network.close();
  }
}
