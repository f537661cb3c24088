package io.hufu.ledger.fabric;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A package that tells peers where the chaincode's server is (chaincode as a service). Immutable.
 *
 * <p>The same label, address and root always give the same bytes, on every machine: files in a
 * fixed order without times, and nothing compressed, for compressed bytes differ between versions
 * of zlib. So the package identifier, with which the server must be started, is known before
 * anything is installed.
 *
 * @param label name and version, such as {@code hufu_1}
 * @param address host and port of the server, as the organisation's peers reach it
 * @param tlsRoot PEM of the root that the server's certificate leads to; null without TLS
 */
public record ChaincodePackage(String label, String address, @Nullable String tlsRoot) {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,62}");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.\\[\\]:-]{1,255}:[0-9]{1,5}");

  /** Checks the forms of label and address. */
  public ChaincodePackage {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "a label is 1 to 63 letters, digits and _.+- and starts with a letter or digit");
    }
    if (!ADDRESS.matcher(address).matches()
        || Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)) > 0xffff) {
      throw new IllegalArgumentException("an address is host and port, such as cc.example:9999");
    }
  }

  /** Returns the package, a tar in gzip. */
  public byte[] bytes() {
    JsonObject.Builder connection =
        JsonObject.builder()
            .put("address", address)
            .put("dial_timeout", "10s")
            .put("tls_required", tlsRoot != null);
    if (tlsRoot != null) {
      connection.put("root_cert", tlsRoot);
    }
    byte[] code =
        GzipStored.of(
            UstarArchive.of(Map.of("connection.json", Json.canonical(connection.build()))));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("code.tar.gz", code);
    files.put(
        "metadata.json",
        Json.canonical(JsonObject.builder().put("type", "ccaas").put("label", label).build()));
    return GzipStored.of(UstarArchive.of(files));
  }

  /** Returns the identifier that peers give the package: its label, a colon and its SHA-256. */
  public String id() {
    return label + ":" + HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(bytes()));
  }
}
