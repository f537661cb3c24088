package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningDevice;
import io.hufu.crypto.SigningInput;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.SoftDevice;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that never leave a device or a seal server. */
class PdfDeviceTest {
  private static SigningKey key(SigningDevice device, SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey ca = PilotKeys.Hierarchy.of(algorithm).ca();
    Certificate certificate =
        new CertificateBuilder(
                Profile.SIGNER, "CN=示例机构,C=CN", VerificationKey.fromSpki(device.publicKey()))
            .validity(PilotKeys.FROM, PilotKeys.TO)
            .signedBy(ca);
    List<Certificate> chain = new ArrayList<>(List.of(certificate));
    chain.addAll(ca.chain());
    return SigningKey.onDevice(device, chain);
  }

  private static SealedLicence seal(SigningKey key) throws Exception {
    PdfDesk desk = new PdfDesk(key.algorithm());
    return PdfFormat.instance()
        .seal(
            desk.payload("degree"),
            new SealingContext(key, PdfDesk.type("degree"), new SecureRandom()));
  }

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256"})
  void a_device_that_signs_digests_makes_a_signature_that_holds(SignatureAlgorithm algorithm)
      throws Exception {
    SealedLicence licence = seal(key(SoftDevice.working(algorithm), algorithm));
    Subject subject = PdfFormat.instance().open(Document.of(licence.bytes()), Limits.DEFAULT);
    assertThat(subject.findings()).extracting(Finding::code).containsOnly("SIGNATURE_INTACT");
  }

  @Test
  void a_seal_server_sees_the_signed_attributes_and_the_number_that_sm2_signs() throws Exception {
    List<SigningInput> asked = new ArrayList<>();
    SoftDevice device = SoftDevice.working(SignatureAlgorithm.SM2_SM3);
    SigningDevice server =
        new SigningDevice() {
          @Override
          public byte[] publicKey() {
            return device.publicKey();
          }

          @Override
          public byte[] sign(SigningInput input) throws KeyUnavailableException {
            asked.add(input);
            return device.sign(input);
          }
        };
    SigningKey key = key(server, SignatureAlgorithm.SM2_SM3);
    SealedLicence licence = seal(key);
    SigningInput last = asked.get(asked.size() - 1);
    assertThat(asked).as("the QR code, then the document").hasSize(2);
    assertThat(last.message()).startsWith(0x31); // SET OF, RFC 5652 §5.4
    assertThat(last.digest()).hasSize(32);
    assertThat(key.algorithm().hash().digest(last.message()))
        .isEqualTo(licence.signedOctetsDigest().apply(key.algorithm().hash()));
  }

  @Test
  void a_value_that_does_not_verify_leaves_no_file() throws Exception {
    SoftDevice broken =
        SoftDevice.faulty(
            SignatureAlgorithm.SM2_SM3,
            value -> {
              value[5] ^= 1;
              return value;
            });
    SigningKey key = key(broken, SignatureAlgorithm.SM2_SM3);
    assertThatThrownBy(() -> seal(key)).isInstanceOf(KeyUnavailableException.class);
  }
}
