package io.hufu.signing.xml;

import java.nio.charset.StandardCharsets;

/** Tells from the first bytes whether a file is XML (XML 1.0 appendix F). */
final class XmlStart {
  private XmlStart() {}

  static boolean isXml(byte[] start) {
    String bytes = new String(start, StandardCharsets.ISO_8859_1);
    if (bytes.startsWith("\u00ef\u00bb\u00bf")) {
      bytes = bytes.substring(3);
    } else if (bytes.startsWith("\u00fe\u00ff") || bytes.startsWith("\u00ff\u00fe")) {
      bytes = bytes.substring(2);
    }
    // UTF-16 and UTF-32 have zeros between the characters of a tag.
    String text = bytes.replace("\0", "").stripLeading();
    return text.length() > 1
        && text.charAt(0) == '<'
        && (text.charAt(1) == '?' || text.charAt(1) == '!' || isNameStart(text.charAt(1)));
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == ':' || c >= 0x80;
  }
}
