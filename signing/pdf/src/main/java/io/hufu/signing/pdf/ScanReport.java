package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a walk over all bytes and all objects of a file saw. */
final class ScanReport {
  private static final int MAX_HIDDEN = 16;
  private static final int MAX_WRONG = 16;
  private static final int MAX_SIGNATURES = 1024;

  private final int firstSigned;
  private final List<Hidden> hidden = new ArrayList<>();
  private final List<PdfFault> wrong = new ArrayList<>();
  private final Set<Integer> signatures = new TreeSet<>();
  private final Uses uses;
  private final Remarkable remarkable = new Remarkable();

  /**
   * Starts a report.
   *
   * @param firstSigned the first revision that somebody signed
   */
  ScanReport(ObjectTable table, int firstSigned) throws PdfFault {
    this.firstSigned = firstSigned;
    this.uses = Uses.of(table, firstSigned);
  }

  /**
   * Bytes, or an object in an object stream, that no entry names.
   *
   * @param revision in whose bytes they stand; the number of revisions when behind them all
   */
  record Hidden(int revision, String where) {}

  List<Hidden> hidden() {
    return hidden;
  }

  /** Entries that point where nothing of their revision stands, and what cannot be read. */
  List<PdfFault> wrong() {
    return wrong;
  }

  /** Numbers of objects that are signature dictionaries. */
  Set<Integer> signatures() {
    return signatures;
  }

  Uses uses() {
    return uses;
  }

  Remarkable remarkable() {
    return remarkable;
  }

  void look(IndirectObject object, int revision) {
    uses.record(object, revision);
    remarkable.look(object);
    boolean signature = object.value() instanceof Cos.Dict dict && dict.has("ByteRange");
    if (signature && signatures.size() < MAX_SIGNATURES) {
      signatures.add(object.number());
    }
  }

  void wrong(PdfFault fault) {
    if (wrong.size() < MAX_WRONG) {
      wrong.add(fault);
    }
  }

  /** Before anybody signed, an odd entry is what the signer signed; later it is an attack. */
  void outOfRevision(int number, int revision, String detail) {
    wrong(
        PdfFault.of(
            FindingCode.CROSS_REFERENCE_WRONG,
            revision <= firstSigned ? Outcome.INCONCLUSIVE : Outcome.FAILED,
            Step.object(number),
            "its entry points out of its own revision, " + detail));
  }

  void hide(int revision, String where) {
    if (hidden.size() < MAX_HIDDEN) {
      hidden.add(new Hidden(revision, where));
    }
  }
}
