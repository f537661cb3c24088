package io.hufu.chaincode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.jspecify.annotations.Nullable;

/**
 * Serves the contract to the peers of one organisation (chaincode as a service).
 *
 * <p>Environment: {@code CORE_CHAINCODE_ID_NAME}, the package identifier; {@code
 * CHAINCODE_SERVER_ADDRESS}, host and port to listen at. With TLS: {@code CHAINCODE_TLS_KEY} and
 * {@code CHAINCODE_TLS_CERT}, PEM files; {@code CHAINCODE_CLIENT_CA_CERT}, PEM file of whoever
 * issued the peers' client certificates, for mutual TLS.
 */
public final class Server {
  private Server() {}

  /** Serves until the process is ended. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> environment = System.getenv();
    String id = environment.get("CORE_CHAINCODE_ID_NAME");
    String address = environment.get("CHAINCODE_SERVER_ADDRESS");
    if (id == null || address == null) {
      throw new IllegalArgumentException(
          "set CORE_CHAINCODE_ID_NAME and CHAINCODE_SERVER_ADDRESS (hufu fabric deploy-info"
              + " prints both)");
    }
    ContractRouter router = new ContractRouter(new String[] {"-i", id});
    router.startRouterWithChaincodeServer(
        new NettyChaincodeServer(router, properties(environment, address)));
  }

  private static ChaincodeServerProperties properties(
      Map<String, String> environment, String address) throws IOException {
    int colon = address.lastIndexOf(':');
    ChaincodeServerProperties properties = new ChaincodeServerProperties();
    properties.setServerAddress(
        new InetSocketAddress(
            address.substring(0, Math.max(0, colon)),
            Integer.parseInt(address.substring(colon + 1))));
    @Nullable String key = environment.get("CHAINCODE_TLS_KEY");
    if (key != null) {
      properties.setTlsEnabled(true);
      properties.setKeyFile(key);
      properties.setKeyPassword("");
      properties.setKeyCertChainFile(environment.get("CHAINCODE_TLS_CERT"));
      properties.setTrustCertCollectionFile(environment.get("CHAINCODE_CLIENT_CA_CERT"));
    }
    return properties;
  }
}
