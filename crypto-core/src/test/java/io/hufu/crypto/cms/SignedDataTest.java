package io.hufu.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.BitFlips;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningDevice;
import io.hufu.crypto.SigningInput;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.pki.Pilot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What Hufu makes: read again, verified, extended, and flipped bit by bit. */
class SignedDataTest {
  private static final byte[] CONTENT = "电子证照".getBytes(StandardCharsets.UTF_8);

  private static SigningKey signer(SignatureAlgorithm algorithm) throws Exception {
    Pilot pilot = new Pilot(algorithm);
    return pilot.signer.withChain(
        List.of(pilot.signer.certificate(), pilot.ca.certificate(), pilot.root.certificate()));
  }

  static SignerVerification verify(SignedData data, byte[] content) {
    ContentDigest inside = data.contentDigest();
    SignerInfo signer = data.signers().get(0);
    Certificate certificate = signer.certificate().orElse(null);
    if (certificate == null) {
      return SignerVerification.of(Status.CERTIFICATE_DIFFERS);
    }
    try {
      return signer.verify(certificate, inside == null ? ContentDigest.of(content) : inside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"SM2_SM3", "ES256", "ED25519"})
  void what_is_made_verifies_and_tells_who_signed(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = signer(algorithm);
    SignedDataBuilder builder = SignedDataBuilder.by(key).signingTime(Pilot.AT);
    SignedData detached = builder.detached(ContentDigest.of(CONTENT));
    SignedData enveloping = builder.enveloping(CONTENT);
    assertThat(verify(detached, CONTENT).isPlain()).isTrue();
    assertThat(verify(enveloping, new byte[0]).isPlain()).isTrue();
    assertThat(verify(detached, new byte[0]).status()).isEqualTo(Status.CONTENT_DIFFERS);
    assertThat(detached.hasContent()).isFalse();
    assertThat(enveloping.content()).hasValue(CONTENT);
    SignerInfo signer = detached.signers().get(0);
    assertThat(signer.certificate()).hasValue(key.certificate());
    assertThat(signer.signatureAlgorithm()).hasValue(algorithm);
    assertThat(signer.signingTime()).hasValue(Pilot.AT);
    assertThat(signer.messageDigest()).hasValue(algorithm.hash().digest(CONTENT));
    assertThat(signer.verify(key.certificate(), null).status()).isEqualTo(Status.CONTENT_ABSENT);
    // the root is left out: it is of no use to whoever does not list it
    assertThat(detached.certificates())
        .containsExactlyInAnyOrder(key.certificate(), key.chain().get(1));
    assertThat(builder.detachedLength())
        .isBetween(detached.der().length, detached.der().length + 9);
  }

  @Test
  void the_signed_octets_and_the_value_belong_together() throws Exception {
    SigningKey key = signer(SignatureAlgorithm.SM2_SM3);
    SignerInfo signer = SignedDataBuilder.by(key).enveloping(CONTENT).signers().get(0);
    byte[] octets = signer.signedOctets().orElseThrow();
    assertThat(octets[0]).isEqualTo((byte) 0x31);
    assertThat(
            key.verificationKey().verifyDer(SignatureAlgorithm.SM2_SM3, octets, signer.signature()))
        .isTrue();
    assertThat(
            key.verificationKey()
                .verify(
                    SignatureAlgorithm.SM2_SM3, octets, signer.canonicalSignature().orElseThrow()))
        .isTrue();
  }

  @Test
  void a_device_gets_the_attributes_or_e() throws Exception {
    SigningKey key = signer(SignatureAlgorithm.SM2_SM3);
    List<SigningInput> inputs = new ArrayList<>();
    SigningDevice device =
        new SigningDevice() {
          @Override
          public byte[] publicKey() {
            return key.verificationKey().spki();
          }

          @Override
          public byte[] sign(SigningInput input) throws KeyUnavailableException {
            inputs.add(input);
            return key.sign(input.message());
          }
        };
    SigningKey onDevice = SigningKey.onDevice(device, key.chain());
    SignedData made = SignedDataBuilder.by(onDevice).detached(ContentDigest.of(CONTENT));
    assertThat(verify(made, CONTENT).isPlain()).isTrue();
    byte[] octets = made.signers().get(0).signedOctets().orElseThrow();
    byte[] z = key.verificationKey().messagePrefix(Sm2UserId.PROFILE);
    assertThat(inputs).hasSize(1);
    assertThat(inputs.get(0).message()).isEqualTo(octets);
    assertThat(inputs.get(0).digest()).isEqualTo(HashAlgorithm.SM3.digest(z, octets));
  }

  @Test
  void an_unsigned_attribute_is_added_without_touching_what_is_signed() throws Exception {
    SignedData before =
        SignedDataBuilder.by(signer(SignatureAlgorithm.SM2_SM3)).enveloping(CONTENT);
    byte[] one = {4, 1, 7};
    byte[] two = {4, 1, 8};
    SignedData after =
        before
            .withUnsignedAttribute(0, AttributeType.HUFU_RECEIPT, two)
            .withUnsignedAttribute(0, AttributeType.HUFU_STATUS_ASSERTION, one)
            .withUnsignedAttribute(0, AttributeType.HUFU_RECEIPT, one);
    SignerInfo signer = after.signers().get(0);
    assertThat(signer.unsignedAttribute(AttributeType.HUFU_RECEIPT)).containsExactly(one, two);
    assertThat(signer.unsignedAttribute(AttributeType.HUFU_STATUS_ASSERTION)).containsExactly(one);
    assertThat(signer.signature()).isEqualTo(before.signers().get(0).signature());
    assertThat(signer.signedOctets())
        .hasValue(before.signers().get(0).signedOctets().orElseThrow());
    assertThat(verify(after, new byte[0]).isPlain()).isTrue();
    assertThatThrownBy(
            () -> before.withUnsignedAttribute(0, AttributeType.HUFU_RECEIPT, new byte[] {4, 2, 0}))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void zeros_after_the_structure_are_padding_and_nothing_else_is() throws Exception {
    byte[] cms = SignedDataBuilder.by(signer(SignatureAlgorithm.ES256)).enveloping(CONTENT).der();
    byte[] padded = Arrays.copyOf(cms, cms.length + 100);
    SignedData.Padded read = SignedData.parsePadded(padded);
    assertThat(read.length()).isEqualTo(cms.length);
    assertThat(read.signedData().der()).isEqualTo(cms);
    assertThatThrownBy(() -> SignedData.parse(padded)).isInstanceOf(MalformedDataException.class);
    padded[cms.length + 99] = 1;
    assertThatThrownBy(() -> SignedData.parsePadded(padded))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("at byte " + (cms.length + 99));
  }

  @Test
  void gm_object_identifiers_are_for_data_by_sm2() throws Exception {
    SignedData gm =
        SignedDataBuilder.by(signer(SignatureAlgorithm.SM2_SM3))
            .gmObjectIdentifiers()
            .detached(ContentDigest.of(CONTENT));
    assertThat(gm.isGm()).isTrue();
    assertThat(gm.contentType()).isEqualTo("1.2.156.10197.6.1.4.2.1");
    assertThat(verify(gm, CONTENT).isPlain()).isTrue();
    SignedDataBuilder other = SignedDataBuilder.by(signer(SignatureAlgorithm.ES256));
    assertThatThrownBy(other::gmObjectIdentifiers).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(value = HashAlgorithm.class, mode = Mode.EXCLUDE, names = "SHA_512")
  void content_is_digested_as_a_stream(HashAlgorithm hash) throws Exception {
    byte[] content = new byte[200_000];
    Arrays.fill(content, (byte) 5);
    assertThat(ContentDigest.of(content).digest(hash)).isEqualTo(hash.digest(content));
    assertThat(ContentDigest.of(content).digest(hash, new byte[] {1, 2}))
        .isEqualTo(hash.digest(new byte[] {1, 2}, content));
  }

  @Test
  void every_flip_in_the_signed_parts_of_a_detached_signature_fails() throws Exception {
    SignedData made =
        SignedDataBuilder.by(signer(SignatureAlgorithm.SM2_SM3))
            .detached(ContentDigest.of(CONTENT));
    BitFlips.noneOfAllIsValid("content", CONTENT, content -> verify(made, content).holds());
  }
}
