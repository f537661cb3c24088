package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.List;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.JCEMapper;
import org.apache.xml.security.algorithms.SignatureAlgorithm;
import org.apache.xml.security.exceptions.AlgorithmAlreadyRegisteredException;
import org.apache.xml.security.exceptions.XMLSecurityException;

/**
 * Teaches Apache Santuario SM2 and SM3, once in the life of a JVM. Thread-safe.
 *
 * <p>Santuario's tables are static: whoever comes first names an identifier. That is no error here,
 * since sealing compares every digest with one of our own and signs outside of Santuario.
 */
final class SantuarioSm {
  private static boolean done;

  private SantuarioSm() {}

  /** Registers what is not registered yet. */
  static synchronized void register() {
    if (done) {
      return;
    }
    Init.init();
    for (String uri : List.of(AlgorithmUris.SM3)) {
      if (JCEMapper.translateURItoJCEID(uri) == null) {
        JCEMapper.register(uri, new JCEMapper.Algorithm("", "SM3", "MessageDigest"));
      }
    }
    try {
      SignatureAlgorithm.register(AlgorithmUris.SM2, Sm2SantuarioSignature.class);
    } catch (AlgorithmAlreadyRegisteredException e) {
      // Another library, or another copy of this one, was first.
    } catch (XMLSecurityException | ClassNotFoundException e) {
      throw new IllegalStateException("Santuario does not take a signature algorithm", e);
    }
    provideSm3();
    done = true;
  }

  /** Santuario asks the JVM's providers for digests, and no JDK has SM3. */
  @SuppressForbidden("the one documented exception: SM3 alone, at the end, only if none has it")
  private static void provideSm3() {
    try {
      MessageDigest.getInstance(HashAlgorithm.SM3.label());
    } catch (NoSuchAlgorithmException e) {
      Security.addProvider(new Sm3Provider());
    }
  }
}
