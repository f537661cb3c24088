package io.hufu.exchange;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import io.hufu.crypto.VerificationKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** HPKE (RFC 9180), base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; by Tink. */
@AccessesPartialKey // keys come from certificates and from the package, not from keysets
final class Hpke {
  private static final int COORDINATE = 32;

  private Hpke() {}

  static HybridEncrypt encryptTo(VerificationKey recipient) throws GeneralSecurityException {
    return handle(publicKey(recipient)).getPrimitive(configuration(), HybridEncrypt.class);
  }

  /** Takes the private number of a P-256 key. */
  static HybridDecrypt decryptWith(VerificationKey publicKey, BigInteger number)
      throws GeneralSecurityException {
    byte[] scalar = coordinate(number);
    HpkePrivateKey key =
        HpkePrivateKey.create(
            publicKey(publicKey), SecretBytes.copyFrom(scalar, InsecureSecretKeyAccess.get()));
    Arrays.fill(scalar, (byte) 0);
    return handle(key).getPrimitive(configuration(), HybridDecrypt.class);
  }

  private static Configuration configuration() throws GeneralSecurityException {
    return HybridConfig2026.get();
  }

  private static KeysetHandle handle(Key key) throws GeneralSecurityException {
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
        .build();
  }

  private static HpkePublicKey publicKey(VerificationKey key) throws GeneralSecurityException {
    HpkeParameters parameters =
        HpkeParameters.builder()
            .setKemId(HpkeParameters.KemId.DHKEM_P256_HKDF_SHA256)
            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
            .setVariant(HpkeParameters.Variant.NO_PREFIX)
            .build();
    return HpkePublicKey.create(parameters, Bytes.copyFrom(point(key)), null);
  }

  /** SEC 1 §2.3.3: 04 ‖ X ‖ Y. */
  private static byte[] point(VerificationKey key) throws GeneralSecurityException {
    ECPublicKey point =
        (ECPublicKey)
            KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key.spki()));
    byte[] encoded = new byte[1 + 2 * COORDINATE];
    encoded[0] = 4;
    System.arraycopy(coordinate(point.getW().getAffineX()), 0, encoded, 1, COORDINATE);
    System.arraycopy(coordinate(point.getW().getAffineY()), 0, encoded, 33, COORDINATE);
    return encoded;
  }

  private static byte[] coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[COORDINATE];
    int taken = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - taken, fixed, COORDINATE - taken, taken);
    return fixed;
  }
}
