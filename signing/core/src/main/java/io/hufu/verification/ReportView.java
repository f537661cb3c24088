package io.hufu.verification;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Catalogue;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.model.report.VerificationReport.SignatureResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A report in the words of one language, masked as asked; text and page only lay it out. Immutable.
 *
 * @param verdict what a clerk reads first
 * @param topics findings by topic, in the order of the report
 */
record ReportView(
    Verdict outcome,
    String verdict,
    List<Row> head,
    List<Row> licence,
    List<Row> answers,
    List<TopicView> topics,
    List<SignatureView> signatures,
    List<Row> basis) {

  /** A label and what it labels. */
  record Row(String label, String value) {}

  /** The findings of one topic. */
  record TopicView(String name, List<FindingView> findings) {}

  /**
   * One finding.
   *
   * @param about which signature or item of evidence; empty for the document
   * @param more cause, next step and facts
   */
  record FindingView(
      Outcome outcome, String label, String text, String about, String code, List<Row> more) {}

  /** One signature. */
  record SignatureView(String title, Verdict outcome, List<Row> rows) {}

  static ReportView of(VerificationReport report, Texts texts, boolean full, Catalogue catalogue) {
    JsonObject json = report.toJson(full, catalogue);
    Writer writer = new Writer(report, new MaskedFacts(json), texts, full);
    return new ReportView(
        report.verdict(),
        Words.verdict(report, texts),
        writer.head(),
        LicenceRows.of(json, texts, catalogue),
        writer.answers(),
        writer.topics(),
        writer.signatures(),
        BasisRows.of(report, texts));
  }

  /** Puts the parts into words. */
  private record Writer(VerificationReport report, MaskedFacts facts, Texts texts, boolean full) {
    List<Row> head() {
      List<Row> rows = new ArrayList<>();
      String file = report.file();
      if (file != null) {
        rows.add(new Row(texts.say("label.file"), Printable.text(facts.file())));
      }
      String why = texts.sentence(Words.why(report, texts, facts));
      rows.add(new Row(texts.say("label.why"), why));
      rows.add(new Row(texts.say("label.next"), texts.sentence(Words.next(report, texts))));
      return rows;
    }

    List<Row> answers() {
      return List.of(
          answer("authentic", report.authentic().name()),
          answer("inForce", report.inForce().name()),
          answer("acceptableHere", report.acceptableHere().name()));
    }

    private Row answer(String name, String answer) {
      return new Row(texts.say("label." + name), texts.say("answer." + answer));
    }

    List<TopicView> topics() {
      Map<Topic, List<FindingView>> byTopic = new LinkedHashMap<>();
      for (int i = 0; i < report.findings().size(); i++) {
        Finding finding = report.findings().get(i);
        byTopic
            .computeIfAbsent(finding.topic(), topic -> new ArrayList<>())
            .add(finding(finding, facts.of(i)));
      }
      List<TopicView> topics = new ArrayList<>();
      byTopic.forEach(
          (topic, findings) ->
              topics.add(new TopicView(texts.say("topic." + topic.name()), List.copyOf(findings))));
      return topics;
    }

    private FindingView finding(Finding finding, Map<String, String> shown) {
      List<Row> more = new ArrayList<>();
      boolean plain = finding.outcome() == Outcome.PASSED || finding.outcome() == Outcome.SKIPPED;
      // The question of a topic that could not be answered has no cause of its own.
      boolean unanswered =
          finding.outcome() == Outcome.INCONCLUSIVE
              && finding.code().equals(finding.topic().decisive().name());
      if (!plain && !unanswered && texts.knows(finding.code() + ".cause")) {
        more.add(new Row(texts.say("label.cause"), texts.say(finding.code() + ".cause", shown)));
        more.add(new Row(texts.say("label.next"), texts.say(finding.code() + ".next", shown)));
      }
      if (!plain || full || isDated(finding)) {
        shown.forEach(
            (name, value) ->
                more.add(new Row(factLabel(name), texts.value(name, Printable.text(value)))));
      }
      return new FindingView(
          finding.outcome(),
          texts.say("outcome." + finding.outcome().name()),
          texts.say(finding.code(), shown),
          about(finding.subject()),
          finding.code(),
          more);
    }

    /** What a verdict rests on is dated: status, proofs of time. */
    private static boolean isDated(Finding finding) {
      return finding.outcome() == Outcome.PASSED
          && (finding.topic() == Topic.VALIDITY || finding.topic() == Topic.TIME);
    }

    private String factLabel(String name) {
      return texts.knows("fact." + name) ? texts.say("fact." + name) : Printable.text(name);
    }

    private String about(FindingSubject subject) {
      if (subject.signature() == 0) {
        return "";
      }
      String signature = texts.say("label.signature") + " " + subject.signature();
      return subject.isEvidence()
          ? signature + " · " + texts.say("label.evidence") + " " + subject.evidence()
          : signature;
    }

    List<SignatureView> signatures() {
      return report.signatures().stream().map(this::signature).toList();
    }

    private SignatureView signature(SignatureResult signature) {
      Rows rows = new Rows(texts);
      rows.add("algorithm", signature.algorithm());
      rows.add("signer", facts.signer(signature.number()));
      rows.add("authority", signature.authority());
      rows.add("claimedAt", signature.claimedAt());
      rows.add("provenAt", signature.provenAt());
      signature.evidence().forEach(item -> rows.add("evidence", evidence(item)));
      return new SignatureView(
          texts.say("label.signature") + " " + signature.number(),
          signature.verdict(),
          rows.list());
    }

    private String evidence(String item) {
      int space = item.indexOf(' ');
      String kind = space < 0 ? item : item.substring(0, space);
      return texts.say("evidence." + kind) + (space < 0 ? "" : item.substring(space));
    }
  }
}
