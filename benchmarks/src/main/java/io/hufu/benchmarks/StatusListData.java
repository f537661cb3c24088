package io.hufu.benchmarks;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.StatusList;
import io.hufu.model.StatusListToken;
import io.hufu.model.StatusValue;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A status list of many licences, of which some have ended or are suspended. */
final class StatusListData {
  static final String URI = "https://status.example/lists/1";
  private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

  private StatusListData() {}

  /**
   * Makes the values of a list that is used up to one half, as a register uses it.
   *
   * @param licences half the places
   * @param perThousand licences that are not valid, of a thousand
   */
  static int[] values(int licences, int perThousand) {
    Random random = new Random(1);
    int[] values = new int[licences * 2];
    long touched = (long) licences * perThousand / 1000;
    for (long i = 0; i < touched; i++) {
      StatusValue value = random.nextInt(4) == 0 ? StatusValue.SUSPENDED : StatusValue.ENDED;
      values[random.nextInt(values.length)] = value.code();
    }
    return values;
  }

  static StatusListToken token(int[] values) {
    return new StatusListToken(
        URI, NOW, NOW.plus(Duration.ofDays(1)), null, StatusList.of(4, values));
  }

  static SigningKey key() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
  }

  static byte[] signed(int[] values, SigningKey key) {
    try {
      return token(values).sign(key);
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }
}
