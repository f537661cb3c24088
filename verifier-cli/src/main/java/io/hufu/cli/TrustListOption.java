package io.hufu.cli;

import io.hufu.model.TrustList;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --trust}: a list that the user chose; its own signature must verify. */
final class TrustListOption {
  @Option(names = "--trust", required = true, paramLabel = "LIST")
  private Path list;

  TrustList open(Session session) throws CommandFailure {
    return new TrustFiles(session).signed(list);
  }
}
