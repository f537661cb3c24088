package io.hufu.signing.xml;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.List;
import org.apache.xml.security.algorithms.SignatureAlgorithmSpi;
import org.apache.xml.security.signature.XMLSignatureException;
import org.jspecify.annotations.Nullable;

/**
 * SM2 with SM3 for Santuario: r‖s of 64 bytes, user id 1234567812345678.
 *
 * <p>Keys are JCA keys of any provider with X.509 and PKCS#8 encodings. Public because Santuario
 * creates it by name; nobody else does. Not thread-safe.
 */
public final class Sm2SantuarioSignature extends SignatureAlgorithmSpi {
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private @Nullable SigningKey signer;
  private @Nullable VerificationKey verifier;

  /** For Santuario. */
  public Sm2SantuarioSignature() {}

  @Override
  protected String engineGetURI() {
    return AlgorithmUris.SM2;
  }

  @Override
  protected String engineGetJCEAlgorithmString() {
    return "SM3withSM2";
  }

  @Override
  protected String engineGetJCEProviderName() {
    return "";
  }

  @Override
  protected void engineUpdate(byte[] input) {
    message.writeBytes(input);
  }

  @Override
  protected void engineUpdate(byte input) {
    message.write(input);
  }

  @Override
  protected void engineUpdate(byte[] buffer, int offset, int length) {
    message.write(buffer, offset, length);
  }

  @Override
  protected void engineInitSign(Key key) throws XMLSignatureException {
    if (!(key instanceof PrivateKey) || key.getEncoded() == null) {
      throw refused("the key is not a private key that can be encoded");
    }
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    try {
      signer = SigningKey.fromPem(pem.getBytes(StandardCharsets.US_ASCII), List.of());
    } catch (KeyUnavailableException e) {
      throw refused("the key is not usable");
    }
    if (signer.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw refused("the key is not on the SM2 curve");
    }
    message.reset();
  }

  @Override
  protected void engineInitSign(Key key, @Nullable SecureRandom random)
      throws XMLSignatureException {
    engineInitSign(key);
  }

  @Override
  protected void engineInitSign(Key key, @Nullable AlgorithmParameterSpec parameters)
      throws XMLSignatureException {
    engineSetParameter(parameters);
    engineInitSign(key);
  }

  @Override
  protected byte[] engineSign() throws XMLSignatureException {
    SigningKey key = signer;
    if (key == null) {
      throw refused("not initialised for signing");
    }
    try {
      byte[] value = key.sign(message.toByteArray());
      message.reset();
      return value;
    } catch (KeyUnavailableException e) {
      throw refused("the key did not sign");
    }
  }

  @Override
  protected void engineInitVerify(Key key) throws XMLSignatureException {
    if (!(key instanceof PublicKey) || key.getEncoded() == null) {
      throw refused("the key is not a public key that can be encoded");
    }
    try {
      verifier = VerificationKey.fromSpki(key.getEncoded());
    } catch (MalformedDataException e) {
      throw refused("the key is not usable");
    }
    message.reset();
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws XMLSignatureException {
    VerificationKey key = verifier;
    if (key == null) {
      throw refused("not initialised for verifying");
    }
    boolean good = key.verify(SignatureAlgorithm.SM2_SM3, message.toByteArray(), signature);
    message.reset();
    return good;
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec parameters)
      throws XMLSignatureException {
    if (parameters != null) {
      throw refused("the user id is fixed, there are no parameters");
    }
  }

  @Override
  protected void engineSetHMACOutputLength(int length) throws XMLSignatureException {
    throw refused("SM2 has no output length");
  }

  private static XMLSignatureException refused(String message) {
    return new XMLSignatureException("algorithms.SM2", new Object[] {message});
  }
}
