package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Evidence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Forges JSON licences, each in the one way that its name says; the rest stays well-formed. */
final class JsonTampering {
  private static final String DATE = "\"certificateIssuedDate\":\"";
  private static final String EVIDENCE = "hufu_evidence";

  private final JsonObject file;

  JsonTampering(byte[] file) throws MalformedDataException {
    this.file = Json.parseObject(file);
  }

  /** Makes the licence ten years older, in the signed text itself. */
  byte[] withOtherDate() throws MalformedDataException {
    String claims = new String(Base64Url.decode(text("payload")), StandardCharsets.UTF_8);
    int decade = claims.indexOf(DATE) + DATE.length() + 2;
    char forged = claims.charAt(decade) == '1' ? '2' : '1';
    String changed = claims.substring(0, decade) + forged + claims.substring(decade + 1);
    return with("payload", Base64Url.encode(changed.getBytes(StandardCharsets.UTF_8)));
  }

  /** Puts another licence's data in place of this one's. */
  byte[] withDisclosuresOf(JsonTampering other) {
    return withHeader("disclosures", new JsonArray(other.header("disclosures")));
  }

  /** Puts another licence's signature in place of this one's. */
  byte[] withSignatureOf(JsonTampering other) {
    return with("signature", other.text("signature"));
  }

  byte[] withoutSignature() {
    Map<String, JsonValue> members = new TreeMap<>(file.members());
    members.remove("signature");
    return Json.canonical(new JsonObject(members));
  }

  /** Puts the time-stamp and the receipt of another licence in place of this one's. */
  byte[] withEvidenceOf(JsonTampering other) {
    Set<String> kinds = Set.of(Evidence.Kind.TIME_STAMP.label(), Evidence.Kind.RECEIPT.label());
    Map<String, JsonValue> borrowed = new TreeMap<>();
    for (JsonValue item : other.header(EVIDENCE)) {
      borrowed.put(kind(item), item);
    }
    List<JsonValue> items = new ArrayList<>();
    for (JsonValue item : header(EVIDENCE)) {
      items.add(kinds.contains(kind(item)) ? borrowed.getOrDefault(kind(item), item) : item);
    }
    return withHeader(EVIDENCE, new JsonArray(items));
  }

  private static String kind(JsonValue item) {
    return item instanceof JsonObject object ? object.text("kind").orElse("") : "";
  }

  private String text(String member) {
    return file.text(member).orElseThrow();
  }

  private List<JsonValue> header(String member) {
    return file.object("header").flatMap(header -> header.array(member)).orElse(List.of());
  }

  private byte[] with(String member, String value) {
    return Json.canonical(file.with(member, new JsonText(value)));
  }

  private byte[] withHeader(String member, JsonValue value) {
    JsonObject header = file.object("header").orElseThrow();
    return Json.canonical(file.with("header", header.with(member, value)));
  }
}
