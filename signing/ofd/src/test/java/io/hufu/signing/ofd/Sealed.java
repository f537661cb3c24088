package io.hufu.signing.ofd;

import io.hufu.crypto.seal.Seal;
import io.hufu.signing.SealedLicence;
import io.hufu.verification.World;

/** Sealed licences that many tests start from: made once. */
final class Sealed {
  static final String PAGE = "Doc_0/Pages/Page_0/Content.xml";
  static final String SIGNATURE = Tampering.SIGN + "Signature.xml";
  static final String VALUE = Tampering.SIGN + "SignedValue.dat";

  private static final Seal SEAL = OfdDesk.agencySeal();

  /** Accepted; its seal closes the list. */
  static final byte[] GOOD = OfdDesk.seal(OfdFormat.sealedWith(SEAL), World.AGENCY).bytes();

  /** The same licence again, under other salts. */
  static final byte[] OTHER = OfdDesk.seal(OfdFormat.sealedWith(SEAL), World.AGENCY).bytes();

  /** Accepted; its list is open. */
  static final SealedLicence OPEN =
      OfdDesk.seal(OfdFormat.sealedWith(SEAL).leavingListOpen(), World.AGENCY);

  private Sealed() {}

  /** The open one, closed by an approver's seal. */
  static SealedLicence approved() throws Exception {
    return OfdFormat.sealedWith(Seals.of(World.STATUS)).approve(OPEN, World.STATUS, World.SIGNED);
  }
}
