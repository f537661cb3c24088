package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes receipts, schema {@code hufu.receipt/1} (docs/formats/receipt.md). */
final class ReceiptJson {
  private static final String SCHEMA = "hufu.receipt/1";

  private ReceiptJson() {}

  static JsonObject write(AnchorReceipt receipt) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("origin", receipt.origin())
            .put("hash", receipt.hash().label())
            .put("index", receipt.index())
            .put("size", receipt.size())
            .put("path", path(receipt.path()))
            .put("checkpoint", receipt.checkpoint());
    byte[] salt = receipt.salt();
    if (salt != null) {
      json.put("salt", Base64Url.encode(salt));
    }
    receipt.fabric().ifPresent(proof -> json.put("fabricProof", Base64Url.encode(proof)));
    return json.build();
  }

  static AnchorReceipt read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("receipt", json).schema(SCHEMA);
    try {
      AnchorReceipt receipt =
          new AnchorReceipt(
              members.text("origin"),
              hash(members),
              members.integer("index", 0),
              members.integer("size", 1),
              path(members),
              members.text("checkpoint"),
              members.has("salt") ? members.bytes("salt") : null,
              members.has("fabricProof") ? members.bytes("fabricProof") : null);
      members.end();
      return receipt;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Logs hash with SM3 or SHA-256; both have 32 bytes. */
  static HashAlgorithm hash(MemberReader members) throws MalformedDataException {
    String label = members.text("hash");
    for (HashAlgorithm hash : List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256)) {
      if (hash.label().equals(label)) {
        return hash;
      }
    }
    throw members.wrong("hash", "is neither SM3 nor SHA-256");
  }

  static JsonArray path(List<byte[]> path) {
    return new JsonArray(
        path.stream().map(node -> (JsonValue) new JsonText(Base64Url.encode(node))).toList());
  }

  static List<byte[]> path(MemberReader members) throws MalformedDataException {
    List<byte[]> path = new ArrayList<>();
    for (String node : members.texts("path")) {
      try {
        path.add(Base64Url.decode(node));
      } catch (MalformedDataException e) {
        throw members.wrong("path", "is not base64url without padding", e);
      }
    }
    return path;
  }
}
