package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.MemberReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a package: canonical JSON in clear (docs/formats/package.md). Immutable.
 *
 * @param id 16 random bytes
 * @param sender digest of the sender's signing certificate, by the hash of the suite
 * @param stanzas one wrapped key for each recipient, without a word on whose it is
 */
record PackageHeader(Suite suite, byte[] id, byte[] sender, List<byte[]> stanzas) {
  static final String SCHEMA = "hufu.package/1";
  static final int ID = 16;

  private JsonObject.Builder common() {
    return JsonObject.builder()
        .put("schema", SCHEMA)
        .put("suite", suite.name())
        .put("id", Base64Url.encode(id))
        .put("sender", Base64Url.encode(sender));
  }

  byte[] encoded() {
    List<JsonValue> items = new ArrayList<>();
    stanzas.forEach(stanza -> items.add(new JsonText(Base64Url.encode(stanza))));
    return Json.canonical(common().put("stanzas", new JsonArray(items)).build());
  }

  /** Digests the header without its stanzas: what every stanza is bound to. */
  byte[] context() {
    return suite.hash().digest(Json.canonical(common().build()));
  }

  static PackageHeader parse(byte[] bytes, int maxStanzas) throws MalformedDataException {
    MemberReader members = MemberReader.of("header", Json.parseCanonical(bytes)).schema(SCHEMA);
    Suite suite = members.constant(Suite.class, "suite");
    byte[] id = ofLength(members, "id", ID);
    byte[] sender = ofLength(members, "sender", suite.hash().length());
    List<byte[]> stanzas = new ArrayList<>();
    for (String text : members.texts("stanzas")) {
      stanzas.add(Base64Url.decode(text));
    }
    members.end();
    if (stanzas.isEmpty() || stanzas.size() > maxStanzas) {
      throw members.wrong("stanzas", "are not 1 to " + maxStanzas);
    }
    return new PackageHeader(suite, id, sender, List.copyOf(stanzas));
  }

  static byte[] ofLength(MemberReader members, String name, int length)
      throws MalformedDataException {
    byte[] bytes = members.bytes(name);
    if (bytes.length != length) {
      throw members.wrong(name, "has not " + length + " bytes");
    }
    return bytes;
  }
}
