package io.hufu.exchange.gbt36906;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.model.MemberReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The table: operations and their fields, refusals and their statuses, provinces' numbers. */
final class ServiceMapping {
  private static final String RESOURCE = "mapping.json";
  private static final String SCHEMA = "hufu.gbt36906-mapping/1";
  private static final String FALLBACK = "fallback";

  private final Map<ServiceOperation, Row> rows = new EnumMap<>(ServiceOperation.class);
  private final Map<ExchangeRefusal.Code, CallStatus> refusals =
      new EnumMap<>(ExchangeRefusal.Code.class);
  private final JsonObject profiles;

  /** One field: its name in the call, and what it is to us. */
  record Field(String theirs, String ours, boolean required) {}

  /** One operation. */
  record Row(String zh, ServiceOperation.Answer answer, List<Field> fields) {}

  private ServiceMapping(MemberReader members) throws MalformedDataException {
    members.schema(SCHEMA);
    members.objects(
        "operations",
        row ->
            rows.put(
                row.constant(ServiceOperation.class, "name"),
                new Row(
                    row.text("zh"),
                    row.constant(ServiceOperation.Answer.class, "answer"),
                    row.objects(
                        "fields",
                        f -> new Field(f.text("theirs"), f.text("ours"), f.bool("required"))))));
    MemberReader codes = members.object("refusals");
    for (ExchangeRefusal.Code code : ExchangeRefusal.Code.values()) {
      refusals.put(code, codes.constant(CallStatus.class, code.name()));
    }
    codes.end();
    if (!(members.value("profiles") instanceof JsonObject numbers)) {
      throw members.wrong("profiles", "is not an object");
    }
    profiles = numbers;
    members.end();
  }

  /** Loads the table that is shipped. */
  static ServiceMapping shipped() {
    try (InputStream in = ServiceMapping.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return parse(in.readAllBytes());
    } catch (IOException | MalformedDataException e) {
      throw new IllegalStateException(RESOURCE + " is unusable", e);
    }
  }

  static ServiceMapping parse(byte[] json) throws MalformedDataException {
    return new ServiceMapping(MemberReader.of("mapping", Json.parse(json)));
  }

  Row row(ServiceOperation operation) throws ServiceCallException {
    Row row = rows.get(operation);
    if (row == null) {
      throw new ServiceCallException(
          CallStatus.PARAMETER_ERROR, operation + " is not in the table");
    }
    return row;
  }

  CallStatus status(ExchangeRefusal.Code code) {
    return refusals.getOrDefault(code, CallStatus.OTHER);
  }

  boolean hasProfile(String profile) {
    return profiles.object(profile).isPresent();
  }

  /** The number of a status in a province's table; that of the fallback when it has none. */
  long number(String profile, CallStatus status) {
    JsonObject numbers = profiles.object(profile).orElseThrow();
    return numbers
        .integer(status.name())
        .or(() -> numbers.integer(FALLBACK))
        .orElseThrow(() -> new IllegalStateException(profile + " has no fallback"));
  }
}
