package io.hufu.exchange.message;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who speaks to whom, and when: in every message. Immutable.
 *
 * @param from unified social credit code of who speaks
 * @param to unified social credit code of who is spoken to
 * @param created by the clock of who speaks, whole seconds
 */
public record Parties(String from, String to, Instant created) {
  /** Drops fractions of a second. */
  public Parties {
    created = created.truncatedTo(ChronoUnit.SECONDS);
  }

  JsonObject.Builder write(MessageKind kind) {
    return JsonObject.builder()
        .put("schema", kind.schema())
        .put("from", from)
        .put("to", to)
        .put("created", created.toString());
  }

  static Parties read(MemberReader members) throws MalformedDataException {
    return new Parties(members.text("from"), members.text("to"), members.instant("created"));
  }

  /** Returns the parties of an answer. */
  public Parties reversed(Instant now) {
    return new Parties(to, from, now);
  }
}
