package io.hufu.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Standard output, which remembers whether its reader went away, as {@code head} does. */
final class PipeOutput extends FilterOutputStream {
  private volatile boolean readerLeft;

  private PipeOutput(OutputStream out) {
    super(out);
  }

  /** Makes a printer in UTF-8. */
  static PrintStream printer(OutputStream out) {
    return new Printer(new PipeOutput(out));
  }

  /** Tells whether a printer failed only because nobody reads any more. */
  static boolean readerLeft(PrintStream printer) {
    return printer instanceof Printer ours && ours.pipe.readerLeft;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      // The JDK has no type for EPIPE; the operating system's words are all there is.
      readerLeft = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
      throw e;
    }
  }

  private static final class Printer extends PrintStream {
    private final PipeOutput pipe;

    Printer(PipeOutput pipe) {
      super(pipe, false, StandardCharsets.UTF_8);
      this.pipe = pipe;
    }
  }
}
