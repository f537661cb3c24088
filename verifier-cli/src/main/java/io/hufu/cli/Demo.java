package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Carrier;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.IssueResult;
import io.hufu.signing.Issuer;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
  private final int bidders;
  private final List<LicenceFormat> formats = new Formats().issued();
  private final List<byte[]> genuine = new ArrayList<>();
  private final Map<Carrier, byte[]> layouts = new EnumMap<>(Carrier.class);

  /**
   * Prepares.
   *
   * @param bidders how many bid in the tender among the cases
   */
  Demo(Session session, DemoDirectory directory, Suite suite, int bidders) {
    this.session = session;
    this.directory = directory;
    this.suite = suite;
    this.bidders = bidders;
  }

  /** What was judged: single files, then cases, then what two agencies exchanged. */
  record Result(List<DemoRow> files, List<DemoCases.Row> cases, List<DemoExchange.Row> exchange) {
    Result {
      files = List.copyOf(files);
      cases = List.copyOf(cases);
      exchange = List.copyOf(exchange);
    }
  }

  Result run() throws Exception {
    try (DemoParties parties = DemoParties.create(session, directory, suite)) {
      TrustList trust = parties.publishTrust();
      byte[] policy = Json.pretty(AcceptancePolicy.pilot().toJson());
      session.files().write(directory.policy(), policy, false);
      DemoJudge judge = new DemoJudge(session, directory, trust);
      List<DemoJudge.Exhibit> exhibits = new ArrayList<>(issue(parties));
      exhibits.addAll(forge(parties));
      List<DemoRow> rows = OnAllProcessors.each(exhibits, judge::judge);
      LicenceFormat json = new Formats().require(Carrier.JSON.label());
      List<DemoCases.Row> cases =
          new DemoCases(session, directory, parties, trust)
              .run(json, suite, parties.listSigner(), bidders);
      Licence licence =
          UnverifiedLicence.readWithoutVerifying(genuine.get(0))
              .flatMap(UnverifiedLicence::licence)
              .orElseThrow();
      List<DemoExchange.Row> exchange =
          new DemoExchange(session, directory, parties, trust, licence)
              .run(parties.password(), parties.anchor());
      return new Result(rows, cases, exchange);
    }
  }

  /** Each authority issues its samples in one batch. */
  private List<DemoJudge.Exhibit> issue(DemoParties parties)
      throws CommandFailure, KeyUnavailableException, IOException, CannotSealException {
    Map<Batch, List<Licence>> batches = new LinkedHashMap<>();
    for (Licence licence : SampleLicences.shipped(ChinaTime.day(session.clock().instant()))) {
      Batch batch = new Batch(licence.issuer().code(), typeOf(licence).page().isPresent());
      batches.computeIfAbsent(batch, b -> new ArrayList<>()).add(licence);
    }
    DemoFormats carriers = new DemoFormats(formats);
    List<DemoJudge.Exhibit> exhibits = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (Map.Entry<Batch, List<Licence>> batch : batches.entrySet()) {
      session.interruption().stopHereIfRequested();
      DemoParties.Party party = parties.party(batch.getKey().issuer());
      Issuer issuer = parties.issuer(party);
      LicenceFormat[] all = carriers.of(party, typeOf(batch.getValue().get(0)));
      for (IssueResult result : issuer.issueAll(batch.getValue().stream(), all).toList()) {
        requireIssued(result);
        String type = typeOf(result.licence()).id();
        String name = type + "-" + numbers.merge(type, 1, Integer::sum);
        for (SealedLicence sealed : result.sealed()) {
          exhibits.add(exhibit(type, name, sealed));
        }
      }
    }
    return exhibits;
  }

  /** Licences of one authority that come in the same carriers. */
  private record Batch(String issuer, boolean pages) {}

  private static LicenceType typeOf(Licence licence) {
    return Catalogue.shipped().find(licence.type()).orElseThrow();
  }

  static void requireIssued(IssueResult result)
      throws KeyUnavailableException, IOException, CannotSealException {
    Exception failure = result.failure();
    if (failure instanceof CannotSealException refused) {
      throw refused;
    }
    if (failure instanceof KeyUnavailableException key) {
      throw key;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
  }

  private DemoJudge.Exhibit exhibit(String type, String name, SealedLicence sealed) {
    if (sealed.carrier() == Carrier.JSON && type.equals(DemoForgeries.TYPE)) {
      genuine.add(sealed.bytes());
    }
    if (type.equals(DemoForgeries.TYPE)) {
      layouts.putIfAbsent(sealed.carrier(), sealed.bytes());
    }
    Path file = directory.licences().resolve(name + "." + sealed.carrier().label());
    return new DemoJudge.Exhibit(file, sealed.bytes(), "issued", Verdict.ACCEPTED, "");
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
    if (layouts.containsKey(Carrier.OFD)) {
      byte[] page = OfdTampering.withOtherPage(layouts.get(Carrier.OFD));
      exhibits.add(pageChanged(page, Carrier.OFD, FindingCode.CONTENT_CHANGED));
    }
    if (layouts.containsKey(Carrier.PDF)) {
      byte[] page = PdfTampering.withOtherPage(layouts.get(Carrier.PDF));
      exhibits.add(pageChanged(page, Carrier.PDF, FindingCode.PAGE_CHANGED));
    }
    byte[] borrowed =
        new JsonTampering(genuine.get(0)).withEvidenceOf(new JsonTampering(genuine.get(1)));
    Path file = directory.borrowed().resolve("evidence-borrowed.json");
    String code = FindingCode.RECEIPT_OTHER_ENTRY.name();
    exhibits.add(
        new DemoJudge.Exhibit(file, borrowed, "evidence-borrowed", Verdict.ACCEPTED, code));
    return exhibits;
  }

  private DemoJudge.Exhibit pageChanged(byte[] bytes, Carrier carrier, FindingCode code) {
    Path file = directory.tampered().resolve("page-changed." + carrier.label());
    return new DemoJudge.Exhibit(file, bytes, "page-changed", Verdict.REJECTED, code.name());
  }
}
