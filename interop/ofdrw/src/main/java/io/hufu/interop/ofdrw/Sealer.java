package io.hufu.interop.ofdrw;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.ExtendSignatureContainer;
import org.ofdrw.sign.OFDSigner;
import org.ofdrw.sign.SignMode;
import org.ofdrw.sign.signContainer.DigitalSignContainer;
import org.ofdrw.sign.signContainer.GBT35275DSContainer;
import org.ofdrw.sign.signContainer.GBT35275PKCS9DSContainer;
import org.ofdrw.sign.signContainer.SESV1Container;
import org.ofdrw.sign.signContainer.SESV4Container;
import org.ofdrw.sign.stamppos.NormalStampPos;

/** Signs one unsigned file in every way that ofdrw has; the root goes into {@code root.pem}. */
final class Sealer {
  private static final String ROOT = "C=CN,CN=ofdrw root";

  private final Path unsigned;
  private final Path folder;

  Sealer(Path unsigned, Path folder) {
    this.unsigned = unsigned;
    this.folder = folder;
  }

  void sealAll() throws Exception {
    Files.createDirectories(folder);
    TestKeys root = TestKeys.root(ROOT);
    root.writeCertificate(folder.resolve("root.pem"));
    TestKeys signer = root.issue("C=CN,CN=ofdrw signer", ROOT);
    TestSeals seals = new TestSeals(root.issue("C=CN,CN=ofdrw maker", ROOT), signer);
    ExtendSignatureContainer v4 =
        new SESV4Container(signer.key(), seals.v4(), signer.certificate());
    ExtendSignatureContainer v1 =
        new SESV1Container(signer.key(), seals.v1(), signer.certificate());
    GBT35275DSContainer base64 = new GBT35275DSContainer(signer.certificate(), signer.key());
    base64.setEnableFileHashBase64(true);
    seal(unsigned, "v4.ofd", v4, SignMode.WholeProtected, true);
    seal(unsigned, "v4-open.ofd", v4, SignMode.ContinueSign, true);
    seal(folder.resolve("v4-open.ofd"), "two.ofd", v1, SignMode.WholeProtected, true);
    seal(unsigned, "v1.ofd", v1, SignMode.WholeProtected, true);
    seal(
        unsigned,
        "cms-digest.ofd",
        new GBT35275DSContainer(signer.certificate(), signer.key()),
        SignMode.WholeProtected,
        false);
    seal(unsigned, "cms-base64.ofd", base64, SignMode.WholeProtected, false);
    seal(
        unsigned,
        "cms-attributes.ofd",
        new GBT35275PKCS9DSContainer(signer.certificate(), signer.key()),
        SignMode.WholeProtected,
        false);
    seal(
        unsigned,
        "bare.ofd",
        new DigitalSignContainer(signer.key()),
        SignMode.WholeProtected,
        false);
  }

  private void seal(
      Path source, String name, ExtendSignatureContainer by, SignMode mode, boolean shown)
      throws Exception {
    try (OFDReader reader = new OFDReader(source);
        OFDSigner signer = new OFDSigner(reader, folder.resolve(name))) {
      signer.setSignMode(mode);
      signer.setSignContainer(by);
      if (shown) {
        double x = name.equals("two.ofd") ? 20 : 120;
        signer.addApPos(new NormalStampPos(1, x, 150, 40, 40));
      }
      signer.exeSign();
    }
  }
}
