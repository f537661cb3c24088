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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sender signs of a package: its files, its terms, for whom, in which envelope. Immutable.
 *
 * @param id the 16 bytes of the header's id
 * @param header digest of the whole header, so that no recipient can send the manifest on
 * @param recipients commitments, see {@link StanzaSecret#commitment}
 */
record Manifest(
    Suite suite,
    byte[] id,
    byte[] header,
    List<byte[]> recipients,
    PackageTerms terms,
    List<PackagedFile> files) {
  static final String SCHEMA = "hufu.manifest/1";
  static final String TYPE = "hufu-manifest+jwt";

  byte[] encoded() {
    List<JsonValue> commitments = new ArrayList<>();
    recipients.forEach(each -> commitments.add(new JsonText(Base64Url.encode(each))));
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("suite", suite.name())
            .put("id", Base64Url.encode(id))
            .put("header", Base64Url.encode(header))
            .put("recipients", new JsonArray(commitments))
            .put(
                "files",
                new JsonArray(files.stream().map(file -> (JsonValue) file.toJson()).toList()));
    terms.write(json);
    return Json.canonical(json.build());
  }

  static Manifest parse(byte[] bytes) throws MalformedDataException {
    MemberReader members = MemberReader.of("manifest", Json.parseCanonical(bytes)).schema(SCHEMA);
    Suite suite = members.constant(Suite.class, "suite");
    byte[] id = PackageHeader.ofLength(members, "id", PackageHeader.ID);
    byte[] header = PackageHeader.ofLength(members, "header", suite.hash().length());
    List<byte[]> recipients = new ArrayList<>();
    for (String text : members.texts("recipients")) {
      recipients.add(Base64Url.decode(text));
    }
    List<PackagedFile> files =
        members.objects("files", file -> PackagedFile.read(file, suite.hash()));
    PackageTerms terms = PackageTerms.read(members);
    members.end();
    requireDistinct(files);
    return new Manifest(suite, id, header, List.copyOf(recipients), terms, files);
  }

  static void requireDistinct(List<PackagedFile> files) throws MalformedDataException {
    Set<String> names = new HashSet<>();
    for (PackagedFile file : files) {
      if (!names.add(file.folded())) {
        throw new MalformedDataException("manifest: two files have one name");
      }
    }
  }
}
