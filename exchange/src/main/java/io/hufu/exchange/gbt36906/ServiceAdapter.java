package io.hufu.exchange.gbt36906;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.exchange.message.ExchangeRefusal;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.report.Answer;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Topic;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Stands before an exchange for callers that speak GB/T 36906. Immutable and thread-safe.
 *
 * <p>What maps to what is a table (docs/exchange.md). The standard's own text was not seen: names
 * and codes are those of deployed systems, and provinces differ in their numbers.
 */
public final class ServiceAdapter {
  private static final int MAX_CAUSE = 200;

  /** Holders without a stated type are organisations by their unified social credit code. */
  private static final String DEFAULT_CODE_TYPE = "001";

  private final ServiceMapping mapping;
  private final String profile;

  private ServiceAdapter(ServiceMapping mapping, String profile) {
    this.mapping = mapping;
    this.profile = profile;
  }

  /** Uses the shipped table with a province's numbers; IllegalArgumentException for another. */
  public static ServiceAdapter of(String profile) {
    ServiceMapping mapping = ServiceMapping.shipped();
    if (!mapping.hasProfile(profile)) {
      throw new IllegalArgumentException("no table of status numbers is called " + profile);
    }
    return new ServiceAdapter(mapping, profile);
  }

  /**
   * What a call does not say, and an exchange needs.
   *
   * @param id 32 lower-case hexadecimal digits, random
   * @param nonce base64url of 16 to 48 random bytes
   * @param matter code of the matter when the call names none
   * @param legalBasis by which this caller may ask
   * @param exemption the provision by which no consent is needed; null when consent is the ground
   */
  public record Supplement(
      String id,
      Parties parties,
      String nonce,
      Instant deadline,
      String matter,
      String legalBasis,
      @Nullable String exemption) {}

  /** Tells how an operation is answered. */
  public ServiceOperation.Answer answer(ServiceOperation operation) throws ServiceCallException {
    return mapping.row(operation).answer();
  }

  /**
   * Maps a call to a request.
   *
   * @throws ServiceCallException when the operation is no exchange, or a field is missing or wrong
   */
  public ExchangeRequest toRequest(
      ServiceOperation operation, ServiceCall call, Supplement supplement)
      throws ServiceCallException {
    ServiceMapping.Row row = mapping.row(operation);
    if (row.answer() != ServiceOperation.Answer.EXCHANGE) {
      throw new ServiceCallException(
          CallStatus.PARAMETER_ERROR, row.zh() + " is not answered by an exchange");
    }
    Map<String, JsonValue> ours = fields(row, call);
    Wanted wanted =
        ours.containsKey("identifier")
            ? byIdentifier(text(ours, "identifier"))
            : new Wanted(text(ours, "type"), List.of());
    String codeType =
        ours.containsKey("holderCodeType") ? text(ours, "holderCodeType") : DEFAULT_CODE_TYPE;
    return new ExchangeRequest(
        supplement.id(),
        supplement.parties(),
        new Holder(codeType, text(ours, "holderCode"), null),
        List.of(wanted),
        reason(ours.get("reason"), supplement),
        supplement.nonce(),
        supplement.deadline(),
        null);
  }

  private static Map<String, JsonValue> fields(ServiceMapping.Row row, ServiceCall call)
      throws ServiceCallException {
    Map<String, JsonValue> ours = new HashMap<>();
    for (ServiceMapping.Field field : row.fields()) {
      Optional<JsonValue> value = call.data().get(field.theirs());
      if (value.isPresent()) {
        ours.put(field.ours(), value.get());
      } else if (field.required()) {
        throw new ServiceCallException(
            CallStatus.MANDATORY_MISSING, field.theirs() + " is missing");
      }
    }
    return ours;
  }

  private static String text(Map<String, JsonValue> ours, String name) throws ServiceCallException {
    if (ours.get(name) instanceof JsonText text && !text.value().isBlank()) {
      return text.value();
    }
    throw new ServiceCallException(CallStatus.PARAMETER_ERROR, name + " is not a text");
  }

  /** The type is part of the identifier (GB/T 36904). */
  private static Wanted byIdentifier(String identifier) throws ServiceCallException {
    try {
      return new Wanted(LicenceIdentifier.parse(identifier).type(), List.of(), identifier);
    } catch (io.hufu.crypto.MalformedDataException e) {
      throw new ServiceCallException(
          CallStatus.PARAMETER_ERROR, "certificateIdentifier: " + e.getMessage());
    }
  }

  /** {@code useCause} is a text of up to 200 characters, or an object that names the matter. */
  private static Reason reason(@Nullable JsonValue cause, Supplement supplement)
      throws ServiceCallException {
    String purpose;
    String matter;
    if (cause instanceof JsonObject object) {
      purpose =
          object
              .text("certificateCopyCause")
              .or(() -> object.text("certificateMatterName"))
              .orElse("");
      matter = object.text("certificateEventCode").orElse(supplement.matter());
    } else {
      purpose = cause instanceof JsonText text ? text.value() : "";
      matter = supplement.matter();
    }
    if (purpose.isBlank() || purpose.length() > MAX_CAUSE) {
      throw new ServiceCallException(
          CallStatus.PARAMETER_ERROR, "useCause does not say what for, in up to 200 characters");
    }
    return new Reason(
        matter,
        purpose,
        supplement.legalBasis(),
        supplement.exemption() == null
            ? ExchangeRequest.Ground.CONSENT
            : ExchangeRequest.Ground.STATUTORY,
        supplement.exemption(),
        null);
  }

  /** Maps a refusal to what the caller is told. */
  public CallStatus status(ExchangeRefusal refusal) {
    return mapping.status(refusal.code());
  }

  /**
   * Writes an answer: {@code {"head":{"status","message"},"data":…}}.
   *
   * @param data null when there is none
   */
  public byte[] answer(CallStatus status, String message, @Nullable JsonValue data) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put(
                "head",
                JsonObject.builder()
                    .put("status", String.valueOf(mapping.number(profile, status)))
                    .put("message", message)
                    .build());
    return Json.compact(json.put("data", data == null ? JsonObject.EMPTY : data).build());
  }

  /**
   * The result of file verification: 0 passes, 1 seal check failed, 2 file check failed. Empty when
   * it cannot be said: an outage is no failed check.
   */
  public static OptionalInt fileResult(VerificationReport report) {
    if (report.verdict() == Verdict.ACCEPTED || report.authentic() == Answer.YES) {
      return OptionalInt.of(0);
    }
    if (report.authentic() != Answer.NO) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(failed(report, Topic.INTEGRITY) ? 2 : 1);
  }

  private static boolean failed(VerificationReport report, Topic topic) {
    for (Finding finding : report.findings()) {
      if (finding.topic() == topic && finding.outcome() == Outcome.FAILED) {
        return true;
      }
    }
    return false;
  }
}
