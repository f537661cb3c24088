package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A consent token (持证主体授权) as it was received: read strictly, believed only by its signature.
 *
 * <p>Untrusted until {@link #isSignedBy} says yes to a key that the caller knows to be the holder's
 * or an official's. Immutable and thread-safe. Bytes: docs/formats/exchange-messages.md.
 */
public final class SignedConsent {
  /** Value of the member {@code schema}. */
  public static final String SCHEMA = "hufu.exchange-consent/1";

  private static final String TYPE = "hufu-exchange-consent+jwt";
  private static final Set<String> WITH_CERTIFICATES = Set.of("alg", "typ", "x5c");
  private static final Set<String> WITHOUT_CERTIFICATES = Set.of("alg", "typ");
  private static final Pattern DIGEST = Pattern.compile("(sm3|sha-256):[0-9a-f]{64}");
  private static final Pattern LINE = Pattern.compile("[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{1,500}");

  private final Jws jws;
  private final Statement statement;

  private SignedConsent(Jws jws, Statement statement) {
    this.jws = jws;
    this.statement = statement;
  }

  /** Who signs a consent. */
  public enum By {
    /** The holder, with the key that the licence or the provider's records name. */
    HOLDER,
    /** An official of the authority that asks, who attests that the holder consented. */
    OFFICIAL
  }

  /**
   * What a consent says.
   *
   * @param from unified social credit code of the authority that may receive
   * @param to unified social credit code of the authority that was asked to provide
   * @param created by the clock of who signed, whole seconds
   * @param request digest of the signed request that was consented to, such as {@code sm3:…}
   * @param official who attests; null exactly when the holder signs
   * @param text what the holder was told, in one line
   * @param expires until when it is good, whole seconds
   */
  public record Statement(
      String from,
      String to,
      Instant created,
      String request,
      By by,
      @Nullable String official,
      String text,
      Instant expires) {
    /** Tells whether it was made by then and had not run out, with this much room for clocks. */
    public boolean inForceAt(Instant instant, Duration skew) {
      return !created.isAfter(instant.plus(skew)) && !expires.isBefore(instant.minus(skew));
    }
  }

  /** Parses a compact JWS strictly: header, canonical payload, members. */
  public static SignedConsent parse(String compact) throws MalformedDataException {
    Jws jws = Jws.parseCompact(compact);
    Set<String> header = jws.header().members().keySet();
    if (!(header.equals(WITH_CERTIFICATES) || header.equals(WITHOUT_CERTIFICATES))
        || !jws.header().text("typ").equals(Optional.of(TYPE))) {
      throw new MalformedDataException("consent: header is not that of " + TYPE);
    }
    if (!(Json.parseCanonical(jws.payload()) instanceof JsonObject payload)) {
      throw new MalformedDataException("consent: payload is not an object");
    }
    return new SignedConsent(jws, read(new MemberReader("consent", payload)));
  }

  private static Statement read(MemberReader members) throws MalformedDataException {
    members.schema(SCHEMA);
    By by = members.constant(By.class, "by");
    if ((by == By.OFFICIAL) != members.has("official")) {
      throw members.wrong("official", "is named exactly when an official signs");
    }
    Statement read =
        new Statement(
            authority(members, "from"),
            authority(members, "to"),
            second(members, "created"),
            matching(members, "request", DIGEST),
            by,
            members.has("official") ? matching(members, "official", LINE) : null,
            matching(members, "statement", LINE),
            second(members, "expires"));
    members.end();
    return read;
  }

  private static String authority(MemberReader members, String name) throws MalformedDataException {
    String code = members.text(name);
    if (!UnifiedSocialCreditCode.isValid(code)) {
      throw members.wrong(name, "is no unified social credit code");
    }
    return code;
  }

  private static Instant second(MemberReader members, String name) throws MalformedDataException {
    Instant instant = members.instant(name);
    if (!instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))) {
      throw members.wrong(name, "is not a whole second");
    }
    return instant;
  }

  private static String matching(MemberReader members, String name, Pattern form)
      throws MalformedDataException {
    String text = members.text(name);
    if (!form.matcher(text).matches()) {
      throw members.wrong(name, "has another form than its schema says");
    }
    return text;
  }

  /** Returns what it says. */
  public Statement statement() {
    return statement;
  }

  /** Returns the signature with all that it covers. */
  public Jws jws() {
    return jws;
  }

  /** Tells whether this key has signed it. */
  public boolean isSignedBy(@Nullable VerificationKey key) {
    return key != null && jws.verifies(key);
  }

  /** Names neither the official nor the statement. */
  @Override
  public String toString() {
    return "SignedConsent[by=" + statement.by() + ", from=" + statement.from() + "]";
  }
}
