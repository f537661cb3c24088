package io.hufu.cli;

import io.hufu.signing.input.Document;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of {@code --detached}, open while signatures over it are judged. */
final class DetachedContent implements AutoCloseable {
  private final @Nullable Document document;

  private DetachedContent(@Nullable Document document) {
    this.document = document;
  }

  /** Opens the file; null for none. */
  static DetachedContent open(Session session, @Nullable Path file) throws CommandFailure {
    if (file == null) {
      return new DetachedContent(null);
    }
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    try {
      return new DetachedContent(Document.of(file));
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }

  @Nullable Document document() {
    return document;
  }

  @Override
  public void close() throws IOException {
    if (document != null) {
      document.close();
    }
  }
}
