package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.KeyUnavailableException.Reason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigningDeviceTest {
  private static final byte[] MESSAGE = "电子证照".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_device_signs(SignatureAlgorithm algorithm) throws Exception {
    SoftDevice device = SoftDevice.working(algorithm);

    SigningKey key = SigningKey.onDevice(device, List.of());

    assertThat(key.algorithm()).isEqualTo(algorithm);
    assertThat(key.verificationKey().spki()).isEqualTo(device.publicKey());
    assertThat(key.verificationKey().verify(algorithm, MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(key.verificationKey().verifyDer(algorithm, MESSAGE, key.signDer(MESSAGE))).isTrue();
  }

  static Stream<UnaryOperator<byte[]>> faults() {
    return Stream.of(
        value -> null,
        value -> new byte[0],
        value -> new byte[64],
        value -> Arrays.copyOf(value, 63),
        value -> Arrays.copyOf(value, 65),
        value -> SignatureValue.fromCanonical(Curve.SM2, value).get().der(),
        value -> {
          value[40] ^= 1;
          return value;
        },
        value -> {
          throw new IllegalStateException("card removed");
        });
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_worthless_signature_never_leaves(UnaryOperator<byte[]> fault) throws Exception {
    SoftDevice device = SoftDevice.faulty(SignatureAlgorithm.SM2_SM3, fault);
    SigningKey key = SigningKey.onDevice(device, List.of());

    assertFails(() -> key.sign(MESSAGE), Reason.DEVICE_FAILED);
    assertFails(() -> key.signDer(MESSAGE), Reason.DEVICE_FAILED);
  }

  @Test
  void a_device_that_answers_for_another_message_fails() throws Exception {
    SigningKey other = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    SigningDevice device = device(other.verificationKey().spki(), other.sign(new byte[1]));

    assertFails(() -> SigningKey.onDevice(device, List.of()).sign(MESSAGE), Reason.DEVICE_FAILED);
  }

  @Test
  void a_device_may_give_high_s_and_the_twin_is_returned() throws Exception {
    SoftDevice device =
        SoftDevice.faulty(
            SignatureAlgorithm.ES256,
            value -> {
              SignatureValue v = SignatureValue.fromCanonical(Curve.P256, value).get();
              BigInteger high = Curve.P256.order().subtract(v.lowS(Curve.P256).s());
              return new SignatureValue(v.r(), high).canonical(Curve.P256);
            });

    byte[] value = SigningKey.onDevice(device, List.of()).sign(MESSAGE);

    SignatureValue read = SignatureValue.fromCanonical(Curve.P256, value).get();
    assertThat(read.lowS(Curve.P256)).isEqualTo(read);
  }

  @Test
  void a_device_without_a_usable_public_key_is_refused() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    byte[] rsaKey = rsa.generateKeyPair().getPublic().getEncoded();

    assertFails(
        () -> SigningKey.onDevice(device(rsaKey, new byte[1]), List.of()),
        Reason.UNSUPPORTED_ALGORITHM);
    assertFails(
        () -> SigningKey.onDevice(device(new byte[3], new byte[1]), List.of()),
        Reason.UNSUPPORTED_ALGORITHM);
    assertFails(
        () -> SigningKey.onDevice(device(null, new byte[1]), List.of()), Reason.DEVICE_FAILED);
  }

  @Test
  void ed25519_devices_get_the_message_not_a_digest() throws Exception {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom());
    SigningInput input = new SigningInput(MESSAGE, key.verificationKey());

    assertThat(input.message()).isEqualTo(MESSAGE);
    assertThat(input.algorithm()).isEqualTo(SignatureAlgorithm.ED25519);
    assertThatThrownBy(input::digest).isInstanceOf(IllegalStateException.class);
  }

  private static SigningDevice device(byte[] spki, byte[] value) {
    return new SigningDevice() {
      @Override
      public byte[] publicKey() {
        return spki;
      }

      @Override
      public byte[] sign(SigningInput input) {
        return value;
      }
    };
  }

  private static void assertFails(ThrowingCallable call, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KeyUnavailableException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
