package io.hufu.cli;

/**
 * Colours and redrawn lines; plain where nobody looks. Immutable.
 *
 * @param colours whether output may carry ANSI colours
 * @param redraws whether stderr may show a line that is drawn again
 */
record Terminal(boolean colours, boolean redraws) {
  /** No colours, nothing redrawn: files, pipes, tests. */
  static final Terminal PLAIN = new Terminal(false, false);

  String red(String text) {
    return coloured(text, "31");
  }

  String green(String text) {
    return coloured(text, "32");
  }

  String yellow(String text) {
    return coloured(text, "33");
  }

  String bold(String text) {
    return coloured(text, "1");
  }

  Terminal withoutColours() {
    return new Terminal(false, redraws);
  }

  private String coloured(String text, String code) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
