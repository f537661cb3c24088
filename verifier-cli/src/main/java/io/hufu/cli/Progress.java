package io.hufu.cli;

/** A bar on stderr, drawn again as work is done; silent unless stderr is a terminal. */
final class Progress implements AutoCloseable {
  private static final int WIDTH = 30;

  private final Session session;
  private final int total;
  private int done;
  private int drawn = -1;

  Progress(Session session, int total) {
    this.session = session;
    this.total = total;
  }

  /** Counts one more. */
  synchronized void step() {
    done++;
    int filled = total == 0 ? WIDTH : (int) ((long) done * WIDTH / total);
    if (session.terminal().redraws() && total > 1 && filled != drawn) {
      drawn = filled;
      session
          .err()
          .print(
              "\r[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + done + "/" + total);
      session.err().flush();
    }
  }

  @Override
  public synchronized void close() {
    if (drawn >= 0) {
      session.err().print("\r" + " ".repeat(WIDTH + 24) + "\r");
      session.err().flush();
      drawn = -1;
    }
  }
}
