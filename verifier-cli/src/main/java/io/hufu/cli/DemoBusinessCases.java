package io.hufu.cli;

import static io.hufu.cli.DemoCaseMaker.documents;
import static io.hufu.cli.DemoCaseMaker.record;

import io.hufu.crypto.SigningKey;
import io.hufu.model.CaseRecord;
import io.hufu.model.Licence;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.signing.status.Transition;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opening a restaurant, renewing its licence, qualifying for a tender. */
final class DemoBusinessCases {
  private static final String RESTAURANT = "990131009000";
  private static final String RENEWAL = "990131003000";
  private static final String TENDER = "990117009000";

  /** A region that the authority of the sample is not granted. */
  private static final String ELSEWHERE = "990200";

  private static final String BUSINESS = "business-licence.json";
  private static final String FOOD = "food-licence.json";

  private final DemoCaseMaker make;

  DemoBusinessCases(DemoCaseMaker make) {
    this.make = make;
  }

  List<DemoCase> all(int bidders) throws Exception {
    List<DemoCase> cases = new ArrayList<>();
    DemoLicence business = make.like("business-licence");
    byte[] first = make.issue(business);
    Licence.Holder operator = business.holders().get(0);
    CaseRecord opening = record(RESTAURANT, operator, "application");
    cases.add(
        DemoCase.of(
            "restaurant",
            opening,
            documents(BUSINESS, first, FOOD, make.issue(food(business))),
            ""));
    cases.add(
        DemoCase.of(
            "restaurant--authority-outside-scope",
            opening,
            documents(BUSINESS, first, FOOD, make.issue(food(business).area(ELSEWHERE))),
            "OUT_OF_SCOPE"));
    byte[] expired =
        make.issue(food(business).period(make.today().minusYears(5), make.today().minusDays(1)));
    cases.add(
        DemoCase.of(
            "renewal",
            record(RENEWAL, operator, "application"),
            documents("old-food-licence.json", expired),
            ""));
    cases.add(
        DemoCase.of(
            "renewal--expired-not-allowed",
            opening,
            documents(BUSINESS, first, FOOD, expired),
            "LICENCE_EXPIRED"));
    cases.addAll(strangers(business, first, opening));
    cases.addAll(tender(bidders));
    return cases;
  }

  /** Of another applicant, of another customer of the CA, of a namesake of the authority. */
  private List<DemoCase> strangers(DemoLicence business, byte[] first, CaseRecord opening)
      throws Exception {
    Licence.Holder somebody = make.like("business-licence").holders().get(0);
    SigningKey customer = make.neighbours().customer().signing();
    SigningKey namesake = make.neighbours().namesake().signing();
    return List.of(
        DemoCase.of(
            "restaurant--wrong-person",
            record(RESTAURANT, somebody, "application"),
            documents(BUSINESS, first, FOOD, make.issue(food(business))),
            "APPLICANT_DIFFERS"),
        DemoCase.of(
            "restaurant--other-customer-of-the-ca",
            opening,
            documents(BUSINESS, first, FOOD, make.issue(food(business), customer)),
            "ISSUER_UNKNOWN"),
        DemoCase.of(
            "restaurant--same-name-other-code",
            opening,
            documents(BUSINESS, first, FOOD, make.issue(food(business), namesake)),
            "ISSUER_CODE_MISMATCH"));
  }

  /** For the same operator, at the address of its business licence, written another way. */
  private DemoLicence food(DemoLicence business) {
    String address = business.item("domicile");
    return make.like("food-operation")
        .holders(business.holders())
        .item("premises", address.replace("示例省示例市", ""));
  }

  /** Half of the bidders by the province, half by its delegate; issued in two batches. */
  private List<DemoCase> tender(int bidders) throws Exception {
    DemoNeighbours.Neighbour delegate = make.neighbours().delegate();
    List<Licence> own = new ArrayList<>();
    List<Licence> delegated = new ArrayList<>();
    for (int i = 0; i < bidders; i++) {
      if (i % 2 == 0) {
        own.add(qualification().build());
      } else {
        delegated.add(qualification().issuer(delegate.issuer()).area("990100").build());
      }
    }
    SigningKey province = make.keyOf(qualification().build().issuer().code());
    List<byte[]> byProvince = make.issueAll(own, province);
    List<byte[]> byDelegate = make.issueAll(delegated, delegate.signing());
    List<DemoCase> cases = new ArrayList<>();
    for (int i = 0; i < bidders; i++) {
      Licence licence = (i % 2 == 0 ? own : delegated).get(i / 2);
      byte[] file = (i % 2 == 0 ? byProvince : byDelegate).get(i / 2);
      cases.add(bid(bidder(i + 1), licence, file, ""));
    }
    DemoLicence wide = qualification().issuer(delegate.issuer()).area("980100");
    byte[] tooWide = make.issue(wide, delegate.signing());
    cases.add(bid("tender--delegate-too-wide", wide.build(), tooWide, "DELEGATION_TOO_WIDE"));
    cases.add(suspended("tender-suspended-after-opening", opening().plusSeconds(3600), ""));
    cases.add(
        suspended(
            "tender--suspended-at-opening", opening().minusSeconds(3600), "LICENCE_SUSPENDED"));
    return cases;
  }

  private static String bidder(int number) {
    return String.format(Locale.ROOT, "tender/bidder-%03d", number);
  }

  private DemoLicence qualification() {
    return make.like("construction-qualification")
        .period(make.today().minusDays(30), make.today().plusYears(5));
  }

  /** Bids were opened yesterday at half past nine: that state counts, not today's. */
  private Instant opening() {
    return make.today().minusDays(1).atTime(9, 30).toInstant(ZoneOffset.ofHours(8));
  }

  private DemoCase suspended(String name, Instant from, String problem) throws Exception {
    DemoLicence bidder = qualification();
    byte[] file =
        make.issue(
            bidder,
            (register, licence) ->
                register.record(licence.identifier(), Transition.suspend(from, "示建市暂〔2026〕5号")));
    return bid(name, bidder.build(), file, problem);
  }

  private DemoCase bid(String name, Licence licence, byte[] file, String problem) {
    CaseRecord noted = record(TENDER, licence.holders().get(0));
    CaseRecord opened =
        new CaseRecord(
            noted.matter(),
            noted.applicant(),
            Period.of(opening()),
            null,
            noted.received(),
            noted.consents(),
            Map.of());
    return DemoCase.of(name, opened, documents("qualification.json", file), problem);
  }
}
