package io.hufu.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.pki.Openssl;
import io.hufu.crypto.pki.Pilot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenSSL judges what we make, and we judge what it makes. */
class OpensslCmsTest {
  private static final byte[] CONTENT = "licence\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
  private static final String VERIFY =
      "cms -verify -binary -inform DER -CAfile root.pem -purpose any -attime " + Openssl.AT;

  @TempDir private Path dir;
  private Openssl openssl;

  @BeforeEach
  void findOpenssl() throws Exception {
    openssl = new Openssl(dir);
    openssl.write("content", CONTENT);
  }

  private SigningKey signer(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = openssl.pilot(algorithm);
    return pilot.signer.withChain(List.of(pilot.signer.certificate(), pilot.ca.certificate()));
  }

  @Test
  void openssl_accepts_what_we_make() throws Exception {
    SignedDataBuilder builder =
        SignedDataBuilder.by(signer(SignatureAlgorithm.ES256)).signingTime(Pilot.AT);
    openssl.write("detached.p7s", builder.detached(ContentDigest.of(CONTENT)).der());
    openssl.write("enveloping.p7m", builder.enveloping(CONTENT).der());
    openssl.ok(VERIFY + " -cades -in detached.p7s -content content -out out1");
    openssl.ok(VERIFY + " -cades -in enveloping.p7m -out out2");
    assertThat(openssl.read("out1")).isEqualTo(CONTENT);
    assertThat(openssl.read("out2")).isEqualTo(CONTENT);
    openssl.write("content", new byte[1]);
    assertThat(openssl.run(VERIFY + " -in detached.p7s -content content").code()).isNotZero();
  }

  @Test
  void openssl_still_accepts_it_with_an_unsigned_attribute() throws Exception {
    SignedData made =
        SignedDataBuilder.by(signer(SignatureAlgorithm.ES256))
            .enveloping(CONTENT)
            .withUnsignedAttribute(0, AttributeType.HUFU_RECEIPT, new byte[] {4, 0});
    openssl.write("more.p7m", made.der());
    openssl.ok(VERIFY + " -in more.p7m -out out");
  }

  /** OpenSSL 3.0 writes no CMS with SM2, but judges the value over the attributes. */
  @Test
  void openssl_accepts_the_sm2_value_over_the_signed_octets() throws Exception {
    SigningKey key = signer(SignatureAlgorithm.SM2_SM3);
    for (SignedData made :
        List.of(
            SignedDataBuilder.by(key).enveloping(CONTENT),
            SignedDataBuilder.by(key).gmObjectIdentifiers().enveloping(CONTENT))) {
      SignerInfo signer = made.signers().get(0);
      openssl.verifySm2("signer.pem", signer.signedOctets().orElseThrow(), signer.signature());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-cades",
        "-nodetach",
        "-nodetach -stream",
        "-keyid",
        "-noattr",
        "-noattr -nodetach",
        "-cades -nodetach -stream -keyid",
        "-nosmimecap -nocerts"
      })
  void what_openssl_makes_verifies(String options) throws Exception {
    SigningKey key = signer(SignatureAlgorithm.ES256);
    openssl.writeKey("key.pem", key);
    openssl.ok(
        "cms -sign -binary -outform DER -md sha256 -signer signer.pem -inkey key.pem -certfile"
            + " ca.pem -in content -out made "
            + options);
    SignedData data = SignedData.parse(openssl.read("made"));
    assertThat(data.hasContent()).isEqualTo(options.contains("-nodetach"));
    SignerInfo signer = data.signers().get(0);
    ContentDigest inside = data.contentDigest();
    ContentDigest content = inside == null ? ContentDigest.of(CONTENT) : inside;
    assertThat(signer.verify(key.certificate(), content).isPlain()).isTrue();
    assertThat(signer.verify(key.certificate(), ContentDigest.of(new byte[0])).holds()).isFalse();
    assertThat(signer.certificate().isPresent()).isEqualTo(!options.contains("-nocerts"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:32", ""})
  void rsa_by_openssl_verifies(String options) throws Exception {
    openssl.ok(
        "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out rsa.pem -days 9 -subj /CN=RSA");
    openssl.ok(
        "cms -sign -binary -outform DER -md sha256 -signer rsa.pem -inkey key.pem -in content"
            + " -out made "
            + options);
    SignedData data = SignedData.parse(openssl.read("made"));
    assertThat(SignedDataTest.verify(data, CONTENT).isPlain()).isTrue();
    assertThat(SignedDataTest.verify(data, new byte[2]).status()).isEqualTo(Status.CONTENT_DIFFERS);
    openssl.ok(
        "cms -sign -binary -noattr -outform DER -md sha256 -signer rsa.pem -inkey key.pem -in"
            + " content -out plain "
            + options);
    SignedData plain = SignedData.parse(openssl.read("plain"));
    assertThat(SignedDataTest.verify(plain, CONTENT).isPlain()).isTrue();
    assertThat(SignedDataTest.verify(plain, new byte[2]).status()).isEqualTo(Status.VALUE_DIFFERS);
  }

  @Test
  void sha1_by_openssl_is_weak() throws Exception {
    openssl.ok(
        "req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out rsa.pem -days 9 -subj /CN=RSA");
    openssl.ok(
        "cms -sign -binary -outform DER -md sha1 -signer rsa.pem -inkey key.pem -in content -out"
            + " made");
    SignedData data = SignedData.parse(openssl.read("made"));
    assertThat(SignedDataTest.verify(data, CONTENT).status()).isEqualTo(Status.ALGORITHM_WEAK);
  }

  @Test
  void broken_ber_is_malformed_and_nothing_else() throws Exception {
    SigningKey key = signer(SignatureAlgorithm.ES256);
    openssl.writeKey("key.pem", key);
    openssl.write("content", new byte[5000]);
    openssl.ok(
        "cms -sign -binary -outform DER -stream -nodetach -signer signer.pem -inkey key.pem -in"
            + " content -out made");
    byte[] good = openssl.read("made");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      byte[] broken = good.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        SignedDataTest.verify(SignedData.parse(broken), CONTENT);
      } catch (MalformedDataException e) {
        // documented
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("undocumented, seed " + seed, e);
      }
    }
    for (int length = 0; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> SignedData.parse(cut)).isInstanceOf(MalformedDataException.class);
    }
  }
}
