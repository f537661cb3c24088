package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Catalogue;
import io.hufu.model.Matters;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListRefusedException;
import io.hufu.model.report.CaseReport;
import io.hufu.signing.LicenceFormat;
import io.hufu.verification.AcceptanceDesk;
import io.hufu.verification.CaseHtml;
import io.hufu.verification.CaseInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cases of a demo: scenarios that succeed, and twins that fail for one reason each. */
final class DemoCases {
  private final Session session;
  private final DemoDirectory directory;
  private final DemoParties parties;
  private final Map<String, TrustList> lists = new HashMap<>();
  private final Map<List<String>, AcceptanceDesk> desks = new HashMap<>();

  /** A case and what came of it. */
  record Row(Path folder, DemoCase made, CaseReport report) {
    boolean asExpected() {
      return made.asExpected(report);
    }
  }

  DemoCases(Session session, DemoDirectory directory, DemoParties parties, TrustList own) {
    this.session = session;
    this.directory = directory;
    this.parties = parties;
    lists.put(DemoCase.TRUST_LIST, own);
  }

  /** Makes matters, trust lists and cases, and judges each as a desk would. */
  List<Row> run(LicenceFormat format, Suite suite, SigningKey listSigner, int bidders)
      throws Exception {
    for (Matters.Listed listed : Matters.shipped().all()) {
      Path file = directory.matters().resolve(listed.matter().code().key() + ".json");
      session.files().write(file, Json.pretty(listed.matter().toJson()), false);
    }
    DemoArchive archive = new DemoArchive(session, suite);
    lists.put(DemoArchive.LIST, archive.publish(list(DemoArchive.LIST), listSigner));
    lists.put(
        DemoCitizenCases.PROVINCE_LIST,
        parties.publishProvince(list(DemoCitizenCases.PROVINCE_LIST)));
    DemoCaseMaker make = new DemoCaseMaker(session, parties, format);
    List<DemoCase> cases = new ArrayList<>(new DemoBusinessCases(make).all(bidders));
    cases.addAll(new DemoCitizenCases(make).all());
    cases.addAll(archive.cases(format));
    for (DemoCase one : cases) {
      desk(one);
    }
    return OnAllProcessors.each(
        cases,
        one -> {
          session.interruption().stopHereIfRequested();
          return judge(one);
        });
  }

  private Path list(String name) {
    return directory.root().resolve(name);
  }

  /** Writes a case, judges what was written, and keeps the report as JSON and as a page. */
  private Row judge(DemoCase one)
      throws CommandFailure, IOException, MalformedDataException, TrustListRefusedException {
    OutputFiles files = session.files();
    Path folder = directory.cases().resolve(one.name());
    files.write(folder.resolve(CaseInput.RECORD), Json.pretty(one.record().toJson()), false);
    for (Map.Entry<String, byte[]> document : one.documents().entrySet()) {
      files.write(folder.resolve(document.getKey()), document.getValue(), false);
    }
    CaseReport report = desk(one).check(CaseInput.folder(folder).build());
    Path kept = directory.report().resolve("cases").resolve(one.name());
    Path page = kept.resolveSibling(kept.getFileName() + ".html");
    Path json = kept.resolveSibling(kept.getFileName() + ".report.json");
    String html = CaseHtml.of(report, session.words().locale(), false, Catalogue.shipped());
    files.write(json, Json.pretty(report.toJson(false, Catalogue.shipped())), false);
    files.write(page, html.getBytes(StandardCharsets.UTF_8), false);
    return new Row(folder, one, report);
  }

  private AcceptanceDesk desk(DemoCase one) throws TrustListRefusedException {
    AcceptanceDesk known = desks.get(one.lists());
    if (known != null) {
      return known;
    }
    List<TrustList> roots = one.lists().stream().map(lists::get).toList();
    TrustList trust = roots.size() == 1 ? roots.get(0) : TrustList.join(roots, List.of());
    AcceptanceDesk desk =
        AcceptanceDesk.builder(trust, Matters.shipped())
            .formats(new Formats().installed())
            .clock(session.clock())
            .build();
    desks.put(one.lists(), desk);
    return desk;
  }
}
