package io.hufu.ledger.fabric;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.time.Instant;

/**
 * A signed transaction that may have been given to the orderers. Immutable.
 *
 * @param bytes the prepared transaction with the client's signature; sending them again is safe
 * @param origin the log whose checkpoint it publishes
 * @param size the tree size of that checkpoint
 * @param stored when it was written down
 */
record PendingTransaction(
    String transactionId, byte[] bytes, String origin, long size, Instant stored) {
  private static final String SCHEMA = "hufu.fabric-pending/1";

  byte[] encoded() {
    return Json.canonical(
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("transaction", transactionId)
            .put("bytes", Base64Url.encode(bytes))
            .put("origin", origin)
            .put("size", size)
            .put("stored", stored.toString())
            .build());
  }

  static PendingTransaction parse(byte[] canonical) throws MalformedDataException {
    MemberReader members =
        MemberReader.of("pending transaction", Json.parseCanonical(canonical)).schema(SCHEMA);
    PendingTransaction pending =
        new PendingTransaction(
            members.text("transaction"),
            members.bytes("bytes"),
            members.text("origin"),
            members.integer("size", 0),
            members.instant("stored"));
    members.end();
    return pending;
  }
}
