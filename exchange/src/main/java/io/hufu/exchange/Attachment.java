package io.hufu.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to be packed: read once, as a stream. Immutable.
 *
 * @param name a plain name, see {@link PackagedFile}
 * @param mediaType such as {@code application/pdf}
 * @param content opened when its turn comes
 */
public record Attachment(String name, String mediaType, Source content) {
  /** Opens the bytes of an attachment. */
  @FunctionalInterface
  public interface Source {
    /** Opens; the caller closes. */
    InputStream open() throws IOException;
  }

  /** Refuses a name that is no plain one. */
  public Attachment {
    if (!PackagedFile.isPlain(name)) {
      throw new IllegalArgumentException("a file name is no plain name");
    }
  }

  /** Takes a file under its own name. */
  public static Attachment of(Path file, String mediaType) {
    return new Attachment(
        String.valueOf(file.getFileName()), mediaType, () -> Files.newInputStream(file));
  }
}
