package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.util.Arrays;
import java.util.List;

/** Finds the private key in a PEM text; parameters and certificates beside it are skipped. */
final class PemPrivateKey {
  private PemPrivateKey() {}

  static SoftwareKey read(byte[] pem) throws KeyUnavailableException {
    List<Pem.Block> blocks;
    try {
      blocks = Pem.blocks(pem);
    } catch (MalformedDataException e) {
      throw new KeyUnavailableException(Reason.UNREADABLE, "not a PEM text: " + e.getMessage());
    }
    List<Pem.Block> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() != 1) {
      throw new KeyUnavailableException(
          Reason.NO_KEY, "expected one PRIVATE KEY block in the PEM text, found " + keys.size());
    }
    return decode(keys.get(0));
  }

  private static SoftwareKey decode(Pem.Block block) throws KeyUnavailableException {
    byte[] secret = block.bytes();
    try {
      return switch (block.label()) {
        case "PRIVATE KEY" -> PrivateKeyDecoder.pkcs8(secret);
        case "EC PRIVATE KEY" -> PrivateKeyDecoder.sec1(secret);
        default ->
            throw new KeyUnavailableException(
                Reason.UNREADABLE,
                "PEM block " + block.label() + " is not supported; use PRIVATE KEY or PKCS#12");
      };
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
