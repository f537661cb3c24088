package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.StatusReference;
import io.hufu.signing.input.XmlParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Binds a licence payload to elements (docs/formats/xml.md), without loss in either direction. */
final class LicenceElements {
  static final String ROOT = "licence";
  static final int NONCE_BYTES = 16;
  private static final String HOLDERS = "certificateHolders";
  private static final List<String> HOLDER =
      List.of("certificateHolderName", "certificateHolderCode", "certificateHolderType");

  private final Profile profile;

  LicenceElements(Profile profile) {
    this.profile = profile;
  }

  /**
   * What a document says: the payload, and the digest of the licence that it names.
   *
   * @param licenceDigest as written; whoever verifies compares it
   */
  record Content(LicencePayload payload, byte[] licenceDigest) {}

  /**
   * Writes a licence.
   *
   * @param nonce random, so that nobody without the file can guess what its log entry digests
   */
  Document write(LicencePayload payload, LicenceType type, byte[] nonce) {
    Document document = XmlParser.newDocument();
    Element root = document.createElementNS(profile.namespace(), ROOT);
    root.setAttributeNS(
        javax.xml.XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", profile.namespace());
    document.appendChild(root);
    Element envelope = append(root, "envelope");
    append(envelope, "nonce", XmlText.base64(nonce));
    writeEnvelope(envelope, payload);
    JsonObject licence = payload.licence().toJson();
    for (String member : Profile.MEMBERS) {
      licence.get(member).ifPresent(value -> writeMember(root, member, value, type));
    }
    return document;
  }

  private Element append(Element parent, String name) {
    return XmlText.append(parent, profile.namespace(), name);
  }

  private void append(Element parent, String name, String text) {
    XmlText.append(parent, profile.namespace(), name, text);
  }

  private void writeEnvelope(Element envelope, LicencePayload payload) {
    append(envelope, "role", payload.role().name());
    append(envelope, "issuedAt", payload.issuedAt().toString());
    append(envelope, "hash", payload.hash().label());
    append(envelope, "salt", XmlText.base64(payload.salt()));
    append(envelope, "licenceDigest", XmlText.base64(payload.licenceDigest()));
    byte[] original = payload.originalDigest();
    if (original != null) {
      append(envelope, "originalDigest", XmlText.base64(original));
    }
    payload
        .statusReference()
        .ifPresent(
            status -> {
              Element element = append(envelope, "status");
              element.setAttribute("list", status.list());
              element.setAttribute("index", Long.toString(status.index()));
            });
  }

  private void writeMember(Element root, String member, JsonValue value, LicenceType type) {
    String name = profile.element(member);
    if (value instanceof JsonText text) {
      append(root, name, text.value());
    } else if (value instanceof JsonBool bool) {
      append(root, name, Boolean.toString(bool.value()));
    } else if (value instanceof JsonArray holders) {
      Element list = append(root, name);
      holders.items().forEach(holder -> writeHolder(list, (JsonObject) holder));
    } else {
      new ItemElements(profile.namespace())
          .writeMembers(append(root, name), (JsonObject) value, shortNames(type));
    }
  }

  private void writeHolder(Element list, JsonObject holder) {
    Element element = append(list, profile.element("holder"));
    for (String member : HOLDER) {
      append(element, profile.element(member), holder.text(member).orElseThrow());
    }
  }

  private Map<String, String> shortNames(LicenceType type) {
    return profile == Profile.ENGLISH
        ? Map.of()
        : type.fields().stream()
            .collect(Collectors.toMap(LicenceType.Field::name, LicenceType.Field::pinyin));
  }

  /** Reads the whole document; anything that it should not say is refused. */
  Content read(Element root) throws RefusedException, MalformedDataException {
    Children.requireAttributes(root, Set.of());
    Children children = Children.of(root);
    Element envelope = children.require(profile.namespace(), "envelope");
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (String member : Profile.MEMBERS) {
      Optional<Element> element = children.take(profile.namespace(), profile.element(member));
      if (element.isPresent()) {
        members.put(member, readMember(member, element.get()));
      }
    }
    children.end();
    return readEnvelope(envelope, Licence.fromJson(new JsonObject(members)));
  }

  private JsonValue readMember(String member, Element element) throws RefusedException {
    Children.requireAttributes(element, Set.of());
    return switch (member) {
      case HOLDERS -> readHolders(element);
      case "items" -> new ItemElements(profile.namespace()).readMembers(element);
      case "sample" -> new JsonBool(readBoolean(element));
      default -> new JsonText(Children.text(element));
    };
  }

  private static boolean readBoolean(Element element) throws RefusedException {
    String text = Children.text(element);
    if (!text.equals("true") && !text.equals("false")) {
      throw RefusedException.malformed("sample", "neither true nor false");
    }
    return text.equals("true");
  }

  private JsonArray readHolders(Element element) throws RefusedException {
    List<JsonValue> holders = new ArrayList<>();
    for (Children all = Children.of(element); all.hasNext(); ) {
      Element holder = all.require(profile.namespace(), profile.element("holder"));
      Children.requireAttributes(holder, Set.of());
      Children parts = Children.of(holder);
      JsonObject.Builder members = JsonObject.builder();
      for (String member : HOLDER) {
        members.put(member, leaf(parts, profile.element(member)));
      }
      parts.end();
      holders.add(members.build());
    }
    return new JsonArray(holders);
  }

  private String leaf(Children children, String name) throws RefusedException {
    Element element = children.require(profile.namespace(), name);
    Children.requireAttributes(element, Set.of());
    return Children.text(element);
  }

  private Content readEnvelope(Element envelope, Licence licence) throws RefusedException {
    Children.requireAttributes(envelope, Set.of());
    Children parts = Children.of(envelope);
    digest(leaf(parts, "nonce"), NONCE_BYTES, "nonce");
    Role role = one(Role.values(), Role::name, leaf(parts, "role"), "role");
    Instant issuedAt = instant(leaf(parts, "issuedAt"));
    HashAlgorithm hash =
        one(HashAlgorithm.values(), HashAlgorithm::label, leaf(parts, "hash"), "hash");
    byte[] salt = digest(leaf(parts, "salt"), 32, "salt");
    byte[] licenceDigest = digest(leaf(parts, "licenceDigest"), hash.length(), "licenceDigest");
    Optional<Element> original = parts.take(profile.namespace(), "originalDigest");
    byte[] originalDigest =
        original.isEmpty()
            ? null
            : digest(Children.text(original.get()), hash.length(), "originalDigest");
    Optional<Element> status = parts.take(profile.namespace(), "status");
    parts.end();
    LicencePayload payload =
        new LicencePayload(
            licence,
            hash,
            salt,
            status.isEmpty() ? null : status(status.get()),
            role,
            originalDigest,
            issuedAt);
    return new Content(payload, licenceDigest);
  }

  private static @Nullable StatusReference status(Element element) throws RefusedException {
    Children.requireAttributes(element, Set.of("list", "index"));
    String index = element.getAttribute("index");
    if (element.getAttribute("list").isEmpty() || !index.matches("0|[1-9][0-9]{0,15}")) {
      throw RefusedException.malformed("status", "no list, or no index");
    }
    Children.of(element).end();
    return new StatusReference(element.getAttribute("list"), Long.parseLong(index));
  }

  private static <T> T one(
      T[] values, java.util.function.Function<T, String> label, String text, String place)
      throws RefusedException {
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(text))
        .findFirst()
        .orElseThrow(() -> RefusedException.malformed(place, "not one that is known"));
  }

  private static Instant instant(String text) throws RefusedException {
    try {
      Instant instant = Instant.parse(text);
      if (instant.toString().equals(text)
          && instant.truncatedTo(ChronoUnit.SECONDS).equals(instant)) {
        return instant;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw RefusedException.malformed("issuedAt", "not whole seconds of UTC");
  }

  private static byte[] digest(String text, int length, String place) throws RefusedException {
    byte[] bytes = XmlText.decode(text, place);
    if (bytes.length != length) {
      throw RefusedException.malformed(place, "not " + length + " bytes");
    }
    return bytes;
  }
}
