package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A case of the sd-jwt-python test material, issued here by code that is not the production code:
 * {@code !sd} marks what is hidden, and the holder's tree says what is disclosed again.
 */
final class CaseSpecification {
  private static final HashAlgorithm HASH = HashAlgorithm.SHA_256;

  private final Map<String, Node> parts = new LinkedHashMap<>();
  private final List<String> disclosed = new ArrayList<>();
  private int salts;

  /** What a verifier is given. */
  record Presentation(JsonObject payload, List<String> disclosures) {}

  CaseSpecification(Path file) throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (NodeTuple part : ((MappingNode) yaml.compose(reader)).getValue()) {
        parts.put(((ScalarNode) part.getKeyNode()).getValue(), part.getValueNode());
      }
    }
  }

  Presentation presentation() {
    JsonObject payload =
        (JsonObject) hide(parts.get("user_claims"), json(parts.get("holder_disclosed_claims")));
    return new Presentation(payload, List.copyOf(disclosed));
  }

  JsonValue expected() {
    return json(parts.get("expect_verified_user_claims"));
  }

  private static boolean isMarked(Node node) {
    return node.getTag().equals(new Tag("!sd"));
  }

  /** Issues a value; {@code shown} says what of it the holder discloses. */
  private JsonValue hide(Node node, JsonValue shown) {
    if (node instanceof MappingNode mapping) {
      return hideMembers(mapping, shown);
    }
    if (!(node instanceof SequenceNode sequence)) {
      return json(node);
    }
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < sequence.getValue().size(); i++) {
      Node item = sequence.getValue().get(i);
      JsonValue below =
          shown instanceof JsonArray array && i < array.items().size()
              ? array.items().get(i)
              : JsonNull.NULL;
      JsonValue value = hide(item, below);
      items.add(
          isMarked(item)
              ? JsonObject.builder().put("...", digest(JsonArray.of(salt(), value), below)).build()
              : value);
    }
    return new JsonArray(items);
  }

  private JsonObject hideMembers(MappingNode mapping, JsonValue shown) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    List<JsonValue> digests = new ArrayList<>();
    for (NodeTuple member : mapping.getValue()) {
      String name = ((ScalarNode) member.getKeyNode()).getValue();
      JsonValue below =
          shown instanceof JsonObject object ? object.get(name).orElse(JsonNull.NULL) : shown;
      JsonValue value = hide(member.getValueNode(), below);
      if (isMarked(member.getKeyNode())) {
        JsonArray disclosure = JsonArray.of(salt(), new JsonText(name), value);
        digests.add(new JsonText(digest(disclosure, below)));
      } else {
        members.put(name, value);
      }
    }
    if (!digests.isEmpty()) {
      members.put("_sd", new JsonArray(digests));
    }
    return new JsonObject(members);
  }

  private String digest(JsonArray disclosure, JsonValue shown) {
    String encoded = Base64Url.encode(Json.compact(disclosure));
    boolean kept =
        shown == JsonNull.NULL || shown.equals(new JsonBool(false)) || shown.equals(empty());
    if (!kept) {
      disclosed.add(encoded);
    }
    return Base64Url.encode(HASH.digest(encoded.getBytes(StandardCharsets.US_ASCII)));
  }

  private static JsonObject empty() {
    return JsonObject.builder().build();
  }

  private JsonText salt() {
    return new JsonText("salt-" + salts++);
  }

  /** Reads a node as plain JSON, marks ignored. */
  private static JsonValue json(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      for (NodeTuple member : mapping.getValue()) {
        members.put(((ScalarNode) member.getKeyNode()).getValue(), json(member.getValueNode()));
      }
      return new JsonObject(members);
    }
    if (node instanceof SequenceNode sequence) {
      return new JsonArray(sequence.getValue().stream().map(CaseSpecification::json).toList());
    }
    return scalar((ScalarNode) node);
  }

  private static JsonValue scalar(ScalarNode node) {
    String text = node.getValue();
    // A mark takes the place of the tag that the value would have had.
    Tag tag =
        isMarked(node)
            ? new Resolver().resolve(NodeId.scalar, text, node.isPlain())
            : node.getTag();
    if (tag.equals(Tag.NULL)) {
      return JsonNull.NULL;
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonBool(text.equalsIgnoreCase("true"));
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return new JsonNumber(new BigDecimal(text));
    }
    return new JsonText(text);
  }
}
