package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an SD-JWT as received: RFC 9901 §4 (compact) or §8 (flattened JWS JSON).
 *
 * @param disclosures encoded, in their order
 * @param keyBinding the key binding JWT; null when there is none
 * @param evidence the entries of {@code hufu_evidence}
 * @param remarks what is wrong with the file although its parts can be read
 */
record SdJwt(
    String protectedPart,
    String payloadPart,
    String signaturePart,
    List<String> disclosures,
    @Nullable String keyBinding,
    List<JsonValue> evidence,
    List<Finding> remarks) {
  static final String DISCLOSURES = "disclosures";
  static final String KEY_BINDING = "kb_jwt";
  static final String EVIDENCE = "hufu_evidence";
  private static final String HEADER = "header";
  private static final Set<String> MEMBERS = Set.of("payload", "protected", "signature", HEADER);
  private static final Set<String> HEADER_MEMBERS = Set.of(DISCLOSURES, KEY_BINDING, EVIDENCE);

  SdJwt {
    disclosures = List.copyOf(disclosures);
    evidence = List.copyOf(evidence);
    remarks = List.copyOf(remarks);
  }

  static SdJwt parse(byte[] bytes) throws RefusedException {
    if (PresentationCode.isCode(bytes)) {
      try {
        return PresentationCode.read(bytes);
      } catch (MalformedDataException e) {
        throw refused("code", String.valueOf(e.getMessage()));
      }
    }
    return isCompact(bytes)
        ? parseCompact(new String(bytes, StandardCharsets.ISO_8859_1))
        : parseJson(bytes);
  }

  /** A compact form starts with the base64url of an opening brace. */
  static boolean isCompact(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == 'e' && (bytes[1] == 'y' || bytes[1] == 'w');
  }

  private static SdJwt parseCompact(String text) throws RefusedException {
    String[] parts = text.split("~", -1);
    String[] jwt = parts[0].split("\\.", -1);
    if (parts.length < 2 || jwt.length != 3) {
      throw refused("compact form", "not <header>.<payload>.<signature>~<disclosures>~");
    }
    String binding = parts[parts.length - 1];
    return new SdJwt(
        jwt[0],
        jwt[1],
        jwt[2],
        Arrays.asList(parts).subList(1, parts.length - 1),
        binding.isEmpty() ? null : binding,
        List.of(),
        List.of());
  }

  private static SdJwt parseJson(byte[] bytes) throws RefusedException {
    JsonObject file = object(bytes);
    List<Finding> remarks = new ArrayList<>();
    if (!Arrays.equals(Json.canonical(file), bytes)) {
      remarks.add(Finding.of(FindingCode.NOT_CANONICAL, Outcome.FAILED, FindingSubject.DOCUMENT));
    }
    if (file.get("signatures").isPresent()) {
      throw refused("signatures", "general serialisation: one flattened signature is allowed");
    }
    requireCovered(file, MEMBERS, "", remarks);
    JsonObject header = JsonObject.builder().build();
    if (file.get(HEADER).isPresent()) {
      header = file.object(HEADER).orElseThrow(() -> refused(HEADER, "not an object"));
      requireCovered(header, HEADER_MEMBERS, HEADER, remarks);
    }
    if (file.get("signature").isEmpty()) {
      throw RefusedException.document(
          FindingCode.NOT_SIGNED, "", "a JSON object without a signature member");
    }
    return new SdJwt(
        part(file, "protected"),
        part(file, "payload"),
        part(file, "signature"),
        texts(header),
        keyBinding(header),
        list(header, EVIDENCE),
        remarks);
  }

  private static JsonObject object(byte[] bytes) throws RefusedException {
    try {
      return Json.parseObject(bytes);
    } catch (MalformedDataException e) {
      throw refused("", String.valueOf(e.getMessage()));
    }
  }

  /** What we do not know is covered by no signature and could say anything. */
  private static void requireCovered(
      JsonObject object, Set<String> known, String place, List<Finding> remarks) {
    long unknown = object.members().keySet().stream().filter(n -> !known.contains(n)).count();
    if (unknown > 0) {
      remarks.add(
          Finding.of(
                  FindingCode.COVERAGE_INCOMPLETE,
                  Outcome.INCONCLUSIVE,
                  FindingSubject.DOCUMENT,
                  Map.of("unknownMembers", Long.toString(unknown)))
              .at(place));
    }
  }

  private static String part(JsonObject file, String name) throws RefusedException {
    return file.text(name).orElseThrow(() -> refused(name, "missing, or not a string"));
  }

  private static List<String> texts(JsonObject header) throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : list(header, DISCLOSURES)) {
      if (!(value instanceof JsonText text)) {
        throw refused(HEADER + "." + DISCLOSURES, "an entry is not a string");
      }
      texts.add(text.value());
    }
    return texts;
  }

  private static @Nullable String keyBinding(JsonObject header) throws RefusedException {
    return header.get(KEY_BINDING).isEmpty() ? null : part(header, KEY_BINDING);
  }

  private static List<JsonValue> list(JsonObject header, String name) throws RefusedException {
    if (header.get(name).isEmpty()) {
      return List.of();
    }
    return header.array(name).orElseThrow(() -> refused(HEADER + "." + name, "not an array"));
  }

  private static RefusedException refused(String place, String detail) {
    return RefusedException.document(FindingCode.MALFORMED, place, detail);
  }

  /** Writes the canonical file. */
  byte[] toJson() {
    JsonObject.Builder header =
        JsonObject.builder()
            .put(
                DISCLOSURES,
                new JsonArray(disclosures.stream().map(d -> (JsonValue) new JsonText(d)).toList()));
    if (!evidence.isEmpty()) {
      header.put(EVIDENCE, new JsonArray(evidence));
    }
    if (keyBinding != null) {
      header.put(KEY_BINDING, keyBinding);
    }
    return Json.canonical(
        JsonObject.builder()
            .put(HEADER, header.build())
            .put("payload", payloadPart)
            .put("protected", protectedPart)
            .put("signature", signaturePart)
            .build());
  }

  /** Writes the compact form; it has no room for evidence. */
  String toCompact() {
    StringBuilder text = new StringBuilder();
    text.append(protectedPart).append('.').append(payloadPart).append('.').append(signaturePart);
    text.append('~');
    disclosures.forEach(disclosure -> text.append(disclosure).append('~'));
    return keyBinding == null ? text.toString() : text.append(keyBinding).toString();
  }

  /** The same with these disclosures and without key binding, which was made for others. */
  SdJwt withDisclosures(List<String> chosen) {
    return new SdJwt(protectedPart, payloadPart, signaturePart, chosen, null, evidence, remarks);
  }

  SdJwt withKeyBinding(@Nullable String jwt) {
    return new SdJwt(
        protectedPart, payloadPart, signaturePart, disclosures, jwt, evidence, remarks);
  }

  /** Reads the issuer's payload. */
  JsonObject payload() throws RefusedException {
    try {
      return Json.parseObject(Base64Url.decode(payloadPart));
    } catch (MalformedDataException e) {
      throw RefusedException.malformed("payload", e);
    }
  }

  SdJwt withEvidence(List<JsonValue> more) {
    List<JsonValue> all = new ArrayList<>(evidence);
    all.addAll(more);
    return new SdJwt(
        protectedPart, payloadPart, signaturePart, disclosures, keyBinding, all, remarks);
  }
}
