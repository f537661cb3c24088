package io.hufu.signing.ofd;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks where seals are shown: on a page, and none over another. Not thread-safe. */
final class Stamps {
  /** Neighbouring seals touch; a seal that loses more of its area than this is hidden. */
  private static final double HIDDEN_SHARE = 0.1;

  /** Two numbers that differ by rounding only. */
  private static final double SLACK = 0.02;

  /** More stamps than this in a package are not compared with each other. */
  private static final int MOST = 4096;

  private final List<Shown> shown = new ArrayList<>();

  private record Shown(int signature, DocBody body, String page, Boundary box) {}

  /** Looks at the stamps of one signature, after all earlier signatures'. */
  List<Finding> check(int number, List<SignatureFile.StampAnnot> stamps, DocBody body) {
    FindingSubject subject = FindingSubject.signature(number);
    List<Finding> findings = new ArrayList<>();
    List<Shown> own = new ArrayList<>();
    if (shown.size() + stamps.size() > MOST) {
      Map<String, String> facts = Map.of("limit", Integer.toString(MOST));
      return List.of(Finding.of(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, subject, facts));
    }
    for (SignatureFile.StampAnnot stamp : stamps) {
      Optional<DocBody.Page> page = Optional.ofNullable(body.pages().get(stamp.page()));
      Optional<Boundary> box = stamp.visible();
      if (page.isEmpty() || box.isEmpty()) {
        findings.add(misplaced(subject, Outcome.FAILED, "no such page or place"));
        continue;
      }
      Boundary area = page.get().area();
      Boundary onPage = box.get().intersect(new Boundary(0, 0, area.width(), area.height()));
      if (onPage.area() <= 0) {
        findings.add(misplaced(subject, Outcome.FAILED, "outside the page"));
        continue;
      }
      if (onPage.area() < box.get().area() * (1 - SLACK)) {
        findings.add(misplaced(subject, Outcome.NOTICE, "partly outside the page"));
      }
      own.add(new Shown(number, body, stamp.page(), onPage));
    }
    if (stamps.isEmpty()) {
      findings.add(Finding.of(FindingCode.STAMP_NOT_SHOWN, Outcome.NOTICE, subject));
    }
    shown.stream()
        .filter(earlier -> isHidden(earlier, own))
        .findFirst()
        .ifPresent(earlier -> findings.add(hidden(earlier, number)));
    shown.addAll(own);
    return findings;
  }

  private static Finding misplaced(FindingSubject subject, Outcome outcome, String detail) {
    return Finding.of(FindingCode.STAMP_MISPLACED, outcome, subject, Map.of("detail", detail));
  }

  /** Many small stamps hide as well as a large one. */
  private static boolean isHidden(Shown earlier, List<Shown> later) {
    double lost = 0;
    for (Shown stamp : later) {
      if (stamp.body().equals(earlier.body()) && stamp.page().equals(earlier.page())) {
        lost += earlier.box().intersect(stamp.box()).area();
      }
    }
    return lost > earlier.box().area() * HIDDEN_SHARE;
  }

  private static Finding hidden(Shown earlier, int by) {
    return Finding.of(
        FindingCode.STAMP_HIDDEN,
        Outcome.FAILED,
        FindingSubject.DOCUMENT,
        Map.of("hidden", Integer.toString(earlier.signature()), "by", Integer.toString(by)));
  }
}
