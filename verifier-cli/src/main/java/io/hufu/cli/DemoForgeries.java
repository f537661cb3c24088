package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.StatusValue;
import io.hufu.model.UnifiedSocialCreditCode;
import io.hufu.model.report.FindingCode;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.status.Transition;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the files that must be refused, each for a reason of its own. */
final class DemoForgeries {
  /** The type that forgeries are made of. */
  static final String TYPE = "food-operation";

  /** A region that the authority of the sample is not granted. */
  private static final String ELSEWHERE = "990200";

  private final Session session;
  private final DemoParties parties;
  private final LicenceFormat format;
  private final Licence licence;
  private final LocalDate today;

  /**
   * A forged file.
   *
   * @param story its file name, and the key of the words that tell what was done
   */
  record Forgery(String story, FindingCode code, byte[] file) {}

  DemoForgeries(Session session, DemoParties parties, LicenceFormat format) {
    this.session = session;
    this.parties = parties;
    this.format = format;
    this.today = ChinaTime.day(session.clock().instant());
    this.licence = SampleLicences.stream(TYPE, 1).findFirst().orElseThrow();
  }

  /** Forges the bytes of two genuine licences. */
  static List<Forgery> ofBytes(byte[] genuine, byte[] other) throws MalformedDataException {
    JsonTampering one = new JsonTampering(genuine);
    JsonTampering two = new JsonTampering(other);
    return List.of(
        new Forgery("content-changed", FindingCode.SIGNATURE_INVALID, one.withOtherDate()),
        new Forgery(
            "data-swapped", FindingCode.DISCLOSURE_UNREFERENCED, one.withDisclosuresOf(two)),
        new Forgery("signature-swapped", FindingCode.SIGNATURE_INVALID, one.withSignatureOf(two)),
        new Forgery("signature-removed", FindingCode.NOT_SIGNED, one.withoutSignature()));
  }

  /** Issues licences that are signed well and still must be refused. */
  List<Forgery> byIssuing()
      throws CannotSealException,
          KeyUnavailableException,
          IOException,
          CommandFailure,
          EvidenceFrozenException,
          TransitionRefusedException {
    DemoParties.Party party = parties.party(licence.issuer().code());
    List<Forgery> forgeries = new ArrayList<>();
    forgeries.add(new Forgery("issuer-unlisted", FindingCode.ISSUER_UNKNOWN, byStranger()));
    forgeries.add(
        new Forgery(
            "region-outside",
            FindingCode.OUT_OF_SCOPE,
            issue(party, changed(1, party.authority(), ELSEWHERE, null)).bytes()));
    forgeries.add(
        new Forgery(
            "expired",
            FindingCode.LICENCE_EXPIRED,
            issue(party, changed(2, party.authority(), licence.areaCode(), today.minusDays(1)))
                .bytes()));
    forgeries.add(new Forgery("ended", FindingCode.LICENCE_ENDED, ended(party)));
    return forgeries;
  }

  /** The CA certified this authority, but nobody granted it anything. */
  private byte[] byStranger()
      throws CannotSealException, KeyUnavailableException, IOException, CommandFailure {
    SampleAuthority stranger =
        new SampleAuthority(
            UnifiedSocialCreditCode.complete("11990102009902999"),
            "示例市示例区无授权局",
            "Sample authority without a grant",
            AuthorityLevel.COUNTY,
            licence.areaCode(),
            List.of(TYPE));
    DemoParties.Party party = parties.enrol("stranger", stranger);
    try {
      return issue(party, changed(3, stranger, licence.areaCode(), null)).bytes();
    } finally {
      party.register().close();
    }
  }

  private byte[] ended(DemoParties.Party party)
      throws CannotSealException,
          KeyUnavailableException,
          IOException,
          EvidenceFrozenException,
          TransitionRefusedException {
    Licence one = changed(4, party.authority(), licence.areaCode(), null);
    SealedLicence issued = issue(party, one);
    party
        .register()
        .record(
            one.identifier(),
            Transition.end(
                StatusValue.EndKind.FORFEITED, session.clock().instant(), "示市监吊〔2026〕1号"));
    return issued
        .withEvidence(format, List.of(party.register().assertion(one.identifier())))
        .bytes();
  }

  private SealedLicence issue(DemoParties.Party party, Licence one)
      throws CannotSealException, KeyUnavailableException, IOException {
    return parties.issuer(party).issue(one, format);
  }

  /** Another licence of its own number; without an end it lasts from now on. */
  private Licence changed(
      int number, SampleAuthority issuer, String area, @Nullable LocalDate expires) {
    LicenceIdentifier identifier =
        LicenceIdentifier.of(licence.type(), issuer.code(), "DEMO" + number, "001");
    LocalDate issued = expires == null ? today : expires.minusYears(1);
    return new Licence(
        licence.type(),
        licence.name(),
        licence.number() + number,
        identifier,
        issuer.asIssuer(),
        issued,
        licence.holders(),
        area,
        issued,
        expires,
        null,
        true,
        licence.items());
  }
}
