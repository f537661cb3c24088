package io.hufu.crypto;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;

/** Uses a fresh SoftHSM token named {@code t} and prints what it observed, line by line. */
final class Pkcs11Program {
  private static final char[] PIN = "5678".toCharArray();
  private static final byte[] MESSAGE = "电子证照".getBytes(StandardCharsets.UTF_8);

  private Pkcs11Program() {}

  public static void main(String[] arguments) throws Exception {
    AuthProvider provider = provider(arguments[0], Path.of(arguments[1]));
    KeyStore store = KeyStore.getInstance("PKCS11", provider);
    store.load(null, PIN);
    Certificate certificate = makeKey(provider, store);

    SigningKey key = SigningKey.fromKeyStore(store, "signer", PIN);
    VerificationKey publicKey = certificate.key();
    boolean verifies = publicKey.verify(SignatureAlgorithm.ES256, MESSAGE, key.sign(MESSAGE));

    print("key leaves the token: " + (store.getKey("signer", PIN).getEncoded() != null));
    print("certificate belongs: " + key.certificate().equals(certificate));
    print("signature verifies: " + verifies);
    try {
      InsecureKeyExport.toPkcs12(key, PIN, new SecureRandom());
    } catch (IllegalArgumentException e) {
      print("export: " + e.getClass().getSimpleName());
    }
    provider.logout();
    try {
      key.sign(MESSAGE);
    } catch (KeyUnavailableException e) {
      print("after logout: " + e.reason());
    }
  }

  private static AuthProvider provider(String module, Path folder) throws Exception {
    Path configuration =
        Files.writeString(
            folder.resolve("pkcs11.cfg"),
            "name = Token\nlibrary = "
                + module
                + "\nslotListIndex = 0\n"
                + "attributes(*,CKO_PRIVATE_KEY,*) = {\n CKA_SENSITIVE = true\n"
                + " CKA_EXTRACTABLE = false\n CKA_SIGN = true\n}\n");
    return (AuthProvider) Security.getProvider("SunPKCS11").configure(configuration.toString());
  }

  /** Makes the key pair inside the token; a CA in memory certifies its public key. */
  private static Certificate makeKey(AuthProvider provider, KeyStore store) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    SigningKey ca = SigningKey.generate(SignatureAlgorithm.ES256, new SecureRandom());
    VerificationKey publicKey = VerificationKey.fromSpki(pair.getPublic().getEncoded());
    Certificate certificate = TestCertificates.signed(publicKey, "CN=token", ca, "CN=ca");
    store.setKeyEntry(
        "signer",
        pair.getPrivate(),
        null,
        new java.security.cert.Certificate[] {
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.der()))
        });
    return certificate;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
