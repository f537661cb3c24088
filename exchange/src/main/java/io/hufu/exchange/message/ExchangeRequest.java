package io.hufu.exchange.message;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.MemberReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks an authority for licences of one holder, once and for one matter. Immutable.
 *
 * @param id 32 lower-case hexadecimal digits, random
 * @param wanted types, each with the fields that are needed of it
 * @param nonce base64url of 16 to 48 random bytes: what presentations are bound to
 * @param deadline after which no answer is expected, whole seconds
 * @param corrects id of the request that this one replaces; null for a first one
 */
public record ExchangeRequest(
    String id,
    Parties parties,
    Holder holder,
    List<Wanted> wanted,
    Reason reason,
    String nonce,
    Instant deadline,
    @Nullable String corrects) {
  /** Copies, and drops fractions of a second. */
  public ExchangeRequest {
    wanted = List.copyOf(wanted);
    deadline = deadline.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Whose licences are asked for. Personal: it travels in encrypted packages only.
   *
   * @param codeType GB/T 36903 annex A, see {@link io.hufu.model.HolderCodeType}
   * @param name null when the code suffices
   */
  public record Holder(String codeType, String code, @Nullable String name) {
    /** Names the kind of code only. */
    @Override
    public String toString() {
      return "Holder with a code of type " + codeType;
    }
  }

  /**
   * A licence type and what is needed of it.
   *
   * @param fields names of members and items; empty for the whole licence
   * @param identifier GB/T 36904, when one licence is meant; null for any of the type
   */
  public record Wanted(String type, List<String> fields, @Nullable String identifier) {
    /** Copies. */
    public Wanted {
      fields = List.copyOf(fields);
    }

    /** Wants any licence of a type. */
    public Wanted(String type, List<String> fields) {
      this(type, fields, null);
    }
  }

  /** Why a transfer is lawful without asking anybody else. */
  public enum Ground {
    /** The holder consents by a {@link ConsentToken}. */
    CONSENT,
    /** A law permits it without consent. */
    STATUTORY
  }

  /**
   * Why the licences are needed.
   *
   * @param matter code of the matter
   * @param exemption the provision by which no consent is needed; null exactly with CONSENT
   * @param caseReference the requester's own; null when there is none
   */
  public record Reason(
      String matter,
      String purpose,
      String legalBasis,
      Ground ground,
      @Nullable String exemption,
      @Nullable String caseReference) {}

  /** Signs; IllegalArgumentException when a member breaks the published schema. */
  public SignedMessage sign(SigningKey key) throws KeyUnavailableException {
    return SignedMessage.sign(MessageKind.REQUEST, toJson(), key);
  }

  private JsonObject toJson() {
    JsonObject.Builder who =
        JsonObject.builder().put("codeType", holder.codeType()).put("code", holder.code());
    if (holder.name() != null) {
      who.put("name", holder.name());
    }
    JsonObject.Builder json =
        parties
            .write(MessageKind.REQUEST)
            .put("id", id)
            .put("holder", who.build())
            .put("wanted", new JsonArray(wanted.stream().map(ExchangeRequest::write).toList()))
            .put("matter", reason.matter())
            .put("purpose", reason.purpose())
            .put("legalBasis", reason.legalBasis())
            .put("ground", reason.ground().name())
            .put("nonce", nonce)
            .put("deadline", deadline.toString());
    put(json, "exemption", reason.exemption());
    put(json, "caseReference", reason.caseReference());
    put(json, "corrects", corrects);
    return json.build();
  }

  static void put(JsonObject.Builder json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static JsonValue write(Wanted each) {
    JsonObject.Builder json = JsonObject.builder().put("type", each.type());
    put(json, "identifier", each.identifier());
    if (!each.fields().isEmpty()) {
      json.put(
          "fields",
          new JsonArray(each.fields().stream().map(f -> (JsonValue) new JsonText(f)).toList()));
    }
    return json.build();
  }

  /** Reads the payload of a request. */
  public static ExchangeRequest of(SignedMessage message) throws MalformedDataException {
    MemberReader members = Payload.of(message, MessageKind.REQUEST);
    MemberReader who = members.object("holder");
    return new ExchangeRequest(
        members.text("id"),
        Parties.read(members),
        new Holder(who.text("codeType"), who.text("code"), who.textOrNull("name")),
        members.objects(
            "wanted",
            w -> new Wanted(w.text("type"), w.textsOrNone("fields"), w.textOrNull("identifier"))),
        new Reason(
            members.text("matter"),
            members.text("purpose"),
            members.text("legalBasis"),
            members.constant(Ground.class, "ground"),
            members.textOrNull("exemption"),
            members.textOrNull("caseReference")),
        members.text("nonce"),
        members.instant("deadline"),
        members.textOrNull("corrects"));
  }
}
