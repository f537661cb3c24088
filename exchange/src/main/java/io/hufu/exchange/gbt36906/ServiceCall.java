package io.hufu.exchange.gbt36906;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;

/**
 * A call as it arrives: {@code {"head":{"accessId","accessToken"},"data":{…}}}. Immutable.
 *
 * @param accessId names the caller; whether its token is good is for the gateway to say
 */
public record ServiceCall(String accessId, String accessToken, JsonObject data) {
  /** Reads a call; members of {@code data} beyond the table's are the caller's own. */
  public static ServiceCall parse(byte[] json) throws MalformedDataException {
    MemberReader members = new MemberReader("call", Json.parseObject(json));
    MemberReader head = members.object("head");
    ServiceCall call =
        new ServiceCall(
            head.text("accessId"),
            head.text("accessToken"),
            members.value("data") instanceof JsonObject data ? data : JsonObject.EMPTY);
    members.end();
    return call;
  }

  /** Names the caller; never the token or the data. */
  @Override
  public String toString() {
    return "ServiceCall of " + accessId;
  }
}
