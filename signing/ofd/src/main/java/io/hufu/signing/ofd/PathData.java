package io.hufu.signing.ofd;

import java.util.Optional;

/** AbbreviatedData (GB/T 33190 §9.1, table 36) as the path data of SVG. */
final class PathData {
  private static final int MOST = 1_000_000;

  private PathData() {}

  /** Converts; empty for data with anything else in it. */
  static Optional<String> toSvg(String data) {
    StringBuilder svg = new StringBuilder();
    String[] words = data.strip().split("[ \\t\\r\\n,]+", MOST);
    int at = 0;
    while (at < words.length && !words[at].isEmpty()) {
      Command command = Command.of(words[at++]);
      if (command == null || words.length - at < command.numbers) {
        return Optional.empty();
      }
      svg.append(svg.isEmpty() ? "" : " ").append(command.svg);
      for (int i = 0; i < command.numbers; i++) {
        double[] number = Numbers.parse(words[at++], 1);
        if (number.length != 1) {
          return Optional.empty();
        }
        svg.append(' ').append(XmlText.precise(number[0]));
      }
    }
    return svg.isEmpty() || svg.charAt(0) == 'M' ? Optional.of(svg.toString()) : Optional.empty();
  }

  /** A step of a path, how many numbers it takes, and what SVG calls it. */
  private enum Command {
    S("M", 2),
    M("M", 2),
    L("L", 2),
    Q("Q", 4),
    B("C", 6),
    A("A", 7),
    C("Z", 0);

    private final String svg;
    private final int numbers;

    Command(String svg, int numbers) {
      this.svg = svg;
      this.numbers = numbers;
    }

    static @org.jspecify.annotations.Nullable Command of(String letter) {
      for (Command command : values()) {
        if (command.name().equals(letter)) {
          return command;
        }
      }
      return null;
    }
  }
}
