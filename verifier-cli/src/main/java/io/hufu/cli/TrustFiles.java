package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListContents;
import java.nio.file.Path;
import java.time.Duration;

/** Trust lists in files: drafts to edit, signed lists to use. */
final class TrustFiles {
  private final Session session;

  TrustFiles(Session session) {
    this.session = session;
  }

  TrustDraft draft(Path file) throws CommandFailure {
    try {
      return TrustDraft.parse(new InputFiles(session).read(file));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("trust.draft", session.show(file), InputFiles.reason(e));
    }
  }

  /** A draft that could not be signed is not written: what was added last is what is wrong. */
  void write(Path file, TrustDraft draft, boolean replace) throws CommandFailure {
    try {
      TrustListContents.fromJson(
          draft.dated(session.clock().instant(), Duration.ofDays(1)).contents());
    } catch (MalformedDataException e) {
      throw CommandFailure.usage("trust.unfit", session.show(file), InputFiles.reason(e));
    }
    session.files().write(file, Json.pretty(draft.contents()), replace);
  }

  /** Adds to a part of a listed authority, and says so. */
  void addTo(Path file, String code, String member, JsonObject item) throws CommandFailure {
    TrustDraft whole =
        draft(file)
            .withPart(code, member, item)
            .orElseThrow(() -> CommandFailure.usage("trust.noAuthority", code));
    write(file, whole, true);
    session.print("trust.add.done", code, session.show(file));
  }

  /** Reads a list that the user chose to trust; its own signature must verify. */
  TrustList signed(Path file) throws CommandFailure {
    try {
      return TrustList.parse(new InputFiles(session).read(file), null);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("trust.list", session.show(file), InputFiles.reason(e));
    }
  }
}
