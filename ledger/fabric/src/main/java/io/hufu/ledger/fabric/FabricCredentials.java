package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's identity comes from; asked before every call, so it may change at any time.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface FabricCredentials {
  /** Returns the identity to use now. */
  FabricIdentity current() throws IOException;

  /** Always the same identity. */
  static FabricCredentials of(FabricIdentity identity) {
    return () -> identity;
  }

  /**
   * Reads PEM files, again whenever one of them has changed; so a renewed certificate is used
   * without a restart. While only one of the two has been replaced the old pair stays in use.
   *
   * @param certificate the client's certificate, or a chain that starts with it
   * @param key its private key, unencrypted; keep it readable for its owner only
   */
  static FabricCredentials files(String mspId, Path certificate, Path key) {
    return new FileCredentials(mspId, certificate, key);
  }

  /** The pair of files. */
  final class FileCredentials implements FabricCredentials {
    private static final long LONGEST = 1 << 20;

    private final String mspId;
    private final Path certificateFile;
    private final Path keyFile;
    private byte[] certificate = {};
    private byte[] key = {};
    private @Nullable FabricIdentity identity;

    private FileCredentials(String mspId, Path certificateFile, Path keyFile) {
      this.mspId = mspId;
      this.certificateFile = certificateFile;
      this.keyFile = keyFile;
    }

    @Override
    public synchronized FabricIdentity current() throws IOException {
      byte[] newCertificate = read(certificateFile);
      byte[] newKey = read(keyFile);
      FabricIdentity now = identity;
      if (now != null && Arrays.equals(newCertificate, certificate) && Arrays.equals(newKey, key)) {
        return now;
      }
      try {
        now =
            new FabricIdentity(
                mspId, SigningKey.fromPem(newKey, Certificate.fromPem(newCertificate)));
      } catch (KeyUnavailableException | MalformedDataException | IllegalArgumentException e) {
        if (now != null) {
          return now;
        }
        throw new IOException(
            "the identity of a Fabric client cannot be used ("
                + e.getMessage()
                + "); check "
                + certificateFile
                + " and its key",
            e);
      }
      certificate = newCertificate;
      key = newKey;
      identity = now;
      return now;
    }

    private static byte[] read(Path file) throws IOException {
      if (Files.size(file) > LONGEST) {
        throw new IOException("longer than 1 MiB: " + file);
      }
      return Files.readAllBytes(file);
    }
  }
}
