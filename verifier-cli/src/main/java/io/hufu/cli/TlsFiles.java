package io.hufu.cli;

import io.hufu.crypto.Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS of the JDK, from files: it knows RSA and the NIST curves, not SM2. */
final class TlsFiles {
  private static final String TLS = "TLS";

  private final Session session;

  TlsFiles(Session session) {
    this.session = session;
  }

  /** A server's context. */
  SSLContext showing(Path p12, char[] password) throws CommandFailure {
    byte[] store = new InputFiles(session).read(p12);
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(new ByteArrayInputStream(store), password);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, password);
      SSLContext context = SSLContext.getInstance(TLS);
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw CommandFailure.input("exchange.tls", session.show(p12));
    }
  }

  /** A client's context that trusts these certificates only; null without any: the JDK's roots. */
  @SuppressForbidden("TLS of the JDK takes the JDK's certificates; SM2 is not among them")
  @Nullable SSLContext trusting(List<Path> files) throws CommandFailure {
    if (files.isEmpty()) {
      return null;
    }
    try {
      KeyStore roots = KeyStore.getInstance("PKCS12");
      roots.load(null, null);
      for (Path file : files) {
        for (Certificate certificate : new Keys(session).certificates(file)) {
          roots.setCertificateEntry(
              "root" + roots.size(),
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate.der())));
        }
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(roots);
      SSLContext context = SSLContext.getInstance(TLS);
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (CertificateException e) {
      throw CommandFailure.input("exchange.tls", session.show(files.get(0)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK has TLS and PKCS#12", e);
    }
  }
}
