package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningDevice;
import io.hufu.crypto.SigningInput;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.LicencePayload;
import io.hufu.signing.SealingContext;
import io.hufu.verification.World;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Equal input gives equal bytes; what an SM2 key signs anew is never the same. */
class OfdDeterminismTest {
  private static final class Repeating extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
    }
  }

  /** Answers the same message with the same value. */
  private static final class Remembering implements SigningDevice {
    private final Map<String, byte[]> answers = new HashMap<>();

    @Override
    public byte[] publicKey() {
      return World.AGENCY.certificate().key().spki();
    }

    @Override
    public byte[] sign(SigningInput input) throws KeyUnavailableException {
      String question = HexFormat.of().formatHex(input.message());
      byte[] answer = answers.get(question);
      if (answer == null) {
        answer = World.AGENCY.sign(input.message());
        answers.put(question, answer);
      }
      return answer.clone();
    }
  }

  @Test
  void equal_input_gives_equal_bytes() throws Exception {
    LicencePayload payload = OfdDesk.payload(World.licence());
    Seal seal = OfdDesk.agencySeal();
    SigningKey key = SigningKey.onDevice(new Remembering(), World.AGENCY.chain());
    byte[][] made = new byte[2][];
    for (int i = 0; i < made.length; i++) {
      SealingContext context = new SealingContext(key, OfdDesk.TYPE, new Repeating());
      made[i] = OfdFormat.sealedWith(seal).seal(payload, context).bytes();
    }
    assertThat(made[1]).isEqualTo(made[0]);
  }
}
