package io.hufu.cli;

import io.hufu.ledger.fabric.ChaincodePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hufu fabric deploy-info}: writes the chaincode's package and says how to deploy it. */
@Command
final class FabricDeployInfoCommand implements Callable<Integer> {
  private static final int LONGEST = 1 << 20;

  private final Session session;

  @Option(names = "--address", required = true, paramLabel = "HOST:PORT")
  private String address;

  @Option(names = "--label", paramLabel = "LABEL", defaultValue = "hufu_1")
  private String label;

  @Option(names = "--channel", paramLabel = "NAME", defaultValue = "agencies")
  private String channel;

  @Option(names = "--sequence", paramLabel = "N", defaultValue = "1")
  private int sequence;

  @Option(names = "--tls-root", paramLabel = "PEM")
  private Path tlsRoot;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  FabricDeployInfoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    ChaincodePackage made;
    try {
      String root =
          tlsRoot == null
              ? null
              : new String(
                  new InputFiles(session).read(tlsRoot, LONGEST), StandardCharsets.US_ASCII);
      made = new ChaincodePackage(label, address, root);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("usage.value", OneLine.of(label + " " + address), "--address");
    }
    Path file = out == null ? session.resolve(label + ".tar.gz") : out;
    session.files().write(file, made.bytes(), force);
    session.print("fabric.deploy.package", session.show(file), made.id());
    printCommands(session.show(file), made.id());
    return ExitCode.DONE;
  }

  /** What only the administrator knows stands in capitals. */
  private void printCommands(String file, String id) {
    String definition =
        "--channelID "
            + channel
            + " --name hufu --version 1 --sequence "
            + sequence
            + " -o ORDERER:PORT --tls --cafile ORDERER-TLS-ROOT.pem";
    for (String line :
        new String[] {
          "peer lifecycle chaincode install " + file,
          "peer lifecycle chaincode approveformyorg " + definition + " --package-id " + id,
          "peer lifecycle chaincode checkcommitreadiness " + definition,
          "peer lifecycle chaincode commit "
              + definition
              + " --peerAddresses PEER-1:PORT --tlsRootCertFiles PEER-1-TLS-ROOT.pem"
              + " --peerAddresses PEER-2:PORT --tlsRootCertFiles PEER-2-TLS-ROOT.pem",
          "CORE_CHAINCODE_ID_NAME=" + id,
          "CHAINCODE_SERVER_ADDRESS=" + address,
          "java -cp 'server/*' io.hufu.chaincode.Server"
        }) {
      session.out().println(line);
    }
  }
}
