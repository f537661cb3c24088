package io.hufu.ledger.fabric;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.LedgerBuilder;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Two organisations, two gateway peers of the first, and a log of it in a folder. */
final class FabricNetwork implements AutoCloseable {
  static final String ORIGIN = "log.example.org/2026/sm3";

  /** Gives up late, however slow the machine; a lost answer costs two seconds. */
  static final Deadlines PATIENT =
      new Deadlines(
          Duration.ofMinutes(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          Duration.ofMinutes(3));

  /** Makes one attempt of each call, so that a fault reaches the caller. */
  static final Deadlines IMPATIENT =
      new Deadlines(
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(1));

  final TestOrganisation agency;
  final TestOrganisation city;
  final SimulatedChannel channel;
  final SimulatedPeer first;
  final SimulatedPeer second;
  private final SigningKey logKey;
  private final String origin;
  private final Path folder;
  FabricCredentials credentials;
  Deadlines deadlines = PATIENT;
  Clock clock = Clock.systemUTC();

  FabricNetwork(Path folder) throws IOException {
    this(folder, ORIGIN, SignatureAlgorithm.SM2_SM3);
  }

  FabricNetwork(Path folder, String origin, SignatureAlgorithm algorithm) throws IOException {
    this.folder = folder;
    this.origin = origin;
    this.agency = TestOrganisation.of("AgencyMSP");
    this.city = TestOrganisation.of("CityMSP");
    this.channel = new SimulatedChannel(agency, city);
    this.credentials = FabricCredentials.of(new FabricIdentity(agency.mspId(), agency.client()));
    this.logKey = SigningKey.generate(algorithm, new SecureRandom());
    this.first = new SimulatedPeer(channel);
    this.second = new SimulatedPeer(channel);
    try (FabricOperator operator = builder().operator()) {
      operator.register(trust(), agency.mspId(), 2);
    }
  }

  private FabricNetwork(FabricNetwork same, Path folder) {
    this.folder = folder;
    this.origin = same.origin;
    this.logKey = same.logKey;
    this.first = same.first;
    this.second = same.second;
    this.channel = same.channel;
    this.agency = same.agency;
    this.city = same.city;
    this.credentials = same.credentials;
  }

  /** The same log's key and channel, and another copy of the log: an operator with two faces. */
  FabricNetwork twin(Path otherFolder) {
    return new FabricNetwork(this, otherFolder);
  }

  FabricBuilder builder() {
    return FabricWitness.on(channel.trust(2), credentials)
        .peer(first.address())
        .peer(second.address())
        .journal(journal())
        .deadlines(deadlines)
        .clock(clock);
  }

  SigningKey logKey() {
    return logKey;
  }

  Path journal() {
    return folder.resolve("journal");
  }

  EmbeddedLedger log() throws IOException {
    LedgerBuilder builder =
        EmbeddedLedger.in(folder.resolve("log"), logKey).headFile(folder.resolve("head"));
    return Files.exists(folder.resolve("log")) ? builder.open() : builder.create(origin);
  }

  FabricLedger open() throws IOException {
    return FabricLedger.open(log(), builder().open());
  }

  LedgerTrust trust() {
    NoteKey.Kind kind =
        logKey.algorithm() == SignatureAlgorithm.SM2_SM3
            ? NoteKey.Kind.SM2_LOG
            : NoteKey.Kind.ED25519_LOG;
    NoteKey key = NoteKey.of(origin, kind, logKey.verificationKey());
    return new LedgerTrust(
        origin,
        origin.endsWith("/sm3")
            ? io.hufu.crypto.HashAlgorithm.SM3
            : io.hufu.crypto.HashAlgorithm.SHA_256,
        List.of(key),
        List.of(),
        0);
  }

  static String checkpointKey(String origin, long size) {
    return "\u0000checkpoint\u0000" + origin + "\u0000" + size + "\u0000";
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
