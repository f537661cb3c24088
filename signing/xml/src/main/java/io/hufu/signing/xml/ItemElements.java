package io.hufu.signing.xml;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Writes any JSON value as elements and reads it back: the element's name says the type, {@code
 * name} the member. Texts that XML 1.0 cannot hold are base64 of their UTF-8.
 */
final class ItemElements {
  private static final String NAME = "name";
  private static final String NAME_BASE64 = "nameBase64";
  private static final String ENCODING = "encoding";
  private static final String SHORT_NAME = "pinyin";
  private static final Set<String> MEMBER = Set.of(NAME, NAME_BASE64, SHORT_NAME);
  private static final Set<String> TEXT = Set.of(NAME, NAME_BASE64, SHORT_NAME, ENCODING);

  private final String namespace;

  ItemElements(String namespace) {
    this.namespace = namespace;
  }

  /**
   * Writes the members of an object.
   *
   * @param shortNames second names of members, as an attribute for those who know no other
   */
  void writeMembers(Element parent, JsonObject object, Map<String, String> shortNames) {
    object
        .members()
        .forEach(
            (name, value) -> {
              Element element = write(parent, value);
              if (XmlText.isRepresentable(name)) {
                element.setAttribute(NAME, name);
              } else {
                element.setAttribute(NAME_BASE64, encode(name));
              }
              if (shortNames.containsKey(name)) {
                element.setAttribute(SHORT_NAME, shortNames.get(name));
              }
            });
  }

  private Element write(Element parent, JsonValue value) {
    if (value instanceof JsonObject object) {
      Element element = XmlText.append(parent, namespace, "object");
      writeMembers(element, object, Map.of());
      return element;
    }
    if (value instanceof JsonArray array) {
      Element element = XmlText.append(parent, namespace, "array");
      array.items().forEach(item -> write(element, item));
      return element;
    }
    if (value instanceof JsonText text) {
      return writeText(parent, text.value());
    }
    String canonical = new String(Json.canonical(value), StandardCharsets.US_ASCII);
    return value instanceof JsonNull
        ? XmlText.append(parent, namespace, "null")
        : XmlText.append(
            parent, namespace, value instanceof JsonNumber ? "number" : "boolean", canonical);
  }

  private Element writeText(Element parent, String text) {
    if (XmlText.isRepresentable(text)) {
      return XmlText.append(parent, namespace, "text", text);
    }
    Element element = XmlText.append(parent, namespace, "text", encode(text));
    element.setAttribute(ENCODING, "base64");
    return element;
  }

  private static String encode(String text) {
    return XmlText.base64(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the members of an object; a name given twice is refused. */
  JsonObject readMembers(Element parent) throws RefusedException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Children children = Children.of(parent); children.hasNext(); ) {
      Element element = children.next();
      if (members.put(name(element), read(element, true)) != null) {
        throw RefusedException.malformed("items", "a member occurs twice");
      }
    }
    return new JsonObject(members);
  }

  private static String name(Element element) throws RefusedException {
    boolean plain = element.hasAttribute(NAME);
    if (plain == element.hasAttribute(NAME_BASE64)) {
      throw RefusedException.malformed("items", "a member without one name");
    }
    return plain ? element.getAttribute(NAME) : decode(element.getAttribute(NAME_BASE64));
  }

  private JsonValue read(Element element, boolean member) throws RefusedException {
    if (!namespace.equals(element.getNamespaceURI())) {
      throw RefusedException.malformed("items", "an element of another namespace");
    }
    String type = element.getLocalName();
    Children.requireAttributes(element, type.equals("text") ? TEXT : member ? MEMBER : Set.of());
    if (!member && (element.hasAttribute(NAME) || element.hasAttribute(NAME_BASE64))) {
      throw RefusedException.malformed("items", "a name inside an array");
    }
    return switch (type) {
      case "object" -> readMembers(element);
      case "array" -> readItems(element);
      case "text" -> readText(element);
      case "number", "boolean" -> readScalar(element);
      case "null" -> {
        requireEmpty(element);
        yield JsonNull.NULL;
      }
      default -> throw RefusedException.malformed("items", "an element that is no JSON type");
    };
  }

  private JsonArray readItems(Element element) throws RefusedException {
    List<JsonValue> items = new ArrayList<>();
    for (Children children = Children.of(element); children.hasNext(); ) {
      items.add(read(children.next(), false));
    }
    return new JsonArray(items);
  }

  private static JsonText readText(Element element) throws RefusedException {
    String text = Children.text(element);
    if (!element.hasAttribute(ENCODING)) {
      return new JsonText(text);
    }
    if (!element.getAttribute(ENCODING).equals("base64")) {
      throw RefusedException.malformed("items", "an encoding that is not base64");
    }
    return new JsonText(decode(text));
  }

  private static JsonValue readScalar(Element element) throws RefusedException {
    String text = Children.text(element);
    try {
      JsonValue value = Json.parseCanonical(text.getBytes(StandardCharsets.UTF_8));
      boolean fits =
          element.getLocalName().equals("number")
              ? value instanceof JsonNumber
              : value instanceof JsonBool;
      if (fits) {
        return value;
      }
    } catch (MalformedDataException e) {
      // Said below: whatever the reason, it is not one.
    }
    throw RefusedException.malformed("items", "not a canonical " + element.getLocalName());
  }

  private static void requireEmpty(Element element) throws RefusedException {
    if (element.hasChildNodes()) {
      throw RefusedException.malformed("items", "null with a content");
    }
  }

  /** Only what XML cannot hold may be encoded, so that every text has one form. */
  private static String decode(String base64) throws RefusedException {
    String text = new String(XmlText.decode(base64, "items"), StandardCharsets.UTF_8);
    if (XmlText.isRepresentable(text) || !encode(text).equals(base64)) {
      throw RefusedException.malformed("items", "base64 of what needs none or is no text");
    }
    return text;
  }
}
