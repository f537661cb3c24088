package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.exchange.message.RequestState;
import io.hufu.model.MemberReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one request, on either side. Immutable.
 *
 * <p>It names authorities and the matter, never the holder.
 *
 * @param requester unified social credit code
 * @param id of the request, 32 lower-case hexadecimal digits
 * @param provider unified social credit code
 * @param digest of the signed request
 * @param answer digest of the signed answer; null until there is one
 * @param folder name of the answer's folder in our inbox; null when we are the provider
 */
public record RequestRecord(
    String requester,
    String id,
    String provider,
    String digest,
    String matter,
    Instant deadline,
    RequestState state,
    @Nullable String answer,
    @Nullable String folder) {
  private static final String SCHEMA = "hufu.exchange-record/1";

  String key() {
    return requester + "-" + id;
  }

  RequestRecord in(RequestState next) {
    return new RequestRecord(
        requester, id, provider, digest, matter, deadline, next, answer, folder);
  }

  RequestRecord answered(RequestState next, String by, @Nullable String place) {
    return new RequestRecord(requester, id, provider, digest, matter, deadline, next, by, place);
  }

  byte[] encoded() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("requester", requester)
            .put("id", id)
            .put("provider", provider)
            .put("digest", digest)
            .put("matter", matter)
            .put("deadline", deadline.toString())
            .put("state", state.name());
    if (answer != null) {
      json.put("answer", answer);
    }
    if (folder != null) {
      json.put("package", folder);
    }
    return Json.canonical(json.build());
  }

  static RequestRecord parse(byte[] json) throws MalformedDataException {
    MemberReader members = MemberReader.of("record", Json.parseCanonical(json)).schema(SCHEMA);
    RequestRecord record =
        new RequestRecord(
            members.text("requester"),
            members.text("id"),
            members.text("provider"),
            members.text("digest"),
            members.text("matter"),
            members.instant("deadline"),
            members.constant(RequestState.class, "state"),
            members.textOrNull("answer"),
            members.textOrNull("package"));
    members.end();
    return record;
  }
}
