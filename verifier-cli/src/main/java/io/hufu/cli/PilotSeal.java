package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealBuilder;
import io.hufu.signing.ofd.SealPage;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Makes the seals of a pilot (GB/T 38540): name and picture say 样章, and so does the file. */
final class PilotSeal {
  static final String MAKER = "seal-maker";
  static final String EXTENSION = ".esl";

  private static final String SAMPLE = "样章";
  private static final int DIAMETER = 40;
  private static final long CODES = 100_000_000_000L;

  private final Session session;
  private final PilotDirectory pki;
  private final SigningKey maker;

  private PilotSeal(Session session, PilotDirectory pki, SigningKey maker) {
    this.session = session;
    this.pki = pki;
    this.maker = maker;
  }

  /** Opens the seal maker of a PKI, which is certified when it is first asked for. */
  static PilotSeal of(Session session, PilotDirectory pki, Duration life)
      throws CommandFailure, KeyUnavailableException {
    SigningKey maker =
        Files.exists(pki.file(MAKER, ".p12"))
            ? pki.key(MAKER)
            : pki.issue(MAKER, Profile.SIGNER, PilotName.of("Hufu Seal Maker"), life);
    if (maker.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw CommandFailure.usage("usage.sealSuite");
    }
    return new PilotSeal(session, pki, maker);
  }

  /** Makes a seal for one certificate and writes it beside that. */
  Seal make(String id, String name, Certificate signer, Duration life)
      throws CommandFailure, KeyUnavailableException {
    Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant from = ChinaTime.start(ChinaTime.day(now).minusDays(1));
    Instant to = ChinaTime.start(ChinaTime.day(now).plusDays(life.toDays()));
    long number = Math.floorMod(session.random().nextLong(), CODES);
    Seal seal;
    try {
      seal =
          new SealBuilder(String.format(Locale.ROOT, "PILOT%011d", number), name + SAMPLE)
              .signer(signer)
              .period(now, from, to)
              .picture(SealPage.pilot(name, DIAMETER, FontChain.standard()))
              .madeBy(maker);
    } catch (PageException e) {
      throw CommandFailure.input("seal.picture", InputFiles.reason(e));
    }
    session.files().write(pki.file(id, EXTENSION), seal.der(), false);
    return seal;
  }
}
