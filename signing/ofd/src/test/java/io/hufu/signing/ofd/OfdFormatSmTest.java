package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.LicencePayload;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.LicenceFormatContract;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.verification.World;
import org.junit.jupiter.api.BeforeAll;

class OfdFormatSmTest extends LicenceFormatContract {
  private static SigningKey key;
  private static Seal seal;

  @BeforeAll
  static void makeKey() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    seal = Seals.of(key);
  }

  @Override
  protected LicenceFormat format() {
    return OfdFormat.sealedWith(seal);
  }

  @Override
  protected SigningKey key() {
    return key;
  }

  @Override
  protected LicencePayload payload(HashAlgorithm hash) {
    return Payloads.printable(hash);
  }

  @Override
  protected int flipStride() {
    return 509;
  }

  @Override
  protected byte[] withSecondSignature(byte[] file) throws Exception {
    return Tampering.withStrangersSeal(file, World.STRANGER, Seals.of(World.STRANGER));
  }
}
