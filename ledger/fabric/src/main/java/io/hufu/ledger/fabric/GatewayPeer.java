package io.hufu.ledger.fabric;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A peer whose gateway service is called. Immutable.
 *
 * <p>Name the peers of the own organisation, at least two: when one is dead the next is asked.
 */
public final class GatewayPeer {
  private final String address;
  private final @Nullable Path tlsRoots;
  private final @Nullable String serverName;
  private final @Nullable Path clientCertificate;
  private final @Nullable Path clientKey;

  private GatewayPeer(
      String address,
      @Nullable Path tlsRoots,
      @Nullable String serverName,
      @Nullable Path clientCertificate,
      @Nullable Path clientKey) {
    this.address = address;
    this.tlsRoots = tlsRoots;
    this.serverName = serverName;
    this.clientCertificate = clientCertificate;
    this.clientKey = clientKey;
  }

  /**
   * Calls a peer over TLS.
   *
   * @param address host and port, such as {@code peer0.agency.example:7051}
   * @param tlsRoots PEM file of the TLS roots that the peer's server certificate leads to
   */
  public static GatewayPeer tls(String address, Path tlsRoots) {
    return new GatewayPeer(address, tlsRoots, null, null, null);
  }

  /** Expects another name in the server's certificate than that of the address. */
  public GatewayPeer named(String name) {
    return new GatewayPeer(address, tlsRoots, name, clientCertificate, clientKey);
  }

  /** Shows a certificate of its own (mutual TLS); PEM files. */
  public GatewayPeer showing(Path certificate, Path key) {
    return new GatewayPeer(address, tlsRoots, serverName, certificate, key);
  }

  /** Calls a peer without TLS: whoever is on the way can read and change everything. */
  public static GatewayPeer withoutAnyTransportSecurity(String address) {
    return new GatewayPeer(address, null, null, null, null);
  }

  String address() {
    return address;
  }

  ManagedChannel connect() throws IOException {
    ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(address, credentials());
    if (serverName != null) {
      builder.overrideAuthority(serverName);
    }
    return builder.build();
  }

  private ChannelCredentials credentials() throws IOException {
    if (tlsRoots == null) {
      return InsecureChannelCredentials.create();
    }
    try {
      TlsChannelCredentials.Builder tls =
          TlsChannelCredentials.newBuilder().trustManager(readable(tlsRoots).toFile());
      if (clientCertificate != null && clientKey != null) {
        tls.keyManager(readable(clientCertificate).toFile(), readable(clientKey).toFile());
      }
      return tls.build();
    } catch (UncheckedIOException e) {
      throw new IOException("a TLS file of peer " + address + " cannot be read", e);
    }
  }

  private static Path readable(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException("not there or not readable: " + file);
    }
    return file;
  }

  /** Returns the address. */
  @Override
  public String toString() {
    return address;
  }
}
