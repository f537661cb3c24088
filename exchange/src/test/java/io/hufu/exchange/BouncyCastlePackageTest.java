package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Another implementation of HPKE, streams and signatures opens whole packages of the suite INTL.
 */
class BouncyCastlePackageTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private static IntlByBouncyCastle opener(SigningKey pair) throws Exception {
    return IntlByBouncyCastle.of(
        InsecureKeyExport.toPkcs12(pair, Agencies.PASSWORD, RANDOM), Agencies.PASSWORD);
  }

  private static Attachment file(String name, byte[] content) {
    return new Attachment(
        name, "application/octet-stream", () -> new ByteArrayInputStream(content));
  }

  @Test
  void bouncy_castle_opens_a_package_for_each_of_its_recipients_and_for_nobody_else()
      throws Exception {
    Agencies agencies = new Agencies(Suite.INTL);
    SigningKey one = agencies.issued(Profile.ENCRYPTION, "示例甲");
    SigningKey two = agencies.issued(Profile.ENCRYPTION, "示例乙");
    byte[] large = new byte[3 * 65_536];
    new Random(1).nextBytes(large);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackageSealer.from(agencies.signer("示例丙"), RANDOM)
        .seal(
            List.of(file("大.bin", large), file("空.txt", new byte[0])),
            Agencies.terms(),
            List.of(one.certificate(), two.certificate()),
            out);
    for (SigningKey key : List.of(one, two)) {
      IntlByBouncyCastle.Opened opened = opener(key).open(out.toByteArray());
      assertThat(opened.manifest()).contains(Agencies.SENDER).contains("大.bin");
      assertThat(opened.digests()).hasSize(2);
    }
    IntlByBouncyCastle stranger = opener(agencies.issued(Profile.ENCRYPTION, "示例丁"));
    assertThatThrownBy(() -> stranger.open(out.toByteArray())).hasMessage("no stanza opens");
    byte[] changed = out.toByteArray();
    changed[changed.length - 70_000] ^= 1;
    assertThatThrownBy(() -> opener(one).open(changed)).isInstanceOf(Exception.class);
  }
}
