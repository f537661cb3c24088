package io.hufu.crypto;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Key files (RFC 7292): reads one key with its certificates, and writes it. */
final class Pkcs12 {
  /** A provider object that is never registered, for what other programs put into key files. */
  private static final class Jce {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  private final List<PrivateKeyInfo> keys = new ArrayList<>();
  private final List<Certificate> certificates = new ArrayList<>();
  private final InputDecryptorProvider decryptor;

  private Pkcs12(char[] password) {
    this.decryptor =
        Pkcs12Protection.decryptor(
            password,
            new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Jce.PROVIDER)
                .build(password));
  }

  static SigningKey read(byte[] store, char[] password) throws KeyUnavailableException {
    PKCS12PfxPdu pfx = parse(store);
    boolean authentic = checkMac(pfx, password);
    Pkcs12 content = new Pkcs12(password);
    try {
      for (ContentInfo info : pfx.getContentInfos()) {
        content.readBags(info);
      }
    } catch (PKCSException | IOException | RuntimeException e) {
      // The causes are left out: they may quote decrypted bytes.
      throw authentic ? unreadable() : wrongPassword();
    }
    return content.signingKey();
  }

  private static PKCS12PfxPdu parse(byte[] store) throws KeyUnavailableException {
    try {
      return new PKCS12PfxPdu(store);
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
  }

  private static boolean checkMac(PKCS12PfxPdu pfx, char[] password)
      throws KeyUnavailableException {
    if (!pfx.hasMac()) {
      return false;
    }
    try {
      if (pfx.toASN1Structure()
              .getMacData()
              .getIterationCount()
              .compareTo(Pkcs12Protection.MAX_ITERATIONS)
          > 0) {
        throw unreadable();
      }
      var macs =
          Pkcs12Protection.macs(
              new JcePKCS12MacCalculatorBuilderProvider().setProvider(Jce.PROVIDER));
      if (!pfx.isMacValid(macs, password)) {
        throw wrongPassword();
      }
      return true;
    } catch (PKCSException | RuntimeException e) {
      throw unreadable();
    }
  }

  private void readBags(ContentInfo info)
      throws PKCSException, IOException, KeyUnavailableException {
    boolean encrypted = info.getContentType().equals(PKCSObjectIdentifiers.encryptedData);
    PKCS12SafeBagFactory factory =
        encrypted ? new PKCS12SafeBagFactory(info, decryptor) : new PKCS12SafeBagFactory(info);
    for (PKCS12SafeBag bag : factory.getSafeBags()) {
      Object value = bag.getBagValue();
      if (value instanceof PKCS8EncryptedPrivateKeyInfo shrouded) {
        keys.add(shrouded.decryptPrivateKeyInfo(decryptor));
      } else if (value instanceof PrivateKeyInfo key) {
        keys.add(key);
      } else if (value instanceof X509CertificateHolder holder) {
        addCertificate(holder.getEncoded());
      }
    }
  }

  private void addCertificate(byte[] der) throws KeyUnavailableException {
    try {
      certificates.add(Certificate.fromDer(der));
    } catch (MalformedDataException e) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE, "the key file holds a malformed certificate: " + e.getMessage(), e);
    }
  }

  private SigningKey signingKey() throws KeyUnavailableException {
    if (keys.isEmpty()) {
      throw new KeyUnavailableException(Reason.NO_KEY, "the key file holds no private key");
    }
    if (keys.size() > 1) {
      throw new KeyUnavailableException(
          Reason.UNREADABLE,
          "the key file holds " + keys.size() + " private keys; export the signing key alone");
    }
    SoftwareKey key = PrivateKeyDecoder.pkcs8(keys.get(0));
    return new SigningKey(key, chainOf(key.publicKey()));
  }

  /** Puts the certificates in order, leaf first; those that do not belong are left out. */
  private List<Certificate> chainOf(VerificationKey key) throws KeyUnavailableException {
    Optional<Certificate> leaf =
        certificates.stream().filter(c -> c.hasUsableKey() && c.key().equals(key)).findFirst();
    if (leaf.isEmpty() && !certificates.isEmpty()) {
      throw new KeyUnavailableException(
          Reason.KEY_AND_CERTIFICATE_DIFFER,
          "no certificate in the key file belongs to its private key");
    }
    List<Certificate> chain = new ArrayList<>();
    @Nullable Certificate next = leaf.orElse(null);
    while (next != null) {
      chain.add(next);
      next = next.isSelfIssued() ? null : issuerOf(next, chain);
    }
    return chain;
  }

  private @Nullable Certificate issuerOf(Certificate subject, List<Certificate> chain) {
    return certificates.stream()
        .filter(c -> !chain.contains(c) && c.hasUsableKey())
        .filter(c -> subject.isIssuedInNameOf(c) && subject.isSignedBy(c.key()))
        .findFirst()
        .orElse(null);
  }

  static byte[] write(
      SoftwareKey key, List<Certificate> chain, char[] password, SecureRandom random) {
    DEROctetString keyId = new DEROctetString(HashAlgorithm.SHA_256.digest(key.publicKey().spki()));
    try {
      PKCS12SafeBagBuilder keyBag =
          new PKCS12SafeBagBuilder(key.export(), Pkcs12Protection.encryptor(password, random))
              .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, keyId)
              .addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString("key"));
      PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder().addData(keyBag.build());
      for (Certificate certificate : chain) {
        PKCS12SafeBagBuilder bag =
            new PKCS12SafeBagBuilder(new X509CertificateHolder(certificate.der()));
        if (certificate.equals(chain.get(0))) {
          bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, keyId);
        }
        pfx.addData(bag.build());
      }
      return pfx.build(Pkcs12Protection.mac(random), password).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a key file could not be encoded", e);
    } catch (PKCSException e) {
      throw new IllegalStateException("a key file could not be encrypted", e);
    }
  }

  private static KeyUnavailableException wrongPassword() {
    return new KeyUnavailableException(Reason.WRONG_PASSWORD, "wrong password for the key file");
  }

  private static KeyUnavailableException unreadable() {
    return new KeyUnavailableException(Reason.UNREADABLE, "the key file is damaged or not PKCS#12");
  }
}
