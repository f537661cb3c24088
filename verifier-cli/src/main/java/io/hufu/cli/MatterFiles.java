package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Matters;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Matters: those shipped, and a folder of one's own. */
final class MatterFiles {
  private final Session session;

  MatterFiles(Session session) {
    this.session = session;
  }

  /**
   * Loads matters.
   *
   * @param folder null for those shipped alone
   * @param trust says who may sign matters
   */
  Matters load(@Nullable Path folder, TrustList trust) throws CommandFailure {
    if (folder == null) {
      return Matters.shipped();
    }
    requireFolder(folder);
    try {
      return Matters.shipped().with(folder, trust);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("matter.file", session.show(folder), InputFiles.reason(e));
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(folder, e);
    }
  }

  /** Loads matters to look at; whoever signed one is not asked about. */
  Matters toShow(@Nullable Path folder) throws CommandFailure {
    if (folder == null) {
      return Matters.shipped();
    }
    requireFolder(folder);
    try {
      return Matters.shipped().withUntrusted(folder);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("matter.file", session.show(folder), InputFiles.reason(e));
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(folder, e);
    }
  }

  private void requireFolder(Path folder) throws CommandFailure {
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.input("file.missing", session.show(folder));
    }
  }

  Matters.Listed require(Matters matters, String code) throws CommandFailure {
    return matters.find(code).orElseThrow(() -> CommandFailure.usage("matter.unknown", code));
  }
}
