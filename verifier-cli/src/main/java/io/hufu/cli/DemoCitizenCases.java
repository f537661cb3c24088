package io.hufu.cli;

import static io.hufu.cli.DemoCaseMaker.documents;
import static io.hufu.cli.DemoCaseMaker.record;

import io.hufu.model.CaseRecord;
import io.hufu.model.CaseRecord.Consent;
import io.hufu.model.Licence;
import io.hufu.model.Restriction;
import io.hufu.model.StatusValue.EndKind;
import io.hufu.signing.status.RestrictionDecision;
import io.hufu.signing.status.Transition;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A new-born, a move, a house, a doctor, a road check. */
final class DemoCitizenCases {
  /** Of another province, with a list of its own. */
  static final String PROVINCE_LIST = "trust-list-other-province.json";

  private static final String NEWBORN = "990109005000";
  private static final String MOVE = "990109006000";
  private static final String TRANSFER = "990115003000";
  private static final String DOCTOR = "990123003000";
  private static final String ROAD = "990109003000";
  private static final String BIRTH = "birth-certificate.json";
  private static final String MARRIAGE = "marriage-certificate.json";
  private static final String ID = "resident-id.json";
  private static final String TITLE = "real-estate-certificate.json";

  private final DemoCaseMaker make;

  DemoCitizenCases(DemoCaseMaker make) {
    this.make = make;
  }

  List<DemoCase> all() throws Exception {
    List<DemoCase> cases = new ArrayList<>();
    cases.addAll(newborn());
    cases.addAll(move());
    cases.addAll(house());
    cases.addAll(doctor());
    cases.addAll(road());
    return cases;
  }

  private List<DemoCase> newborn() throws Exception {
    DemoLicence marriage = make.like("marriage");
    Licence.Holder father = marriage.holders().get(0);
    Licence.Holder mother = marriage.holders().get(1);
    byte[] birth =
        make.issue(
            make.like("birth-medical")
                .item("motherName", mother.name())
                .item("motherIdNumber", mother.code())
                .item("fatherName", father.name())
                .item("fatherIdNumber", father.code()));
    DemoLicence others = make.like("marriage");
    Map<String, byte[]> documents = documents(BIRTH, birth, MARRIAGE, make.issue(marriage));
    return List.of(
        DemoCase.of("newborn", minor(father, mother), documents, ""),
        DemoCase.of("newborn--no-consent", record(NEWBORN, father), documents, "CONSENT_MISSING"),
        DemoCase.of(
            "newborn--wrong-person",
            minor(others.holders().get(0), mother),
            documents(BIRTH, birth, MARRIAGE, make.issue(others)),
            "VALUE_DIFFERS"));
  }

  /** The child's data may be used because its mother has said so. */
  private CaseRecord minor(Licence.Holder applicant, Licence.Holder mother) {
    CaseRecord noted = record(NEWBORN, applicant);
    Consent consent =
        new Consent(
            mother.code(),
            "birth-certificate",
            List.of("certificateHolderName", "bornAt", "sex", "motherIdNumber"),
            make.now().truncatedTo(ChronoUnit.SECONDS));
    return new CaseRecord(
        noted.matter(),
        noted.applicant(),
        null,
        null,
        noted.received(),
        List.of(consent),
        Map.of());
  }

  private List<DemoCase> move() throws Exception {
    DemoNeighbours.Neighbour police = make.neighbours().police();
    DemoLicence id = make.like("resident-id").issuer(police.issuer()).area("980100");
    byte[] home = make.issue(make.like("real-estate").holders(id.holders()));
    CaseRecord noted = record(MOVE, id.holders().get(0));
    DemoNeighbours.Neighbour former = make.neighbours().formerPolice();
    byte[] late =
        make.issue(
            make.like("resident-id").issuer(former.issuer()).area("980100").holders(id.holders()),
            former.signing());
    String[] lists = {DemoCase.TRUST_LIST, PROVINCE_LIST};
    return List.of(
        DemoCase.of("move", noted, documents(ID, make.issue(id, police.signing()), TITLE, home), "")
            .by(lists),
        DemoCase.of(
                "move--grant-ended", noted, documents(ID, late, TITLE, home), "GRANT_NOT_IN_FORCE")
            .by(lists));
  }

  /** Issued by a predecessor, signed again by its successor, mortgaged. */
  private List<DemoCase> house() throws Exception {
    DemoLicence id = make.like("resident-id");
    byte[] seller = make.issue(id);
    LocalDate then = LocalDate.of(2018, 5, 2);
    DemoLicence title =
        make.like("real-estate")
            .holders(id.holders())
            .issuer(make.neighbours().predecessor().issuer())
            .period(then, null);
    var successor = make.keyOf(make.like("real-estate").build().issuer().code());
    CaseRecord noted = record(TRANSFER, id.holders().get(0), "contract");
    byte[] orphan =
        make.issue(
            make.like("real-estate")
                .holders(id.holders())
                .issuer(make.neighbours().unlinked().issuer())
                .period(then, null),
            successor);
    return List.of(
        DemoCase.of(
            "real-estate",
            noted,
            documents(TITLE, restricted(id, Restriction.Kind.MORTGAGED), ID, seller),
            ""),
        DemoCase.of(
            "real-estate-of-a-predecessor",
            noted,
            documents(TITLE, make.issue(title, successor), ID, seller),
            ""),
        DemoCase.of(
            "real-estate--sealed-up",
            noted,
            documents(TITLE, restricted(id, Restriction.Kind.SEALED_UP), ID, seller),
            "RESTRICTION_NOT_ACCEPTED"),
        DemoCase.of(
            "real-estate--successor-without-link",
            noted,
            documents(TITLE, orphan, ID, seller),
            "ISSUER_CODE_MISMATCH"));
  }

  private byte[] restricted(DemoLicence owner, Restriction.Kind kind) throws Exception {
    return make.issue(
        make.like("real-estate").holders(owner.holders()),
        (register, licence) ->
            register.restrict(
                licence.identifier(),
                new RestrictionDecision(kind, "示例登记〔2026〕7号", make.now(), null)));
  }

  private List<DemoCase> doctor() throws Exception {
    DemoLicence degree = make.like("degree");
    byte[] diploma = make.issue(degree);
    CaseRecord noted = record(DOCTOR, degree.holders().get(0));
    return List.of(
        DemoCase.of(
            "doctor",
            noted,
            documents(
                "registration.json", ended(degree, EndKind.CANCELLED), "degree.json", diploma),
            ""),
        DemoCase.of(
            "doctor--annulled",
            noted,
            documents("registration.json", ended(degree, EndKind.ANNULLED), "degree.json", diploma),
            "STATE_NOT_ACCEPTED"));
  }

  /** 注销 lets a doctor register elsewhere; 撤销 says that there never was a registration. */
  private byte[] ended(DemoLicence doctor, EndKind kind) throws Exception {
    return make.issue(
        make.like("physician-practice").holders(doctor.holders()),
        (register, licence) ->
            register.record(licence.identifier(), Transition.end(kind, make.now(), "示卫医〔2026〕3号")));
  }

  private List<DemoCase> road() throws Exception {
    CaseRecord noted = record(ROAD, null);
    return List.of(
        DemoCase.of(
            "road-check",
            noted,
            documents("driving-licence.json", make.issue(make.like("driving-licence"))),
            ""),
        DemoCase.of(
            "road-check--wrong-matter",
            noted,
            documents("food-licence.json", make.issue(make.like("food-operation"))),
            "MATERIAL_MISSING"));
  }
}
