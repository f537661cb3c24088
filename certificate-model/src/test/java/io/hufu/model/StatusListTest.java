package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusListTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private final SigningKey key = TestKeys.selfSigned(SignatureAlgorithm.ES256, "CN=Status");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void values_survive_packing_signing_and_reading(int bits) {
    Seeds.run(
        8,
        random -> {
          int[] values = random.ints(1 + random.nextInt(3000), 0, 1 << bits).toArray();
          StatusListToken token =
              new StatusListToken(
                  "https://s.example/1",
                  NOON,
                  NOON.plusSeconds(60),
                  Duration.ofHours(12),
                  StatusList.of(bits, values));
          StatusListToken.Signed signed = parse(sign(token));
          assertThat(signed.token()).isEqualTo(token);
          assertThat(signed.verifies(key.verificationKey())).isTrue();
          StatusList list = signed.token().list();
          assertThat(
                  java.util.stream.IntStream.range(0, values.length)
                      .map(i -> list.value(i).orElseThrow())
                      .toArray())
              .isEqualTo(values);
        });
  }

  @Test
  void the_first_value_sits_in_the_lowest_bits() {
    StatusList list = StatusList.of(4, 0x1, 0x2, 0xF);
    assertThat(list.size()).isEqualTo(4);
    assertThat(list.encode()).isEqualTo(StatusList.of(8, 0x21, 0x0F).encode());
    assertThat(list.value(2)).hasValue(0xF);
    assertThat(list.value(3)).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 4, Long.MAX_VALUE, Long.MIN_VALUE})
  void an_index_beyond_the_list_has_no_value(long index) {
    assertThat(StatusList.of(4, 1, 2, 3, 4).value(index)).isEmpty();
  }

  @Test
  void a_value_that_does_not_fit_is_refused() {
    assertThatThrownBy(() -> StatusList.of(2, 4)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StatusList.of(3, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_list_that_grows_beyond_the_limit_is_malformed() throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 17; i++) {
        deflater.write(zeros);
      }
    }
    byte[] bomb =
        token("{\"bits\":4,\"lst\":\"" + Base64Url.encode(compressed.toByteArray()) + "\"}");
    assertThat(bomb.length).isLessThan(100_000);
    assertThatThrownBy(() -> StatusListToken.parse(bomb))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("larger");
    assertThat(StatusListToken.parse(bomb, 17 << 20).token().list().size()).isEqualTo(34L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"bits\":3,\"lst\":\"eNrbuRgAAhcBXQ\"}",
        "{\"bits\":1,\"lst\":\"eNrbuRgAAhcBXQ==\"}",
        "{\"bits\":1,\"lst\":\"eNrbuRgAAhcB\"}",
        "{\"bits\":1,\"lst\":\"AAAA\"}",
        "{\"bits\":1}",
        "{\"lst\":\"eNrbuRgAAhcBXQ\"}",
        "[]"
      })
  void what_is_no_list_is_malformed(String list) throws Exception {
    byte[] token = token(list);
    assertThatThrownBy(() -> StatusListToken.parse(token))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void bytes_after_the_compressed_list_are_malformed() throws Exception {
    byte[] good = Base64Url.decode("eNrbuRgAAhcBXQ");
    byte[] longer = java.util.Arrays.copyOf(good, good.length + 2);
    byte[] token = token("{\"bits\":1,\"lst\":\"" + Base64Url.encode(longer) + "\"}");
    assertThatThrownBy(() -> StatusListToken.parse(token))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void our_values_have_codes_that_are_free_for_applications() {
    for (StatusValue value : StatusValue.values()) {
      assertThat(StatusValue.ofCode(value.code())).contains(value);
      boolean registered = value.code() <= 2;
      assertThat(registered || (value.code() >= 0xC && value.code() <= 0xF)).isTrue();
    }
    assertThat(StatusValue.ofCode(3)).isEmpty();
  }

  private byte[] token(String list) throws Exception {
    String payload =
        "{\"sub\":\"https://s.example/1\",\"iat\":1772366400,\"status_list\":" + list + "}";
    return Jws.sign(
            key,
            JsonObject.builder().put("typ", "statuslist+jwt").build(),
            Json.compact(Json.parse(payload.getBytes(StandardCharsets.UTF_8))))
        .compact()
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] sign(StatusListToken token) {
    try {
      return token.sign(key);
    } catch (io.hufu.crypto.KeyUnavailableException e) {
      throw new AssertionError(e);
    }
  }

  private static StatusListToken.Signed parse(byte[] token) {
    try {
      return StatusListToken.parse(token);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }
}
