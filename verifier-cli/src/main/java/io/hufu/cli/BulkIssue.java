package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Anchor;
import io.hufu.model.Licence;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.IssueResult;
import io.hufu.signing.Issuer;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.ServiceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Issues the rows of a data file in batches that survive a crash at any instant.
 *
 * <p>The issuer signs, collects evidence, and knows no ledger: {@link IssueFinish} anchors what the
 * journal holds, so that a run that was cut off is finished by the next one. Not thread-safe.
 */
final class BulkIssue {
  private static final int WINDOW = 128;

  /** What issuing needs beside the rows. */
  record Parts(
      Issuer issuer,
      List<LicenceFormat> formats,
      @Nullable Anchor anchor,
      IssueJournal journal,
      Path out) {}

  /** Hears of each row that was not issued. */
  @FunctionalInterface
  interface Reporter {
    void problem(int line, RowProblem problem);
  }

  /** What came of a run. */
  static final class Totals {
    int issued;
    int resumed;
    int skipped;
    int bad;
  }

  private record Work(int line, Licence licence, String content) {}

  private final Session session;
  private final Parts parts;
  private final RowLicences licences;
  private final Reporter reporter;
  private final Totals totals = new Totals();
  private final Map<String, Integer> seen = new HashMap<>();
  private final SortedMap<Integer, RowProblem> problems = new TreeMap<>();

  BulkIssue(Session session, Parts parts, RowLicences licences, Reporter reporter) {
    this.session = session;
    this.parts = parts;
    this.licences = licences;
    this.reporter = reporter;
  }

  /** Finishes what an earlier run began, then issues the rows that are new. */
  Totals run(DataRows rows) throws IOException, CommandFailure, KeyUnavailableException {
    IssueFinish finish = new IssueFinish(session, parts);
    List<IssueJournal.Pending> left = parts.journal().pending();
    finish.finish(left);
    totals.resumed = left.size();
    List<Work> window = new ArrayList<>();
    int taken = 0;
    for (DataRow row = rows.next(); row != null; row = rows.next()) {
      take(row).ifPresent(window::add);
      if (++taken % WINDOW == 0) {
        settle(window, finish);
      }
    }
    settle(window, finish);
    return totals;
  }

  /** Issues what a window of rows holds, and reports its problems in the order of the lines. */
  private void settle(List<Work> window, IssueFinish finish)
      throws IOException, CommandFailure, KeyUnavailableException {
    session.interruption().stopHereIfRequested();
    issue(window, finish);
    window.clear();
    problems.forEach(reporter::problem);
    problems.clear();
  }

  private Optional<Work> take(DataRow row) {
    try {
      if (row.problem() != null) {
        throw row.problem();
      }
      Licence licence = licences.licence(java.util.Objects.requireNonNull(row.data()));
      Integer earlier = seen.putIfAbsent(licence.identifier().text(), row.line());
      if (earlier != null) {
        throw new RowProblem("row.twice", earlier);
      }
      Work work = new Work(row.line(), licence, HexFormat.of().formatHex(licences.digest(licence)));
      return isNew(work) ? Optional.of(work) : Optional.empty();
    } catch (RowProblem e) {
      report(row.line(), e);
      return Optional.empty();
    }
  }

  private boolean isNew(Work work) throws RowProblem {
    IssueJournal.Item item = parts.journal().find(identifier(work)).orElse(null);
    SortedMap<String, String> names = names(work);
    if (item == null) {
      for (String name : names.values()) {
        if (Files.exists(parts.out().resolve(name))) {
          throw new RowProblem("row.fileExists", name);
        }
      }
      return true;
    }
    if (!item.content().equals(work.content())) {
      throw new RowProblem("row.changed");
    }
    if (!item.files().keySet().containsAll(names.keySet())) {
      throw new RowProblem("row.otherCarrier");
    }
    for (String name : item.files().values()) {
      if (!Files.exists(parts.out().resolve(name))) {
        throw new RowProblem("row.fileGone", name);
      }
    }
    totals.skipped++;
    return false;
  }

  private void issue(List<Work> batch, IssueFinish finish)
      throws IOException, CommandFailure, KeyUnavailableException {
    if (batch.isEmpty()) {
      return;
    }
    LicenceFormat[] formats = parts.formats().toArray(LicenceFormat[]::new);
    List<IssueResult> results =
        parts.issuer().issueAll(batch.stream().map(Work::licence), formats).toList();
    List<IssueJournal.Pending> ready = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Work work = batch.get(i);
      Exception failure = results.get(i).failure();
      if (failure == null) {
        ready.add(pending(work, results.get(i).sealed()));
      } else if (failure instanceof CannotSealException refused) {
        report(work.line(), RowProblem.of(refused));
      } else {
        throw stopped(failure);
      }
    }
    parts.journal().seal(ready);
    finish.finish(ready);
    totals.issued += ready.size();
  }

  /** A failure that is not the row's fault stops the run; what is done stays done. */
  private static CommandFailure stopped(Exception failure)
      throws IOException, KeyUnavailableException {
    if (failure instanceof ServiceUnavailableException service) {
      return CommandFailure.unreachable("service." + service.service(), InputFiles.reason(service));
    }
    if (failure instanceof KeyUnavailableException key) {
      throw key;
    }
    if (failure instanceof IOException io) {
      throw io;
    }
    throw new IllegalStateException(failure);
  }

  private IssueJournal.Pending pending(Work work, List<SealedLicence> licences) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    licences.forEach(licence -> files.put(licence.carrier().label(), licence.bytes()));
    IssueJournal.Item item = new IssueJournal.Item(identifier(work), work.content(), names(work));
    return new IssueJournal.Pending(item, files, parts.anchor() != null);
  }

  private SortedMap<String, String> names(Work work) {
    SortedMap<String, String> names = new TreeMap<>();
    for (LicenceFormat format : parts.formats()) {
      String label = format.carrier().label();
      names.put(label, identifier(work) + "." + label);
    }
    return names;
  }

  private static String identifier(Work work) {
    return work.licence().identifier().text();
  }

  private void report(int line, RowProblem problem) {
    totals.bad++;
    problems.put(line, problem);
  }
}
