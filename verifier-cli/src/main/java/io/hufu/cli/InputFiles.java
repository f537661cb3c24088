package io.hufu.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what the user names, and says plainly why that did not work. */
final class InputFiles {
  /** Lists, policies, certificates, drafts: none of them is near this, in bytes. */
  static final long SMALL = 16L << 20;

  private static final int PASSWORD_LIMIT = 4096;

  private final Session session;

  InputFiles(Session session) {
    this.session = session;
  }

  byte[] read(Path file, long limit) throws CommandFailure {
    try {
      requireFile(file);
      if (Files.size(file) > limit) {
        throw CommandFailure.input("file.tooLarge", session.show(file), limit >> 20);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  byte[] read(Path file) throws CommandFailure {
    return read(file, SMALL);
  }

  /** Refuses what is not there, or is a directory. */
  void requireFile(Path file) throws CommandFailure {
    if (Files.isDirectory(file)) {
      throw CommandFailure.input("file.directory", session.show(file));
    }
    if (!Files.exists(file)) {
      throw CommandFailure.input("file.missing", session.show(file));
    }
  }

  CommandFailure unreadable(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return CommandFailure.input("file.missing", session.show(file));
    }
    if (e instanceof AccessDeniedException) {
      return CommandFailure.input("file.denied", session.show(file));
    }
    return CommandFailure.input("file.unreadable", session.show(file), reason(e));
  }

  /** Reads a password: the first line of a file, or of standard input for {@code -}. */
  char[] password(String source) throws CommandFailure {
    byte[] bytes;
    try {
      bytes =
          source.equals("-")
              ? session.streams().in().readNBytes(PASSWORD_LIMIT)
              : read(session.resolve(source), PASSWORD_LIMIT);
    } catch (IOException e) {
      throw CommandFailure.input("file.unreadable", source, reason(e));
    }
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char[] password = new char[end];
      text.get(password);
      Arrays.fill(text.array(), '\0');
      return password;
    } catch (CharacterCodingException e) {
      throw CommandFailure.input("password.notUtf8", source);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Says why in the words of the operating system, without the path that comes with them. */
  static String reason(Exception e) {
    String reason =
        e instanceof java.nio.file.FileSystemException system && system.getReason() != null
            ? system.getReason()
            : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
