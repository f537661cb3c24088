package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.ledger.fabric.FabricBuilder;
import io.hufu.ledger.fabric.FabricCredentials;
import io.hufu.ledger.fabric.FabricWitness;
import io.hufu.ledger.fabric.GatewayPeer;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import io.hufu.model.MemberReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How to reach a Fabric channel, schema {@code hufu.fabric-profile/1} (docs/fabric.md). Paths are
 * taken from the profile's folder.
 */
final class FabricProfile {
  private static final String SCHEMA = "hufu.fabric-profile/1";
  private static final int LONGEST = 1 << 20;

  private final Path file;
  private final String mspId;
  private final Path certificate;
  private final Path key;
  private final Path journal;
  private final Path ledger;
  private final List<GatewayPeer> peers;
  private final Session session;
  private final ChannelTrust channel;

  private FabricProfile(Session session, Path file, MemberReader members)
      throws MalformedDataException, CommandFailure, IOException {
    this.session = session;
    this.file = file;
    this.mspId = members.text("mspId");
    this.certificate = file.resolveSibling(members.text("certificate"));
    this.key = file.resolveSibling(members.text("key"));
    this.journal = file.resolveSibling(members.text("journal"));
    this.ledger = file.resolveSibling(members.text("ledger"));
    this.peers = members.objects("peers", this::peer);
    this.channel = channel(members);
    members.end();
  }

  static FabricProfile read(Session session, Path file) throws CommandFailure, IOException {
    try {
      byte[] content = new InputFiles(session).read(file, LONGEST);
      MemberReader members = MemberReader.of("Fabric profile", Json.parse(content));
      return new FabricProfile(session, file, members.schema(SCHEMA));
    } catch (MalformedDataException | IllegalArgumentException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  /** Returns the directory of the log whose checkpoints go to the channel. */
  Path ledger() {
    return ledger;
  }

  String mspId() {
    return mspId;
  }

  ChannelTrust trust() {
    return channel;
  }

  /** Returns a client of the channel. */
  FabricBuilder client() {
    FabricBuilder builder =
        FabricWitness.on(channel, FabricCredentials.files(mspId, certificate, key))
            .journal(journal)
            .clock(session.clock());
    peers.forEach(builder::peer);
    return builder;
  }

  private GatewayPeer peer(MemberReader peer) throws MalformedDataException {
    GatewayPeer made =
        GatewayPeer.tls(peer.text("address"), file.resolveSibling(peer.text("tlsRoots")));
    String name = peer.textOrNull("serverName");
    made = name == null ? made : made.named(name);
    return peer.has("tlsCertificate")
        ? made.showing(
            file.resolveSibling(peer.text("tlsCertificate")),
            file.resolveSibling(peer.text("tlsKey")))
        : made;
  }

  /** An organisation before its roots are read. */
  private record Listed(String mspId, String peerUnit, Path roots) {}

  private ChannelTrust channel(MemberReader members)
      throws MalformedDataException, CommandFailure, IOException {
    List<Listed> listed =
        members.objects(
            "organisations",
            each ->
                new Listed(
                    each.text("mspId"),
                    each.has("peerUnit") ? each.text("peerUnit") : "peer",
                    file.resolveSibling(each.text("roots"))));
    List<Organisation> organisations = new ArrayList<>();
    for (Listed each : listed) {
      byte[] pem = new InputFiles(session).read(each.roots(), LONGEST);
      organisations.add(new Organisation(each.mspId(), each.peerUnit(), Certificate.fromPem(pem)));
    }
    return new ChannelTrust(
        members.text("channel"),
        members.text("chaincode"),
        organisations,
        Math.toIntExact(Math.min(members.integer("quorum", 1), Integer.MAX_VALUE)),
        Set.copyOf(members.constants(SignatureAlgorithm.class, "algorithms")));
  }
}
