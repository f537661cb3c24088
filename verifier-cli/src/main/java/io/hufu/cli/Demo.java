package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The main job from end to end: keys, trust list and ledger are made, every sample is issued in
 * every carrier, another agency judges the files, forged ones are refused.
 */
final class Demo {
  private final Session session;
  private final DemoDirectory directory;
  private final Suite suite;
  private final List<LicenceFormat> formats = new Formats().installed();
  private final List<byte[]> genuine = new ArrayList<>();

  Demo(Session session, DemoDirectory directory, Suite suite) {
    this.session = session;
    this.directory = directory;
    this.suite = suite;
  }

  List<DemoRow> run()
      throws CommandFailure,
          KeyUnavailableException,
          IOException,
          MalformedDataException,
          CannotSealException,
          EvidenceFrozenException,
          TransitionRefusedException {
    try (DemoParties parties = DemoParties.create(session, directory, suite)) {
      TrustList trust = parties.publishTrust();
      byte[] policy = Json.pretty(AcceptancePolicy.pilot().toJson());
      session.files().write(directory.policy(), policy, false);
      DemoJudge judge = new DemoJudge(session, directory, trust);
      List<DemoRow> rows = new ArrayList<>();
      for (DemoJudge.Exhibit exhibit : issue(parties)) {
        rows.add(judge.judge(exhibit));
      }
      for (DemoJudge.Exhibit exhibit : forge(parties)) {
        rows.add(judge.judge(exhibit));
      }
      return rows;
    }
  }

  private List<DemoJudge.Exhibit> issue(DemoParties parties)
      throws CommandFailure, KeyUnavailableException, IOException, CannotSealException {
    List<DemoJudge.Exhibit> exhibits = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (Licence licence : SampleLicences.shipped(ChinaTime.day(session.clock().instant()))) {
      session.interruption().stopHereIfRequested();
      String type = Catalogue.shipped().find(licence.type()).orElseThrow().id();
      int number = numbers.merge(type, 1, Integer::sum);
      DemoParties.Party party = parties.party(licence.issuer().code());
      for (SealedLicence sealed : parties.issuer(party).issue(licence, formats)) {
        if (sealed.carrier() == Carrier.JSON && type.equals(DemoForgeries.TYPE)) {
          genuine.add(sealed.bytes());
        }
        String name = type + "-" + number + "." + sealed.carrier().label();
        Path file = directory.licences().resolve(name);
        exhibits.add(new DemoJudge.Exhibit(file, sealed.bytes(), "issued", Verdict.ACCEPTED, ""));
      }
    }
    return exhibits;
  }

  private List<DemoJudge.Exhibit> forge(DemoParties parties)
      throws CommandFailure,
          KeyUnavailableException,
          IOException,
          MalformedDataException,
          CannotSealException,
          EvidenceFrozenException,
          TransitionRefusedException {
    LicenceFormat json = new Formats().require(Carrier.JSON.label());
    List<DemoForgeries.Forgery> forgeries =
        new ArrayList<>(DemoForgeries.ofBytes(genuine.get(0), genuine.get(1)));
    forgeries.addAll(new DemoForgeries(session, parties, json).byIssuing());
    List<DemoJudge.Exhibit> exhibits = new ArrayList<>();
    for (DemoForgeries.Forgery forgery : forgeries) {
      Path file = directory.tampered().resolve(forgery.story() + ".json");
      String code = forgery.code().name();
      exhibits.add(
          new DemoJudge.Exhibit(file, forgery.file(), forgery.story(), Verdict.REJECTED, code));
    }
    byte[] borrowed =
        new JsonTampering(genuine.get(0)).withEvidenceOf(new JsonTampering(genuine.get(1)));
    Path file = directory.borrowed().resolve("evidence-borrowed.json");
    String code = FindingCode.RECEIPT_OTHER_ENTRY.name();
    exhibits.add(
        new DemoJudge.Exhibit(file, borrowed, "evidence-borrowed", Verdict.ACCEPTED, code));
    return exhibits;
  }
}
