package io.hufu.cli;

import static io.hufu.cli.DemoCaseMaker.documents;
import static io.hufu.cli.DemoCaseMaker.record;

import io.hufu.crypto.SigningKey;
import io.hufu.model.CaseRecord;
import io.hufu.model.Licence;
import io.hufu.model.report.VerificationContext.Period;
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
    cases.addAll(tender(bidders));
    return cases;
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
      DemoLicence one = make.like("construction-qualification");
      if (i % 2 == 0) {
        own.add(one.build());
      } else {
        delegated.add(one.issuer(delegate.issuer()).area("990100").build());
      }
    }
    SigningKey province = make.keyOf(own.get(0).issuer().code());
    List<byte[]> byProvince = make.issueAll(own, province);
    List<byte[]> byDelegate = make.issueAll(delegated, delegate.signing());
    List<DemoCase> cases = new ArrayList<>();
    for (int i = 0; i < bidders; i++) {
      Licence licence = (i % 2 == 0 ? own : delegated).get(i / 2);
      byte[] file = (i % 2 == 0 ? byProvince : byDelegate).get(i / 2);
      cases.add(bid(String.format(Locale.ROOT, "tender/bidder-%03d", i + 1), licence, file, ""));
    }
    DemoLicence wide =
        make.like("construction-qualification").issuer(delegate.issuer()).area("980100");
    byte[] tooWide = make.issue(wide, delegate.signing());
    cases.add(bid("tender--delegate-too-wide", wide.build(), tooWide, "DELEGATION_TOO_WIDE"));
    return cases;
  }

  /** Asked about the instant at which bids were opened. */
  private DemoCase bid(String name, Licence licence, byte[] file, String problem) {
    CaseRecord noted = record(TENDER, licence.holders().get(0));
    CaseRecord opened =
        new CaseRecord(
            noted.matter(),
            noted.applicant(),
            Period.of(make.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS)),
            null,
            noted.received(),
            noted.consents(),
            Map.of());
    return DemoCase.of(name, opened, documents("qualification.json", file), problem);
  }
}
