package io.hufu.signing.json;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.LicenceFormatContract;
import io.hufu.signing.PilotKeys;
import org.junit.jupiter.api.BeforeAll;

class JsonFormatIntlTest extends LicenceFormatContract {
  private static SigningKey key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.ES256);
  }

  @Override
  protected LicenceFormat format() {
    return JsonFormat.instance().withDecoys(3).boundTo(key.verificationKey());
  }

  @Override
  protected SigningKey key() {
    return key;
  }

  @Override
  protected byte[] withSecondSignature(byte[] file) throws Exception {
    return Tampering.general(file);
  }
}
