package io.hufu.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilderProvider;
import org.jspecify.annotations.Nullable;

/**
 * How a password protects a key file: AES-CBC under PBKDF2, and a MAC over it, all by SHA-256.
 *
 * <p>Anything else that a file may use is left to others.
 */
final class Pkcs12Protection {
  static final BigInteger MAX_ITERATIONS = BigInteger.valueOf(10_000_000);

  private static final int ITERATIONS = 100_000;
  private static final int SALT = 16;
  private static final int AES_BLOCK = 16;
  private static final int AES_256 = 32;
  private static final AlgorithmIdentifier PRF =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
  private static final AlgorithmIdentifier SHA_256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

  private Pkcs12Protection() {}

  /** PBES2 (RFC 8018 §6.2) with a fresh salt. */
  static OutputEncryptor encryptor(char[] password, SecureRandom random) {
    byte[] salt = random(random, SALT);
    byte[] iv = random(random, AES_BLOCK);
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2,
            new PBES2Parameters(
                new KeyDerivationFunc(
                    PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, PRF)),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
    byte[] key = PasswordKeys.pbkdf2(password, salt, ITERATIONS, AES_256);
    return new Encryptor(algorithm, key, iv);
  }

  private record Encryptor(AlgorithmIdentifier algorithm, byte[] key, byte[] iv)
      implements OutputEncryptor {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return algorithm;
    }

    @Override
    public OutputStream getOutputStream(OutputStream target) {
      return new ByteArrayOutputStream() {
        @Override
        public void close() throws IOException {
          target.write(aes(Cipher.ENCRYPT_MODE, key, iv, toByteArray()));
          target.close();
        }
      };
    }

    @Override
    public GenericKey getKey() {
      return new GenericKey(algorithm, key);
    }
  }

  private static byte[] aes(int mode, byte[] key, byte[] iv, byte[] text) throws IOException {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      // The cause is left out: it may quote what was decrypted.
      throw new IOException("not encrypted under this key");
    }
  }

  /** Decrypts what {@link #encryptor} and OpenSSL write; the rest goes to {@code others}. */
  static InputDecryptorProvider decryptor(char[] password, InputDecryptorProvider others) {
    return algorithm -> {
      Scheme scheme = Scheme.of(algorithm);
      return scheme == null ? others.get(algorithm) : scheme.decryptor(algorithm, password);
    };
  }

  /** PBES2 of PBKDF2 by HMAC-SHA-256 and AES-CBC. */
  private record Scheme(PBKDF2Params derivation, byte[] iv, int keyLength) {
    static @Nullable Scheme of(AlgorithmIdentifier algorithm) {
      if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
        return null;
      }
      PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
      KeyDerivationFunc function = parameters.getKeyDerivationFunc();
      EncryptionScheme cipher = parameters.getEncryptionScheme();
      int length = keyLength(cipher.getAlgorithm());
      if (!function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2) || length == 0) {
        return null;
      }
      PBKDF2Params derivation = PBKDF2Params.getInstance(function.getParameters());
      return derivation.getPrf().getAlgorithm().equals(PRF.getAlgorithm())
          ? new Scheme(
              derivation, ASN1OctetString.getInstance(cipher.getParameters()).getOctets(), length)
          : null;
    }

    private static int keyLength(ASN1ObjectIdentifier cipher) {
      if (cipher.equals(NISTObjectIdentifiers.id_aes256_CBC)) {
        return AES_256;
      }
      return cipher.equals(NISTObjectIdentifiers.id_aes128_CBC) ? AES_256 / 2 : 0;
    }

    InputDecryptor decryptor(AlgorithmIdentifier algorithm, char[] password) {
      if (derivation.getIterationCount().compareTo(MAX_ITERATIONS) > 0) {
        throw new IllegalArgumentException("more iterations than any key file needs");
      }
      byte[] key =
          PasswordKeys.pbkdf2(
              password,
              derivation.getSalt(),
              derivation.getIterationCount().intValueExact(),
              keyLength);
      return new Decryptor(algorithm, key, iv);
    }
  }

  private record Decryptor(AlgorithmIdentifier algorithm, byte[] key, byte[] iv)
      implements InputDecryptor {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return algorithm;
    }

    @Override
    public InputStream getInputStream(InputStream in) {
      try {
        return new ByteArrayInputStream(aes(Cipher.DECRYPT_MODE, key, iv, in.readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The MAC over a key file that is written. */
  static PKCS12MacCalculatorBuilder mac(SecureRandom random) {
    return new MacBuilder(new PKCS12PBEParams(random(random, SALT), ITERATIONS));
  }

  /** The MAC over a key file that is read, if it is one by SHA-256; the rest goes to others. */
  static PKCS12MacCalculatorBuilderProvider macs(PKCS12MacCalculatorBuilderProvider others) {
    return algorithm ->
        algorithm.getAlgorithm().equals(SHA_256.getAlgorithm())
            ? new MacBuilder(PKCS12PBEParams.getInstance(algorithm.getParameters()))
            : others.get(algorithm);
  }

  private record MacBuilder(PKCS12PBEParams parameters) implements PKCS12MacCalculatorBuilder {
    @Override
    public AlgorithmIdentifier getDigestAlgorithmIdentifier() {
      return SHA_256;
    }

    @Override
    public MacCalculator build(char[] password) {
      byte[] key =
          PasswordKeys.macKey(
              password, parameters.getIV(), parameters.getIterations().intValueExact());
      return new Calculator(parameters, key, new ByteArrayOutputStream());
    }
  }

  private record Calculator(PKCS12PBEParams parameters, byte[] key, ByteArrayOutputStream data)
      implements MacCalculator {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, parameters);
    }

    @Override
    public OutputStream getOutputStream() {
      return data;
    }

    @Override
    public byte[] getMac() {
      return PasswordKeys.hmac(key.clone()).doFinal(data.toByteArray());
    }

    @Override
    public GenericKey getKey() {
      return new GenericKey(getAlgorithmIdentifier(), key);
    }
  }

  private static byte[] random(SecureRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
