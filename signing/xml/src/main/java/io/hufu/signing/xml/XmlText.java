package io.hufu.signing.xml;

import java.util.Base64;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Small pieces of reading and writing elements. */
final class XmlText {
  /** XML 1.0 §2.2 Char, less what normalisation of line ends or of values could touch. */
  private static final Pattern CHARS =
      Pattern.compile("[\\x09\\x0a\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]*");

  private static final Pattern SPACE = Pattern.compile("[\\x09\\x0a\\x0d\\x20]+");

  private XmlText() {}

  static boolean isRepresentable(String text) {
    return CHARS.matcher(text).matches();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Decodes base64 in its one form: padded, without white space. */
  static byte[] decode(String base64, String place) throws RefusedException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (base64(bytes).equals(base64)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw RefusedException.malformed(place, "not base64 in its one form");
  }

  /** Decodes base64 with the white space that XML Schema allows in it. */
  static byte[] decodeSpaced(String base64, String place) throws RefusedException {
    return decode(SPACE.matcher(base64).replaceAll(""), place);
  }

  /** Appends an element; a prefix in the name is the caller's to declare. */
  static Element append(Element parent, String namespace, String name) {
    Element element = parent.getOwnerDocument().createElementNS(namespace, name);
    parent.appendChild(element);
    return element;
  }

  /** Appends an element with a text. */
  static Element append(Element parent, String namespace, String name, String text) {
    Element element = append(parent, namespace, name);
    element.setTextContent(text);
    return element;
  }
}
