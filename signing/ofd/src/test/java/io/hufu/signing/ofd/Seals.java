package io.hufu.signing.ofd;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealBuilder;
import io.hufu.signing.page.FontChain;
import io.hufu.verification.World;

/** A seal maker and the seals it makes. */
final class Seals {
  static final SigningKey ROOT = World.root("CN=示例制章根,C=CN", World.FAR);
  static final SigningKey MAKER =
      World.issued(Profile.SIGNER, "CN=示例制章者,C=CN", ROOT, World.BORN, World.FAR);

  private Seals() {}

  static SealBuilder draft(SigningKey signer) throws Exception {
    return new SealBuilder("99010000000001", "示例市市场监督管理局样章")
        .signer(signer.certificate())
        .period(World.BORN, World.BORN, World.FAR)
        .picture(SealPage.pilot("示例市市场监督管理局", 40, FontChain.standard()));
  }

  static Seal of(SigningKey signer) throws Exception {
    return draft(signer).madeBy(MAKER);
  }
}
