package io.hufu.signing.input;

import io.hufu.model.report.FindingCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Decodes names of archive entries and refuses those that mean different files to different eyes.
 */
final class ZipNames {
  private static final String GBK = "GBK";
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(CON|PRN|AUX|NUL|CLOCK\\$|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³])");
  private static final String FORBIDDEN = "\\:*?\"<>|";

  private final Map<String, String> folded = new HashMap<>();

  /** Decodes: UTF-8 where flagged; else UTF-8 when it is that, else GBK. */
  static String decode(byte[] name, boolean utf8) throws ArchiveRefusedException {
    try {
      return strict(name, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      if (!utf8 && Charset.isSupported(GBK)) {
        try {
          return strict(name, Charset.forName(GBK));
        } catch (CharacterCodingException other) {
          throw unsafe("", "a name is neither UTF-8 nor GBK");
        }
      }
      throw unsafe("", "a name is not UTF-8");
    }
  }

  private static String strict(byte[] name, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(name))
        .toString();
  }

  /** Requires a plain relative path; a directory's name ends in a slash. */
  static void requireSafe(String name) throws ArchiveRefusedException {
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (path.isEmpty() || path.startsWith("/")) {
      throw unsafe(printable(name), "an absolute or empty name");
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < ' ' || c == 0x7f || FORBIDDEN.indexOf(c) >= 0 || isInvisible(c)) {
        throw unsafe(printable(name), "a name with a character that paths cannot have");
      }
    }
    for (String segment : path.split("/", -1)) {
      requireSegment(segment, name);
    }
  }

  private static void requireSegment(String segment, String name) throws ArchiveRefusedException {
    if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
      throw unsafe(printable(name), "a name with an empty, . or .. segment");
    }
    if (segment.endsWith(".") || segment.endsWith(" ") || segment.startsWith(" ")) {
      throw unsafe(printable(name), "a name that some systems shorten");
    }
    int dot = segment.indexOf('.');
    if (DEVICE.matcher((dot < 0 ? segment : segment.substring(0, dot)).strip()).matches()) {
      throw unsafe(printable(name), "a name that is a device on some systems");
    }
  }

  /** Format and direction marks make two names look alike. */
  private static boolean isInvisible(char c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || c == 0xfffd;
  }

  /** Requires that no earlier name is the same on a system that folds case or normalises. */
  void requireNew(String name) throws ArchiveRefusedException {
    boolean directory = name.endsWith("/");
    String key = fold(directory ? name.substring(0, name.length() - 1) : name);
    String earlier = folded.putIfAbsent(key, name);
    if (earlier != null) {
      throw new ArchiveRefusedException(
          FindingCode.ARCHIVE_ENTRY_DOUBLED, printable(name), "the same name as " + earlier);
    }
  }

  /** Requires that no file is also a folder of another: run once all names are known. */
  void requireNoFileIsFolder(List<String> files) throws ArchiveRefusedException {
    for (String name : files) {
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        String folder = folded.get(fold(name.substring(0, slash)));
        if (folder != null && !folder.endsWith("/")) {
          throw new ArchiveRefusedException(
              FindingCode.ARCHIVE_ENTRY_DOUBLED, printable(name), "a file is also its folder");
        }
      }
    }
  }

  private static String fold(String name) {
    // Upper then lower case: the Turkish dotless i and the Kelvin sign fold as file systems do.
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), 200); i++) {
      char c = name.charAt(i);
      text.append(c < ' ' || c == 0x7f || isInvisible(c) ? '?' : c);
    }
    return text.toString();
  }

  private static ArchiveRefusedException unsafe(String entry, String detail) {
    return new ArchiveRefusedException(FindingCode.ARCHIVE_NAME_UNSAFE, entry, detail);
  }
}
