package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Opens packages of the suite INTL without Tink and without our code: Bouncy Castle's HPKE, the
 * JDK's AES-GCM and ECDSA. Written from docs/formats/package.md and Tink's description of its
 * streams alone.
 */
final class IntlByBouncyCastle {
  private static final int SEGMENT = 65536;
  private static final int TAG = 16;
  private static final int POINT = 65;

  private final PrivateKey key;
  private final X509Certificate certificate;

  IntlByBouncyCastle(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A signed manifest that verifies, and the digests of the files in their order. */
  record Opened(String manifest, List<String> digests) {}

  /** Package, P12 of the recipient, its password: prints what {@link Opened} holds. */
  public static void main(String[] args) throws Exception {
    Opened opened =
        of(Files.readAllBytes(Path.of(args[1])), args[2].toCharArray())
            .open(Files.readAllBytes(Path.of(args[0])));
    System.out.println(opened.manifest());
    opened.digests().forEach(System.out::println);
  }

  static IntlByBouncyCastle of(byte[] p12, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(p12), password);
    String alias = store.aliases().nextElement();
    return new IntlByBouncyCastle(
        (PrivateKey) store.getKey(alias, password), (X509Certificate) store.getCertificate(alias));
  }

  Opened open(byte[] file) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(file);
    require(new String(bytes(in, 15), US_ASCII).equals("hufu-package/1\n"), "magic");
    byte[] header = bytes(in, in.getInt());
    byte[] mac = bytes(in, 32);
    byte[] content = bytes(in, in.remaining() - 16);
    require(new String(bytes(in, 8), US_ASCII).equals("HUFU-END"), "end mark");
    require(in.getLong() == content.length, "length");
    byte[] secret = unwrap(new String(header, UTF_8));
    byte[] fileKey = Arrays.copyOf(secret, 32);
    byte[] salt = Arrays.copyOfRange(secret, 32, 64);
    require(
        MessageDigest.isEqual(
            mac,
            hmac(hkdf(fileKey, new byte[0], "hufu-package/1 header".getBytes(US_ASCII)), header)),
        "header");
    byte[] payloadKey = hkdf(fileKey, sha256(header), "hufu-package/1 payload".getBytes(US_ASCII));
    return frames(ByteBuffer.wrap(stream(content, payloadKey, sha256(header))), salt);
  }

  private static byte[] bytes(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException(what);
    }
  }

  private static byte[] sha256(byte[]... parts) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static byte[] hkdf(byte[] secret, byte[] salt, byte[] info) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(secret, salt, info));
    byte[] derived = new byte[32];
    generator.generateBytes(derived, 0, derived.length);
    return derived;
  }

  private static byte[] hmac(byte[] secret, byte[] message) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(secret));
    mac.update(message, 0, message.length);
    byte[] value = new byte[mac.getMacSize()];
    mac.doFinal(value, 0);
    return value;
  }

  private byte[] unwrap(String header) throws Exception {
    // Canonical JSON: without its stanzas the header is the same text without that member.
    Matcher stanzas = Pattern.compile(",\"stanzas\":\\[([^]]*)\\]").matcher(header);
    require(stanzas.find(), "stanzas");
    byte[] context = sha256(stanzas.replaceFirst("").getBytes(UTF_8));
    HPKE hpke =
        new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    AsymmetricCipherKeyPair pair =
        new AsymmetricCipherKeyPair(
            PublicKeyFactory.createKey(certificate.getPublicKey().getEncoded()),
            PrivateKeyFactory.createKey(key.getEncoded()));
    for (String stanza : stanzas.group(1).replace("\"", "").split(",", -1)) {
      byte[] wrapped = Base64.getUrlDecoder().decode(stanza);
      try {
        byte[] secret =
            hpke.open(
                Arrays.copyOf(wrapped, POINT),
                pair,
                context,
                new byte[0],
                Arrays.copyOfRange(wrapped, POINT, wrapped.length),
                null,
                null,
                null);
        require(Arrays.equals(Arrays.copyOfRange(secret, 64, 96), context), "context");
        return secret;
      } catch (org.bouncycastle.crypto.InvalidCipherTextException e) {
        // for somebody else
      }
    }
    throw new IllegalStateException("no stanza opens");
  }

  /** AES-GCM-HKDF streaming: a header of 1 + 32 + 7 bytes, segments with counted nonces. */
  private static byte[] stream(byte[] content, byte[] payloadKey, byte[] associated)
      throws Exception {
    require(content[0] == 40, "stream header");
    byte[] salt = Arrays.copyOfRange(content, 1, 33);
    byte[] prefix = Arrays.copyOfRange(content, 33, 40);
    SecretKeySpec aes = new SecretKeySpec(hkdf(payloadKey, salt, associated), "AES");
    ByteArrayOutputStream clear = new ByteArrayOutputStream();
    int at = 40;
    for (int number = 0; at < content.length; number++) {
      int end = Math.min(content.length, (number + 1) * SEGMENT);
      byte[] nonce =
          ByteBuffer.allocate(12)
              .put(prefix)
              .putInt(number)
              .put((byte) (end == content.length ? 1 : 0))
              .array();
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, aes, new GCMParameterSpec(TAG * 8, nonce));
      clear.writeBytes(cipher.doFinal(content, at, end - at));
      at = end;
    }
    return clear.toByteArray();
  }

  private Opened frames(ByteBuffer clear, byte[] salt) throws Exception {
    List<String> digests = new ArrayList<>();
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    while (true) {
      byte kind = clear.get();
      byte[] frame = bytes(clear, clear.getInt());
      if (kind == 1) {
        digest.update(frame);
      } else if (kind == 2) {
        digests.add(Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest()));
      } else {
        require(!clear.hasRemaining(), "something behind the manifest");
        return new Opened(manifest(new String(frame, US_ASCII), salt, digests), digests);
      }
    }
  }

  private String manifest(String jws, byte[] salt, List<String> digests) throws Exception {
    String[] parts = jws.split("\\.", -1);
    String protectedHeader = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
    Matcher signer = Pattern.compile("\"x5c\":\\[\"([^\"]+)\"").matcher(protectedHeader);
    require(signer.find(), "x5c");
    X509Certificate sender =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(Base64.getDecoder().decode(signer.group(1))));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(sender.getPublicKey());
    signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    require(signature.verify(Base64.getUrlDecoder().decode(parts[2])), "signature");
    String manifest = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    byte[] commitment =
        sha256(
            "hufu-package/1 recipient".getBytes(US_ASCII), salt, sha256(certificate.getEncoded()));
    require(
        manifest.contains(Base64.getUrlEncoder().withoutPadding().encodeToString(commitment)),
        "commitment " + HexFormat.of().formatHex(commitment));
    for (String digest : digests) {
      require(manifest.contains("\"digest\":\"" + digest + "\""), "digest " + digest);
    }
    return manifest;
  }
}
