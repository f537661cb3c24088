package io.hufu.exchange;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.MemberReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a package is sent, and how long it may be opened: signed by the sender. Immutable.
 *
 * @param sender unified social credit code of the sending authority
 * @param purpose for a person, in one line
 * @param legalBasis law or statutory-basis code that permits the transfer
 * @param matter code of the matter; null when there is none
 * @param caseReference the sender's reference of the case; null when there is none
 * @param created whole seconds
 * @param expires whole seconds; the package is refused after it
 */
public record PackageTerms(
    String sender,
    String purpose,
    String legalBasis,
    @Nullable String matter,
    @Nullable String caseReference,
    Instant created,
    Instant expires) {
  private static final int MAX_TEXT = 500;

  /** Refuses texts that are empty, longer than 500 characters or of several lines. */
  public PackageTerms {
    requireLine("sender", sender);
    requireLine("purpose", purpose);
    requireLine("legal basis", legalBasis);
    if (matter != null) {
      requireLine("matter", matter);
    }
    if (caseReference != null) {
      requireLine("case reference", caseReference);
    }
    created = created.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.truncatedTo(ChronoUnit.SECONDS);
    if (!expires.isAfter(created)) {
      throw new IllegalArgumentException("a package expires after it was made");
    }
  }

  private static void requireLine(String what, String text) {
    if (text.isBlank()
        || text.codePointCount(0, text.length()) > MAX_TEXT
        || text.chars().anyMatch(c -> Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "the " + what + " is one line of 1 to " + MAX_TEXT + " characters");
    }
  }

  void write(JsonObject.Builder json) {
    json.put("sender", sender)
        .put("purpose", purpose)
        .put("legalBasis", legalBasis)
        .put("created", created.toString())
        .put("expires", expires.toString());
    if (matter != null) {
      json.put("matter", matter);
    }
    if (caseReference != null) {
      json.put("caseReference", caseReference);
    }
  }

  static PackageTerms read(MemberReader members) throws MalformedDataException {
    String sender = members.text("sender");
    String purpose = members.text("purpose");
    String legalBasis = members.text("legalBasis");
    Instant created = members.instant("created");
    Instant expires = members.instant("expires");
    try {
      return new PackageTerms(
          sender,
          purpose,
          legalBasis,
          members.textOrNull("matter"),
          members.textOrNull("caseReference"),
          created,
          expires);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("manifest: " + e.getMessage(), e);
    }
  }
}
