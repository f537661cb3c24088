package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log. The chain runs over digests, so that an entry can go and the chain
 * stay: link = H(domain ‖ number ‖ previous link ‖ digest), digest = H(salt ‖ entry).
 *
 * @param salt 32 random bytes; null when the entry was purged
 * @param entry canonical JSON; null when it was purged
 */
record AuditLine(
    long number,
    byte[] previous,
    byte[] digest,
    byte @Nullable [] salt,
    @Nullable JsonObject entry) {
  private static final byte[] DOMAIN = "hufu-exchange-audit/1".getBytes(US_ASCII);

  static AuditLine of(
      HashAlgorithm hash, long number, byte[] previous, byte[] salt, JsonObject entry) {
    return new AuditLine(number, previous, hash.digest(salt, Json.canonical(entry)), salt, entry);
  }

  byte[] link(HashAlgorithm hash) {
    byte[] position = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    return hash.digest(DOMAIN, position, previous, digest);
  }

  AuditLine purged() {
    return new AuditLine(number, previous, digest, null, null);
  }

  /** Returns when the entry was made; null when it was purged. */
  @Nullable Instant at() throws MalformedDataException {
    return entry == null ? null : AuditEntry.parse(entry).at();
  }

  byte[] encoded() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("number", number)
            .put("previous", Base64Url.encode(previous))
            .put("digest", Base64Url.encode(digest));
    if (entry != null && salt != null) {
      json.put("salt", Base64Url.encode(salt)).put("entry", entry);
    }
    byte[] line = Json.canonical(json.build());
    byte[] ended = Arrays.copyOf(line, line.length + 1);
    ended[line.length] = '\n';
    return ended;
  }

  /** Reads a line and holds its digest against its entry. */
  static AuditLine parse(HashAlgorithm hash, byte[] json) throws MalformedDataException {
    MemberReader members = MemberReader.of("audit", Json.parseCanonical(json));
    long number = members.integer("number", 0);
    byte[] previous = PackageHeader.ofLength(members, "previous", hash.length());
    byte[] digest = PackageHeader.ofLength(members, "digest", hash.length());
    if (!members.has("entry")) {
      members.end();
      return new AuditLine(number, previous, digest, null, null);
    }
    if (!(members.value("entry") instanceof JsonObject entry)) {
      throw members.wrong("entry", "is not an object");
    }
    AuditLine line = of(hash, number, previous, members.bytes("salt"), entry);
    members.end();
    if (!Arrays.equals(line.digest(), digest)) {
      throw members.wrong("entry", "is not the one that was logged");
    }
    return line;
  }
}
