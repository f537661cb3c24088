package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The file licence.json reads back as it was written, and nothing like it reads at all. */
class PayloadJsonTest {
  private static LicencePayload payload(StatusReference status, Role role, byte[] original) {
    Licence licence = SampleLicences.stream("food-operation", 1).findFirst().orElseThrow();
    return new LicencePayload(
        licence,
        HashAlgorithm.SM3,
        new byte[32],
        status,
        role,
        original,
        Instant.parse("2026-11-24T02:30:00Z"));
  }

  @Test
  void what_is_written_reads_back_equal() throws Exception {
    LicencePayload plain = payload(null, Role.ORIGINAL, null);
    LicencePayload full =
        payload(new StatusReference("https://status.example/1", 7), Role.DATA, new byte[32]);
    assertThat(LicencePayload.fromJsonFile(plain.toJsonFile())).isEqualTo(plain);
    assertThat(LicencePayload.fromJsonFile(full.toJsonFile())).isEqualTo(full);
  }

  @Test
  void every_changed_byte_is_noticed() {
    byte[] good =
        payload(new StatusReference("https://status.example/1", 7), Role.DATA, new byte[32])
            .toJsonFile();
    LicencePayload original = payload(null, Role.ORIGINAL, null);
    int read = 0;
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      try {
        assertThat(LicencePayload.fromJsonFile(bad).licence()).isEqualTo(original.licence());
        read++; // the status, the time or the original's digest is another: the signature's to see
      } catch (MalformedDataException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    assertThat(read).isLessThan(good.length / 4);
  }

  @Test
  void another_member_or_another_form_is_refused() {
    String good =
        new String(payload(null, Role.ORIGINAL, null).toJsonFile(), StandardCharsets.UTF_8);
    for (String bad :
        new String[] {
          good.replace("hufu.licence/1", "hufu.licence/2"),
          good.replace("{\"hash\"", "{\"extra\":1,\"hash\""),
          good.replace("\"hash\"", " \"hash\""),
          good.replace("ORIGINAL", "COPY"),
          good + "\n"
        }) {
      assertThat(bad).isNotEqualTo(good);
      assertThatThrownBy(() -> LicencePayload.fromJsonFile(bad.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedDataException.class);
    }
  }
}
