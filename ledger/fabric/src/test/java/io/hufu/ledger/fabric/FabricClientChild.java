package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.Entries;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A process of its own that anchors on a channel of its parent until it is killed. */
final class FabricClientChild {
  static final char[] PASSWORD = "kill".toCharArray();

  private FabricClientChild() {}

  /** Opens the log of a folder, as the parent left key, identity and roots there. */
  static FabricLedger open(Path folder, Deadlines deadlines, List<Integer> ports) throws Exception {
    FabricBuilder builder =
        FabricWitness.on(
                trust(folder),
                FabricCredentials.files(
                    "AgencyMSP", folder.resolve("client.pem"), folder.resolve("client.key")))
            .journal(folder.resolve("journal"))
            .deadlines(deadlines);
    for (int port : ports) {
      builder.peer(GatewayPeer.withoutAnyTransportSecurity("127.0.0.1:" + port));
    }
    return FabricLedger.open(log(folder), builder.open());
  }

  private static EmbeddedLedger log(Path folder) throws Exception {
    SigningKey key = SigningKey.fromPkcs12(folder.resolve("log.p12"), PASSWORD);
    return EmbeddedLedger.in(folder.resolve("log"), key).headFile(folder.resolve("head")).open();
  }

  private static ChannelTrust trust(Path folder) throws Exception {
    return new ChannelTrust(
        SimulatedChannel.NAME,
        SimulatedChannel.CHAINCODE,
        List.of(organisation(folder, "AgencyMSP"), organisation(folder, "CityMSP")),
        2,
        Set.of(SignatureAlgorithm.ES256));
  }

  private static Organisation organisation(Path folder, String mspId) throws Exception {
    byte[] pem = Files.readAllBytes(folder.resolve(mspId + ".pem"));
    return new Organisation(mspId, "peer", Certificate.fromPem(pem));
  }

  /** Arguments: folder, first number, ports. Prints number and receipt of all that it anchored. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<Integer> ports = Arrays.stream(args).skip(2).map(Integer::valueOf).toList();
    int next = Integer.parseInt(args[1]);
    try (FabricLedger ledger = open(Path.of(args[0]), FabricNetwork.PATIENT, ports)) {
      while (true) {
        next = anchor(ledger, next, 1 + next % 4, out);
      }
    }
  }

  private static int anchor(FabricLedger ledger, int from, int count, PrintStream out)
      throws IOException {
    List<AnchorReceipt> receipts =
        new ArrayList<>(ledger.anchor(Entries.range(ledger.hash(), from, from + count)));
    for (int i = 0; i < count; i++) {
      byte[] json = Json.canonical(receipts.get(i).toJson());
      out.println(from + i + " " + new String(json, StandardCharsets.UTF_8));
    }
    out.flush();
    return from + count;
  }
}
