package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Signed statements of one issuer on status that cannot all be true: evidence against the issuer.
 *
 * <p>Stands alone as a file; whoever has the trust list can check it without a network. Immutable.
 *
 * @param tokens the compact JWS in ASCII that contradict each other, as they were received
 */
public record StatusConflict(Kind kind, List<byte[]> tokens) {
  /** The media name of the file, and its schema. */
  public static final String SCHEMA = "hufu.status-conflict/1";

  /** What contradicts what. */
  public enum Kind {
    /** Two different epochs with one list and one number. */
    EPOCH_FORKED,
    /** An assertion says other than the list that an epoch published. */
    LIST_CONTRADICTED,
    /** A newer assertion has a past that an older one does not have. */
    HISTORY_REWRITTEN
  }

  /** Copies. */
  public StatusConflict {
    tokens = tokens.stream().map(byte[]::clone).toList();
  }

  /** Returns the tokens (copies). */
  @Override
  public List<byte[]> tokens() {
    return tokens.stream().map(byte[]::clone).toList();
  }

  /** Finds every contradiction among what was said; signatures are the caller's to verify. */
  public static List<StatusConflict> among(StatusTokens said) {
    List<StatusConflict> found = new ArrayList<>();
    found.addAll(StatusContradictions.epochs(said));
    found.addAll(StatusContradictions.lists(said));
    found.addAll(StatusContradictions.histories(said));
    return found;
  }

  /** Tells whether the tokens contradict each other in the way the kind says. */
  public boolean holds() throws MalformedDataException {
    StatusTokens said = new StatusTokens();
    for (byte[] token : tokens) {
      said.add(token, StatusList.MAX_BYTES);
    }
    return among(said).stream().anyMatch(conflict -> conflict.kind == kind);
  }

  /** Writes the file: canonical JSON. */
  public byte[] encoded() {
    List<JsonValue> texts = new ArrayList<>();
    tokens.forEach(token -> texts.add(new JsonText(Base64Url.encode(token))));
    return Json.canonical(
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("kind", kind.name())
            .put("tokens", new JsonArray(texts))
            .build());
  }

  /** Reads a file strictly; what it claims is not yet checked. */
  public static StatusConflict parse(byte[] file) throws MalformedDataException {
    MemberReader members =
        MemberReader.of("status conflict", Json.parseCanonical(file)).schema(SCHEMA);
    Kind kind = members.constant(Kind.class, "kind");
    List<byte[]> tokens = new ArrayList<>();
    for (String token : members.texts("tokens")) {
      tokens.add(Base64Url.decode(token));
    }
    members.end();
    return new StatusConflict(kind, tokens);
  }

  /** Two conflicts are equal when kind and tokens are. */
  @Override
  public boolean equals(Object other) {
    return other instanceof StatusConflict that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, tokens.size());
  }
}
