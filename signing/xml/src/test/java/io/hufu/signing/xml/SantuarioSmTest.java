package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealingContext;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.xml.security.algorithms.JCEMapper;
import org.apache.xml.security.signature.XMLSignature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** SM2 and SM3 in Santuario's static tables: once, harmless, and not believed. */
class SantuarioSmTest {
  /** Runs a task in a world of its own, where Santuario's tables are empty. */
  private static Object apart(Class<?> task) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(entry).toURI().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Object instance = loader.loadClass(task.getName()).getDeclaredConstructor().newInstance();
      return ((Callable<?>) instance).call();
    }
  }

  private static String seal() throws Exception {
    SigningKey key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    SealingContext context = new SealingContext(key, Payloads.type(), new SecureRandom());
    return Sealed.text(
        XmlFormat.instance().seal(Payloads.payload(HashAlgorithm.SM3), context).bytes());
  }

  /** Another library named our identifiers first, with the same meaning. */
  public static final class Preregistered implements Callable<String> {
    /** For the other class loader. */
    public Preregistered() {}

    @Override
    public String call() throws Exception {
      org.apache.xml.security.Init.init();
      JCEMapper.register(AlgorithmUris.SM3, new JCEMapper.Algorithm("", "SM3", "MessageDigest"));
      org.apache.xml.security.algorithms.SignatureAlgorithm.register(
          AlgorithmUris.SM2, Sm2SantuarioSignature.class);
      return seal();
    }
  }

  /** Another library gave our identifier another meaning. */
  public static final class Poisoned implements Callable<String> {
    /** For the other class loader. */
    public Poisoned() {}

    @Override
    public String call() throws Exception {
      org.apache.xml.security.Init.init();
      JCEMapper.register(
          AlgorithmUris.SM3, new JCEMapper.Algorithm("", "SHA-256", "MessageDigest"));
      try {
        return "sealed " + seal();
      } catch (io.hufu.signing.CannotSealException e) {
        return e.code();
      }
    }
  }

  @Test
  void sealing_works_where_another_library_registered_the_same_identifiers() throws Exception {
    String file = (String) apart(Preregistered.class);
    assertThat(Sealed.open(file).findings())
        .extracting(f -> f.code())
        .containsExactly("SIGNATURE_INTACT");
  }

  @Test
  void a_table_that_another_library_filled_wrongly_makes_no_licence() throws Exception {
    assertThat(apart(Poisoned.class)).isEqualTo("XML_NOT_FAITHFUL");
  }

  @Test
  void registering_twice_changes_nothing_and_adds_at_most_one_provider() throws Exception {
    SantuarioSm.register();
    int before = Security.getProviders().length;
    SantuarioSm.register();
    assertThat(Security.getProviders()).hasSize(before);
    assertThat(Security.getProviders())
        .filteredOn(p -> p.getName().equals(Sm3Provider.NAME))
        .hasSizeLessThanOrEqualTo(1)
        .allSatisfy(p -> assertThat(p.getServices()).hasSize(1));
    assertThat(Security.getProviders()[0].getName()).isNotEqualTo(Sm3Provider.NAME);
    assertThat(MessageDigest.getInstance("SM3").digest(new byte[] {'a', 'b', 'c'}))
        .isEqualTo(HashAlgorithm.SM3.digest(new byte[] {'a', 'b', 'c'}));
  }

  @Test
  void santuario_itself_verifies_our_files_and_signs_what_we_verify() throws Exception {
    String file = seal();
    Document document = Forge.parse(file);
    XMLSignature signature = new XMLSignature(Survey.of(document).signatures().get(0), "", true);
    var spki = Sealed.open(file).signatures().get(0).certificates().get(0).spki();
    var key =
        new org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi.EC()
            .generatePublic(org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(spki));
    assertThat(signature.checkSignatureValue(key)).isTrue();
    var generator = java.security.KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new java.security.spec.ECGenParameterSpec("sm2p256v1"));
    var pair = generator.generateKeyPair();
    Document other = Forge.parse("<order>x</order>");
    XMLSignature made = new XMLSignature(other, "", AlgorithmUris.SM2, Names.EXCLUSIVE);
    other.getDocumentElement().appendChild(made.getElement());
    made.addDocument("", null, AlgorithmUris.SM3);
    made.sign(pair.getPrivate());
    assertThat(
            io.hufu.crypto.VerificationKey.fromSpki(pair.getPublic().getEncoded())
                .verify(
                    SignatureAlgorithm.SM2_SM3,
                    CanonicalXml.EXCLUSIVE.of(made.getSignedInfo().getElement()),
                    made.getSignatureValue()))
        .isTrue();
  }
}
