package io.hufu.cli;

import java.util.Arrays;

/** A password that is forgotten when closed. Not thread-safe. */
final class Password implements AutoCloseable {
  private final char[] characters;

  private Password(char[] characters) {
    this.characters = characters;
  }

  static Password read(Session session, String source) throws CommandFailure {
    return new Password(new InputFiles(session).password(source));
  }

  /** Takes over an array. */
  static Password of(char[] characters) {
    return new Password(characters);
  }

  /** Returns the characters themselves: they vanish with this object. */
  char[] characters() {
    return characters;
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }
}
