package io.hufu.cli;

import static io.hufu.cli.DemoCaseMaker.documents;
import static io.hufu.cli.DemoCaseMaker.record;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor.Use;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.Issuer;
import io.hufu.signing.LicenceFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * An archive of ten years ago: keys, certificates and time-stamps are made as of then, and only the
 * trust list is of today.
 */
final class DemoArchive {
  /** By this list licences are judged whose certificates expired long ago. */
  static final String LIST = "trust-list-archive.json";

  private static final String AUDIT = "990101009000";
  private static final String TYPE = "business-licence";

  /** A district that was merged into its neighbour before the archive begins. */
  private static final String MERGED = "990103";

  private static final String NEIGHBOUR = "990102";

  private final Session session;
  private final Clock then;
  private final PilotPki pki;
  private final SigningKey agency;
  private final SigningKey stamps;

  DemoArchive(Session session, Suite suite) throws KeyUnavailableException {
    Instant past =
        session.clock().instant().atOffset(ZoneOffset.ofHours(8)).minusYears(10).toInstant();
    this.session = session;
    this.then = Clock.fixed(past, ZoneOffset.UTC);
    this.pki = PilotPki.create(suite, DemoParties.LIFE, session.random(), then);
    Licence.IssuingAuthority issuer = issuer();
    this.agency =
        pki.issue(Profile.SIGNER, PilotName.agency(issuer.name(), issuer.code()), DemoParties.LIFE);
    this.stamps = pki.issue(Profile.TIME_STAMPING, PilotName.of("Hufu TSA"), DemoParties.LIFE);
  }

  private static Licence.IssuingAuthority issuer() {
    return SampleLicences.issuerOf(TYPE).orElseThrow().asIssuer();
  }

  List<DemoCase> cases(LicenceFormat format)
      throws CannotSealException, KeyUnavailableException, IOException {
    Issuer then =
        Issuer.builder()
            .key(agency)
            .timeStamps(TimeStampAuthority.inProcess(stamps, this.then, session.random()))
            .clock(this.then)
            .random(session.random())
            .build();
    LocalDate day = ChinaTime.day(this.then.instant());
    DemoLicence kept = DemoLicence.like(TYPE, 201, day).area(NEIGHBOUR);
    DemoLicence misplaced = DemoLicence.like(TYPE, 202, day).area(MERGED);
    return List.of(
        audit("audit", then.issue(kept.build(), format).bytes(), ""),
        audit(
            "audit--region-merged",
            then.issue(misplaced.build(), format).bytes(),
            "REGION_NOT_IN_USE"));
  }

  private static DemoCase audit(String name, byte[] file, String problem) {
    return DemoCase.of(name, record(AUDIT, null), documents("archived.json", file), problem)
        .by(LIST);
  }

  /** Signs today's list, which still knows the root, the key and the districts of then. */
  TrustList publish(Path file, SigningKey signer)
      throws CommandFailure, KeyUnavailableException, MalformedDataException {
    LocalDate merger = ChinaTime.day(then.instant()).minusDays(100);
    JsonObject contents =
        TrustDraft.first(new TrustDraft.Names("示例省档案名单(试点)", "Archive list (pilot)"), true)
            .dated(session.clock().instant(), DemoParties.LIFE)
            .withAnchor(pki.root().certificate(), EnumSet.of(Use.LICENCE, Use.TIME_STAMP), false)
            .withAuthority(entry())
            .contents()
            .with(
                "regions",
                JsonArray.of(
                    JsonObject.builder()
                        .put("code", MERGED)
                        .put("to", merger.toString())
                        .put("mergedInto", TrustDraft.texts(List.of(NEIGHBOUR)))
                        .build()));
    byte[] signed = TrustList.sign(contents, signer);
    session.files().write(file, signed, false);
    return TrustList.parse(signed, signer.certificate());
  }

  private JsonObject entry() {
    JsonObject grant =
        JsonObject.builder()
            .put(
                "types",
                TrustDraft.texts(List.of(Catalogue.shipped().find(TYPE).orElseThrow().code())))
            .put("regions", TrustDraft.texts(List.of("990100")))
            .put("from", "2000-01-01")
            .build();
    return JsonObject.builder()
        .put("code", issuer().code())
        .put("names", new TrustDraft.Names(issuer().name(), "Sample authority").toJson())
        .put("level", issuer().level().name())
        .put("regions", TrustDraft.texts(List.of("990100")))
        .put("keys", JsonArray.of(TrustDraft.keyRule(agency.certificate(), Set.of(KeyUse.LICENCE))))
        .put("grants", JsonArray.of(grant))
        .build();
  }
}
