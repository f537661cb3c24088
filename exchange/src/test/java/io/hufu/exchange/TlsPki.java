package io.hufu.exchange;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA for TLS servers, on P-256. */
final class TlsPki {
  private static final char[] PASSWORD = "secret".toCharArray();
  private static final AtomicLong SERIALS = new AtomicLong(1);

  private final KeyPair keys = pair();
  private final X509Certificate root;

  TlsPki() throws Exception {
    JcaX509v3CertificateBuilder builder = builder("CN=Test CA", keys, Instant.now());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    root = signed(builder);
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static JcaX509v3CertificateBuilder builder(String subject, KeyPair pair, Instant middle) {
    return new JcaX509v3CertificateBuilder(
        new X500Name("CN=Test CA"),
        BigInteger.valueOf(SERIALS.getAndIncrement()),
        Date.from(middle.minusSeconds(3600)),
        Date.from(middle.plusSeconds(3600)),
        new X500Name(subject),
        pair.getPublic());
  }

  private X509Certificate signed(JcaX509v3CertificateBuilder builder) throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  /** What a server of this name shows; good for an hour around an instant. */
  SSLContext server(GeneralName name, Instant middle) throws Exception {
    KeyPair own = pair();
    JcaX509v3CertificateBuilder builder = builder("CN=server", own, middle);
    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "server", own.getPrivate(), PASSWORD, new X509Certificate[] {signed(builder), root});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** What a client trusts that trusts this CA. */
  SSLContext client() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("root", root);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
