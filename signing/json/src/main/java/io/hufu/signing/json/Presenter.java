package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import io.hufu.model.SignedConsent;
import io.hufu.model.report.KeyBinding;
import io.hufu.signing.json.CannotPresentException.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Presents licences: discloses the fields asked for, and signs as their holder. Thread-safe.
 *
 * <p>Built for one answer to one verifier. What is kept back leaves nothing in the presentation but
 * a salted digest; evidence about the licence as a whole goes along.
 *
 * <pre>{@code
 * byte[] presented = Presenter.to("https://desk.example", nonce)
 *     .holderKey(key)
 *     .build()
 *     .present(licenceFile, List.of("operatorName", "certificateNumber"));
 * }</pre>
 */
public final class Presenter {
  /** The field that stands for all fields. */
  public static final String EVERYTHING = "*";

  private final String audience;
  private final String nonce;
  private final @Nullable SigningKey holderKey;
  private final @Nullable Duration life;
  private final KeyBinding.@Nullable Ground ground;
  private final Catalogue catalogue;
  private final Clock clock;

  private Presenter(Builder builder) {
    this.audience = builder.audience;
    this.nonce = builder.nonce;
    this.holderKey = builder.holderKey;
    this.life = builder.life;
    this.ground = builder.ground;
    this.catalogue = Objects.requireNonNullElseGet(builder.catalogue, Catalogue::shipped);
    this.clock = builder.clock;
  }

  /** Starts a presenter for a verifier's name and the nonce that it chose. */
  public static Builder to(String audience, String nonce) {
    return new Builder(audience, nonce);
  }

  /**
   * Lists the fields that a file lets its holder disclose or keep back, as paths such as {@code
   * items/area}.
   *
   * @throws CannotPresentException when the file is no SD-JWT
   */
  public static List<String> fields(byte[] file) throws CannotPresentException {
    return List.copyOf(Opened.of(file).index().paths());
  }

  /**
   * Presents a file.
   *
   * @param fields names of items and members, or paths; {@link #EVERYTHING} for all. What is in
   *     sight anyway may be named too
   * @return the presentation, canonical JSON like a licence file
   */
  public byte[] present(byte[] file, Collection<String> fields)
      throws CannotPresentException, KeyUnavailableException {
    Opened opened = Opened.of(file);
    Set<String> chosen = chosen(opened, fields);
    requireGround(opened, chosen);
    requireGenuineConsent(opened);
    SdJwt presented = opened.file().withDisclosures(opened.index().encoded(chosen));
    SigningKey key = requireHolder(opened);
    if (key == null) {
      return presented.toJson();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    KeyBindingJwt.Statement statement =
        new KeyBindingJwt.Statement(
            audience, nonce, now, life == null ? null : now.plus(life), ground);
    String binding = KeyBindingJwt.sign(presented, opened.hash(), statement, key);
    return presented.withKeyBinding(binding).toJson();
  }

  /**
   * Writes a presentation as the text of a QR code, {@code HUFUP1:…} (亮证码).
   *
   * <p>Evidence stays behind: the verifier needs its own. Texts of more than 4,296 characters fit
   * into no code.
   *
   * @param presentation what {@link #present} has returned
   * @throws CannotPresentException when the bytes are no SD-JWT
   */
  public static String codeText(byte[] presentation) throws CannotPresentException {
    try {
      return PresentationCode.write(Opened.of(presentation).file());
    } catch (MalformedDataException e) {
      throw new CannotPresentException(Reason.NOT_PRESENTABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> chosen(Opened opened, Collection<String> fields)
      throws CannotPresentException {
    Set<String> all = opened.index().paths();
    Set<String> chosen = new LinkedHashSet<>();
    for (String field : fields) {
      if (field.equals(EVERYTHING)) {
        return all;
      }
      List<String> meant = all.stream().filter(path -> DisclosureIndex.means(field, path)).toList();
      boolean inSight =
          opened.index().visible().stream().anyMatch(p -> DisclosureIndex.means(field, p));
      if (meant.isEmpty() && !inSight) {
        throw new CannotPresentException(Reason.FIELD_UNKNOWN, field);
      }
      chosen.addAll(meant);
    }
    // Who discloses everything else gives the salt too, so that the digest can be checked.
    if (all.stream().allMatch(path -> chosen.contains(path) || path.equals(LicenceClaims.SALT))) {
      return all;
    }
    return chosen;
  }

  private void requireGround(Opened opened, Set<String> chosen) throws CannotPresentException {
    Optional<LicenceType> type =
        opened.payload().text("certificateTypeCode").flatMap(catalogue::find);
    List<String> sensitive = new ArrayList<>();
    for (LicenceType.Field field : type.map(LicenceType::fields).orElse(List.of())) {
      String path = LicenceClaims.ITEMS + "/" + field.name();
      if (field.sensitive()
          && chosen.stream().anyMatch(p -> p.equals(path) || p.startsWith(path + "/"))) {
        sensitive.add(field.name());
      }
    }
    if (!sensitive.isEmpty() && (ground == null || holderKey == null)) {
      throw new CannotPresentException(
          Reason.SENSITIVE_WITHOUT_GROUND, String.join(", ", sensitive));
    }
  }

  /** Whether an official's certificate is listed, the verifier judges. */
  private void requireGenuineConsent(Opened opened) throws CannotPresentException {
    if (ground == null || ground.kind() != KeyBinding.Ground.Kind.CONSENT) {
      return;
    }
    try {
      SignedConsent consent = SignedConsent.parse(ground.text());
      SignedConsent.Statement said = consent.statement();
      boolean signed =
          said.by() == SignedConsent.By.HOLDER
              ? consent.isSignedBy(opened.holder())
              : consent.jws().verifiesByItsCertificate();
      if (!signed) {
        throw new CannotPresentException(Reason.CONSENT_SIGNATURE_INVALID, said.by().name());
      }
      if (!said.inForceAt(clock.instant(), Duration.ZERO)) {
        throw new CannotPresentException(
            Reason.CONSENT_NOT_IN_FORCE, said.created() + "/" + said.expires());
      }
    } catch (MalformedDataException e) {
      throw new CannotPresentException(Reason.CONSENT_MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable SigningKey requireHolder(Opened opened) throws CannotPresentException {
    VerificationKey named = opened.holder();
    if (holderKey == null) {
      if (named != null) {
        throw new CannotPresentException(
            Reason.HOLDER_KEY_NEEDED, "the licence names a key of its holder");
      }
      return null;
    }
    if (!holderKey.verificationKey().equals(named)) {
      throw new CannotPresentException(
          Reason.HOLDER_KEY_OTHER,
          named == null ? "the licence names no key" : "the licence names another key");
    }
    return holderKey;
  }

  /** A file that was read without a complaint. */
  private record Opened(
      SdJwt file,
      JsonObject payload,
      HashAlgorithm hash,
      DisclosureIndex index,
      @Nullable VerificationKey holder) {
    static Opened of(byte[] bytes) throws CannotPresentException {
      try {
        SdJwt file = SdJwt.parse(bytes);
        JsonObject payload = file.payload();
        HashAlgorithm hash = JsonReader.hash(payload);
        DisclosedClaims.process(payload, file.disclosures(), hash);
        return new Opened(
            file,
            payload,
            hash,
            new DisclosureIndex(payload, file.disclosures(), hash),
            LicenceClaims.holderKey(payload));
      } catch (RefusedException e) {
        throw new CannotPresentException(
            Reason.NOT_PRESENTABLE, String.valueOf(e.finding().facts().get("detail")));
      } catch (MalformedDataException e) {
        throw new CannotPresentException(Reason.NOT_PRESENTABLE, String.valueOf(e.getMessage()));
      }
    }
  }

  /** Collects what an answer needs. Not thread-safe. */
  public static final class Builder {
    private final String audience;
    private final String nonce;
    private @Nullable SigningKey holderKey;
    private @Nullable Duration life;
    private KeyBinding.@Nullable Ground ground;
    private @Nullable Catalogue catalogue;
    private Clock clock = Clock.systemUTC();

    private Builder(String audience, String nonce) {
      if (audience.isBlank() || nonce.isBlank()) {
        throw new IllegalArgumentException("a presentation has an audience and a nonce");
      }
      this.audience = audience;
      this.nonce = nonce;
    }

    /** Sets the holder's key; needed for every licence that names one. Its chain is not shown. */
    public Builder holderKey(SigningKey key) {
      this.holderKey = key;
      return this;
    }

    /** Lets the presentation end by itself, as a code on a telephone does after 60 seconds. */
    public Builder validFor(Duration duration) {
      if (duration.toSeconds() < 1) {
        throw new IllegalArgumentException("a presentation is good for a second at least");
      }
      this.life = duration;
      return this;
    }

    /**
     * Names a consent token, on which sensitive items may be disclosed.
     *
     * @param token compact JWS, {@code hufu.exchange-consent/1}, at most 8192 characters
     */
    public Builder consent(String token) {
      this.ground = new KeyBinding.Ground(KeyBinding.Ground.Kind.CONSENT, token);
      return this;
    }

    /** Names the code of a statutory basis, on which sensitive items may be disclosed. */
    public Builder statute(String code) {
      this.ground = new KeyBinding.Ground(KeyBinding.Ground.Kind.STATUTE, code);
      return this;
    }

    /** Sets the licence types, which say what is sensitive; default {@link Catalogue#shipped}. */
    public Builder catalogue(Catalogue types) {
      this.catalogue = types;
      return this;
    }

    /** Sets the clock; default the system's. */
    public Builder clock(Clock presentingClock) {
      this.clock = presentingClock;
      return this;
    }

    /** Builds the presenter. */
    public Presenter build() {
      return new Presenter(this);
    }
  }
}
