package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Carrier;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.ofd.NotDrawn;
import io.hufu.signing.ofd.OfdFormat;
import io.hufu.signing.ofd.OfdPages;
import io.hufu.signing.ofd.RenderedPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Writes the pages of an OFD as SVG, and says what is not drawn. */
final class PageFiles {
  private final Session session;
  private final Path directory;

  PageFiles(Session session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /** Writes {@code page-1.svg} and so on; an existing file is left alone and reported. */
  void write(Document document, Carrier carrier, Path file) throws CommandFailure, IOException {
    if (carrier != Carrier.OFD) {
      throw CommandFailure.usage("usage.pages", session.show(file));
    }
    try {
      OfdPages pages = new OfdFormat().pages(document, Limits.DEFAULT);
      session
          .files()
          .requireFree(
              false, IntStream.rangeClosed(1, pages.count()).mapToObj(this::target).toList());
      for (int i = 0; i < pages.count(); i++) {
        session.interruption().stopHereIfRequested();
        RenderedPage page = pages.render(i);
        Path target = target(page.number());
        session.files().write(target, page.svg().getBytes(StandardCharsets.UTF_8), false);
        session.print("pages.page", session.show(target));
        for (NotDrawn missing : page.notDrawn()) {
          session.print("pages." + missing.reason(), OneLine.of(missing.detail()));
        }
      }
    } catch (MalformedDataException e) {
      throw CommandFailure.input("pages.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  private Path target(int number) {
    return directory.resolve("page-" + number + ".svg");
  }
}
