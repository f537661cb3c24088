package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListContents;
import io.hufu.model.TrustListDiff;
import io.hufu.model.TrustListDiff.Change;
import io.hufu.model.TrustListRefusedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust diff}: what a new version changes, in words, and whether it may follow. */
@Command
final class TrustDiffCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "OLD")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW")
  private Path after;

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json")
  private TextOrJson output;

  TrustDiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, MalformedDataException {
    TrustList old = new TrustFiles(session).signed(before);
    TrustList now = new TrustFiles(session).signed(after);
    List<Change> changes =
        TrustListDiff.between(
            TrustListContents.fromJson(old.contents()), TrustListContents.fromJson(now.contents()));
    if (output == TextOrJson.JSON) {
      session.out().writeBytes(Json.pretty(json(old, now, changes)));
    } else {
      print(old, now, changes);
    }
    return follows(old, now) ? ExitCode.DONE : ExitCode.REJECTED;
  }

  private void print(TrustList old, TrustList now, List<Change> changes) {
    session.print("trust.diff.head", old.version(), now.version(), changes.size());
    for (Change change : changes) {
      Object[] details = change.details().stream().map(this::named).toArray();
      session.out().println("  " + OneLine.of(session.say("trust.diff." + change.kind(), details)));
    }
  }

  /** Type codes by their names; everything else as it is. */
  private String named(String detail) {
    return Arrays.stream(detail.split(" "))
        .map(
            word ->
                Catalogue.shipped()
                    .find(word)
                    .filter(type -> type.code().equals(word))
                    .map((LicenceType type) -> session.words().choose(type.nameZh(), type.nameEn()))
                    .orElse(word))
        .collect(Collectors.joining(" "));
  }

  /** Says on stderr why the second may not follow the first. */
  private boolean follows(TrustList old, TrustList now) {
    try {
      now.requireSuccessorOf(old);
      return true;
    } catch (TrustListRefusedException e) {
      session.error(session.say("error.trust.refusedList", e.code(), InputFiles.reason(e)));
      return false;
    }
  }

  private static JsonObject json(TrustList old, TrustList now, List<Change> changes) {
    List<JsonValue> items =
        changes.stream()
            .<JsonValue>map(
                change ->
                    JsonObject.builder()
                        .put("kind", change.kind().name())
                        .put("details", TrustDraft.texts(change.details()))
                        .build())
            .toList();
    return JsonObject.builder()
        .put("from", old.version())
        .put("to", now.version())
        .put("changes", new JsonArray(items))
        .build();
  }
}
