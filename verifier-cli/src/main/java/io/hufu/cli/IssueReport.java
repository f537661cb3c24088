package io.hufu.cli;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says which rows were not issued, at once on stderr, and at the end what came of all. */
final class IssueReport {
  private final Session session;
  private final List<JsonValue> problems = new ArrayList<>();
  private boolean dateInFuture;

  IssueReport(Session session) {
    this.session = session;
  }

  void problem(int line, RowProblem problem) {
    String why = problem.line(session.words());
    session.error(session.say("row.line", line, why));
    problems.add(JsonObject.builder().put("line", line).put("reason", OneLine.of(why)).build());
    dateInFuture |= problem.isDateInFuture();
  }

  void print(BulkIssue.Totals totals, TextOrJson output, Path out) {
    if (output == TextOrJson.JSON) {
      session
          .out()
          .writeBytes(
              Json.pretty(
                  JsonObject.builder()
                      .put("schema", "hufu.issue/1")
                      .put("issued", totals.issued)
                      .put("finished", totals.resumed)
                      .put("alreadyIssued", totals.skipped)
                      .put("reported", new JsonArray(problems))
                      .build()));
      return;
    }
    if (totals.resumed > 0) {
      session.print("issue.resumed", totals.resumed);
    }
    session.print("issue.done", totals.issued, totals.skipped, totals.bad, session.show(out));
    if (totals.bad > 0) {
      session.print("issue.repeat");
    }
  }

  /** A single licence dated after the clock is an unusable input; in bulk it is a reported row. */
  int exit(boolean single) {
    if (single && dateInFuture) {
      return ExitCode.INPUT;
    }
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
  }
}
