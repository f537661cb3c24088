package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.LedgerBuilder;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import io.hufu.model.LedgerTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Hyperledger Fabric itself: two organisations as processes of this machine, see network.sh. */
final class RealNetwork implements AutoCloseable {
  static final Deadlines PATIENT =
      new Deadlines(
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(4));
  static final Deadlines IMPATIENT =
      new Deadlines(
          Duration.ofSeconds(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(3),
          Duration.ofMillis(1));

  private static final int PORTS = 60;

  private final Path folder;
  private final Path binaries;
  private final int port;
  private final String batchTimeout;
  private final List<Process> servers = new ArrayList<>();
  private final List<ChaincodePackage> packages = new ArrayList<>();

  private RealNetwork(Path folder, Path binaries, String batchTimeout) throws IOException {
    this.folder = folder;
    this.binaries = binaries;
    this.batchTimeout = batchTimeout;
    this.port = freePorts();
  }

  /**
   * Starts a network and deploys the contract, or skips where there are no Fabric programs.
   *
   * @param batchTimeout how long orderers collect transactions for a block, such as {@code 200ms}
   */
  static RealNetwork start(Path folder, String batchTimeout) throws Exception {
    Path binaries = Path.of(System.getProperty("hufu.fabric.bin", "no Fabric"));
    if (!Files.isExecutable(binaries.resolve("peer"))) {
      String what =
          "no Hyperledger Fabric at "
              + binaries
              + ": set FABRIC_BIN to the folder of peer, orderer, cryptogen, configtxgen, osnadmin";
      if (System.getProperty("hufu.fabric", "").equals("required")) {
        throw new AssertionError(what);
      }
      Assumptions.abort(what);
    }
    RealNetwork network = new RealNetwork(folder, binaries, batchTimeout);
    boolean done = false;
    try {
      network.up();
      done = true;
    } finally {
      if (!done) {
        network.close();
      }
    }
    return network;
  }

  private static int freePorts() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Math.min(socket.getLocalPort(), 65_535 - PORTS);
    }
  }

  private void up() throws Exception {
    script("up");
    List<String> arguments = new ArrayList<>(List.of("deploy"));
    for (int i = 1; i <= 2; i++) {
      ChaincodePackage one = new ChaincodePackage("hufu_1", "127.0.0.1:" + (port + 50 + i), null);
      packages.add(one);
      servers.add(serve(one));
      Path file = folder.resolve("package-" + i + ".tar.gz");
      Files.write(file, one.bytes());
      arguments.add(file.toString());
    }
    packages.forEach(one -> arguments.add(one.id()));
    script(arguments.toArray(String[]::new));
  }

  private Process serve(ChaincodePackage one) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("hufu.chaincode.classpath", "no class path"),
            "io.hufu.chaincode.Server");
    builder.environment().put("CORE_CHAINCODE_ID_NAME", one.id());
    builder.environment().put("CHAINCODE_SERVER_ADDRESS", one.address());
    builder.environment().put("CORE_CHAINCODE_LOGGING_LEVEL", "WARNING");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("chaincode.log").toFile()))
        .start();
  }

  /** Lets frozen nodes go on and starts those that are dead, so that one drill spoils no other. */
  void repair() throws IOException, InterruptedException {
    script("repair");
  }

  /** Ends both chaincode servers. */
  void stopChaincode() throws InterruptedException {
    for (Process server : servers) {
      server.destroyForcibly().waitFor();
    }
    servers.clear();
  }

  void startChaincode() throws IOException {
    for (ChaincodePackage one : packages) {
      servers.add(serve(one));
    }
  }

  /** Runs an action of network.sh. */
  void script(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("bash", Path.of("src/test/resources/network/network.sh").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FABRIC_BIN", binaries.toString());
    builder.environment().put("NET_DIR", folder.resolve("net").toString());
    builder.environment().put("NET_PORT", Integer.toString(port));
    builder.environment().put("NET_BATCH_TIMEOUT", batchTimeout);
    builder.environment().put("NET_CONSENSUS", isBft() ? "BFT" : "etcdraft");
    Path log = folder.resolve("script.log");
    Process process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(List.of(arguments) + " failed:\n" + Files.readString(log));
    }
  }

  /** Tells whether four BFT orderers are run, or one Raft orderer. */
  static boolean isBft() {
    return System.getProperty("hufu.fabric.consensus", "").equals("BFT");
  }

  /** Returns what a node has logged. */
  String logOf(String node) throws IOException {
    return Files.readString(folder.resolve("net/nodes/" + node + "/log"));
  }

  /** Returns the bytes of block files that the peer of the first organisation has. */
  long blockBytes() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("net/nodes/org1/data"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("blockfile_"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private Path organisation(int number) {
    return folder.resolve("net/crypto/peerOrganizations/org" + number + ".test");
  }

  private GatewayPeer peer(int number) {
    return GatewayPeer.tls(
        "127.0.0.1:" + (port + 20 + 10 * number),
        organisation(number).resolve("peers/peer0.org" + number + ".test/tls/ca.crt"));
  }

  ChannelTrust trust() throws Exception {
    List<Organisation> organisations = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      byte[] pem = Files.readAllBytes(only(organisation(i).resolve("msp/cacerts")));
      organisations.add(new Organisation("Org" + i + "MSP", "peer", Certificate.fromPem(pem)));
    }
    return new ChannelTrust("agencies", "hufu", organisations, 2, Set.of(SignatureAlgorithm.ES256));
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findFirst().orElseThrow();
    }
  }

  FabricBuilder builder(Path journal, Deadlines deadlines) throws Exception {
    Path user = organisation(1).resolve("users/User1@org1.test/msp");
    return builder(
        journal,
        deadlines,
        FabricCredentials.files(
            "Org1MSP", only(user.resolve("signcerts")), only(user.resolve("keystore"))));
  }

  /** A client of the first organisation whose certificate ended an hour ago. */
  FabricCredentials expired() throws Exception {
    Path ca = organisation(1).resolve("ca");
    List<Certificate> root =
        Certificate.fromPem(Files.readAllBytes(ca.resolve("ca.org1.test-cert.pem")));
    SigningKey issuer = SigningKey.fromPem(Files.readAllBytes(ca.resolve("priv_sk")), root);
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    Instant end = Instant.now().minus(Duration.ofHours(1));
    Certificate certificate =
        new CertificateBuilder(Profile.SIGNER, "CN=late,OU=client", key.verificationKey())
            .validity(end.minus(Duration.ofHours(1)), end)
            .signedBy(issuer);
    return FabricCredentials.of(new FabricIdentity("Org1MSP", key.withChain(List.of(certificate))));
  }

  FabricBuilder builder(Path journal, Deadlines deadlines, FabricCredentials credentials)
      throws Exception {
    return FabricWitness.on(trust(), credentials)
        .peer(peer(1))
        .peer(peer(2))
        .journal(journal)
        .deadlines(deadlines);
  }

  /** A log of Org1 that is registered on the channel. */
  final class Log {
    final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    final String origin;
    private final Path place;

    Log(String origin, Path place) throws Exception {
      this.origin = origin;
      this.place = place;
      try (FabricOperator operator = builder(place.resolve("journal"), PATIENT).operator()) {
        operator.register(trust(), "Org1MSP", 2);
      }
    }

    LedgerTrust trust() {
      NoteKey noteKey = NoteKey.of(origin, NoteKey.Kind.SM2_LOG, key.verificationKey());
      return new LedgerTrust(origin, HashAlgorithm.SM3, List.of(noteKey), List.of(), 0);
    }

    EmbeddedLedger disk(String name) throws IOException {
      LedgerBuilder builder =
          EmbeddedLedger.in(place.resolve(name), key).headFile(place.resolve(name + ".head"));
      return Files.exists(place.resolve(name)) ? builder.open() : builder.create(origin);
    }

    FabricLedger open(Deadlines deadlines) throws Exception {
      return FabricLedger.open(disk("log"), builder(place.resolve("journal"), deadlines).open());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stopChaincode();
      script("down");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
