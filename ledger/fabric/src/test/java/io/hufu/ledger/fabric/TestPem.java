package io.hufu.ledger.fabric;

import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;

/** An identity in two PEM files, as Fabric's own tools leave it. */
record TestPem(Path certificate, Path key) {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** Writes certificate and key; what is there is replaced. */
  static TestPem write(SigningKey identity, Path certificate, Path key) throws IOException {
    Files.writeString(certificate, identity.certificate().pem());
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n"
            + LINES.encodeToString(pkcs8(identity))
            + "\n-----END PRIVATE KEY-----\n");
    return new TestPem(certificate, key);
  }

  private static byte[] pkcs8(SigningKey identity) throws IOException {
    char[] password = "test".toCharArray();
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      byte[] p12 = InsecureKeyExport.toPkcs12(identity, password, new SecureRandom());
      store.load(new ByteArrayInputStream(p12), password);
      return store.getKey(store.aliases().nextElement(), password).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException("a key just made cannot be exported", e);
    }
  }
}
