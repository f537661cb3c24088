package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JWS of others as received: compact, flattened or general (RFC 7515 §7). Immutable.
 *
 * @param payload the payload part as it stands; null when it is detached
 * @param unknownMembers members that no signature covers and nobody here knows
 */
record JwsFile(@Nullable String payload, List<JwsPart> signatures, int unknownMembers) {
  private static final Set<String> SD_JWT_TYPES = Set.of("dc+sd-jwt", "vc+sd-jwt");
  private static final Set<String> FLATTENED =
      Set.of("payload", "protected", "header", "signature");
  private static final Set<String> GENERAL = Set.of("payload", "signatures");
  private static final Set<String> ONE = Set.of("protected", "header", "signature");

  JwsFile {
    signatures = List.copyOf(signatures);
  }

  /**
   * One signature as received.
   *
   * @param header the unprotected header; empty when absent
   */
  record JwsPart(String protectedPart, JsonObject header, String signaturePart) {}

  /** Reads the file when it is a JWS and no SD-JWT; empty leaves it to the reader of licences. */
  static Optional<JwsFile> of(byte[] bytes) {
    try {
      return SdJwt.isCompact(bytes)
          ? compact(new String(bytes, StandardCharsets.ISO_8859_1).strip())
          : json(Json.parseObject(bytes));
    } catch (MalformedDataException e) {
      return Optional.empty(); // the reader of licences says what is wrong
    }
  }

  /** §7.1; three parts, the payload may be empty (appendix F). */
  private static Optional<JwsFile> compact(String text) {
    int first = text.indexOf('.');
    int last = text.lastIndexOf('.');
    if (text.indexOf('~') >= 0 || first < 0 || last == first) {
      return Optional.empty();
    }
    String payload = text.substring(first + 1, last);
    JwsPart part =
        new JwsPart(text.substring(0, first), JsonObject.EMPTY, text.substring(last + 1));
    return isSdJwt(part)
        ? Optional.empty()
        : Optional.of(new JwsFile(payload.isEmpty() ? null : payload, List.of(part), 0));
  }

  private static Optional<JwsFile> json(JsonObject file) {
    List<JwsPart> parts = new ArrayList<>();
    int unknown = 0;
    boolean general = file.get("signatures").isPresent();
    if (general) {
      for (JsonValue each : file.array("signatures").orElse(List.of())) {
        if (!(each instanceof JsonObject one) || !add(one, parts)) {
          return Optional.empty();
        }
        unknown += unknown(one, ONE);
      }
    } else if (!add(file, parts)) {
      return Optional.empty();
    }
    boolean unreadable = file.get("payload").isPresent() && file.text("payload").isEmpty();
    if (parts.isEmpty() || unreadable || parts.stream().anyMatch(JwsFile::isSdJwt)) {
      return Optional.empty();
    }
    unknown += unknown(file, general ? GENERAL : FLATTENED);
    return Optional.of(new JwsFile(file.text("payload").orElse(null), parts, unknown));
  }

  private static boolean add(JsonObject one, List<JwsPart> parts) {
    Optional<String> protectedPart = one.text("protected");
    Optional<String> signature = one.text("signature");
    Optional<JsonObject> header = one.object("header");
    if (protectedPart.isEmpty()
        || signature.isEmpty()
        || (header.isEmpty() && one.get("header").isPresent())) {
      return false;
    }
    parts.add(new JwsPart(protectedPart.get(), header.orElse(JsonObject.EMPTY), signature.get()));
    return true;
  }

  private static int unknown(JsonObject object, Set<String> known) {
    return (int) object.members().keySet().stream().filter(n -> !known.contains(n)).count();
  }

  /** A licence stays a licence whatever else is wrong with it. */
  private static boolean isSdJwt(JwsPart part) {
    boolean members =
        part.header().get(SdJwt.DISCLOSURES).isPresent()
            || part.header().get(SdJwt.KEY_BINDING).isPresent()
            || part.header().get(SdJwt.EVIDENCE).isPresent();
    return members || type(part.protectedPart()).filter(SD_JWT_TYPES::contains).isPresent();
  }

  private static Optional<String> type(String protectedPart) {
    try {
      return Json.parseObject(Base64Url.decode(protectedPart)).text("typ");
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }
}
