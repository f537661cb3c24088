package io.hufu.verification;

import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Matter;
import io.hufu.model.Matters;
import io.hufu.model.TrustList;
import io.hufu.model.report.CaseReport;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers for a case: does what was handed in suffice for the matter? Immutable and thread-safe.
 *
 * <pre>{@code
 * AcceptanceDesk desk = AcceptanceDesk.of(trust, Matters.shipped());
 * CaseReport answer = desk.check("990131009000", CaseInput.named("case 17")
 *     .document("business-licence.json", bytes).build());
 * }</pre>
 *
 * <p>A document is never a reason for an exception; what is wrong with it stands in the report.
 */
public final class AcceptanceDesk {
  private final Setting setting;
  private final Matters matters;
  private final List<LicenceFormat> formats;
  private final Clock clock;
  private final Map<AcceptancePolicy, Verifier> verifiers = new ConcurrentHashMap<>();

  private AcceptanceDesk(Builder builder) {
    this.setting =
        new Setting(
            builder.trust,
            AcceptancePolicy.offline(),
            Objects.requireNonNullElseGet(builder.catalogue, Catalogue::shipped),
            builder.limits,
            builder.fetcher);
    this.matters = builder.matters;
    this.formats = Objects.requireNonNullElseGet(builder.formats, LicenceFormat::installed);
    this.clock = builder.clock;
  }

  /** Makes a desk that judges at the system clock's now, without a network. */
  public static AcceptanceDesk of(TrustList trust, Matters matters) {
    return builder(trust, matters).build();
  }

  /** Starts a desk; trust list and matters must be given. */
  public static Builder builder(TrustList trust, Matters matters) {
    return new Builder(trust, matters);
  }

  /**
   * Checks a case for the matter that its record names, at the time that decides there.
   *
   * @throws IllegalArgumentException when the record names no matter, or one that is not known
   * @throws IOException when a document cannot be read
   */
  public CaseReport check(CaseInput input) throws IOException {
    String matter = input.record().matter();
    if (matter == null) {
      throw new IllegalArgumentException("case " + input.name() + " names no matter");
    }
    return check(matter, input);
  }

  /**
   * Checks a case at the time that its record names, or at the clock's now.
   *
   * @param matter basic or implementation code
   * @throws IllegalArgumentException when the matter is not known here
   * @throws IOException when a document cannot be read
   */
  public CaseReport check(String matter, CaseInput input) throws IOException {
    return check(matter, input, null, null);
  }

  /**
   * Checks a case as of another time.
   *
   * @param at what is asked about; null for what the record names, or else what is known
   * @param knownAt whose knowledge is used; null for the clock's now
   */
  public CaseReport check(
      String matter, CaseInput input, @Nullable Period at, @Nullable Instant knownAt)
      throws IOException {
    Matter known =
        matters
            .find(matter)
            .map(Matters.Listed::matter)
            .orElseThrow(() -> new IllegalArgumentException("no matter " + matter));
    Instant knowing = knownAt == null ? clock.instant() : knownAt;
    Period noted = at == null ? input.record().at() : at;
    Period asked = noted == null ? Period.of(knowing) : noted;
    CaseCheck check = new CaseCheck(known, input, this::verifier, setting, formats);
    return check.run(asked, knowing, artefacts(known));
  }

  private Map<String, String> artefacts(Matter matter) {
    Map<String, String> artefacts = new TreeMap<>();
    artefacts.put("matter", Fetches.digest(Json.canonical(matter.toJson())));
    for (TrustList list : setting.trust().lists()) {
      String place = artefacts.size() == 1 ? "" : " " + artefacts.size();
      artefacts.put("trustList" + place, Fetches.digest(list.signedOctets()));
    }
    return artefacts;
  }

  /** A verifier is made once for each policy that the matters lead to. */
  private Verifier verifier(AcceptancePolicy policy) {
    return verifiers.computeIfAbsent(
        policy,
        wanted -> {
          Verifier.Builder builder =
              Verifier.builder()
                  .trust(setting.trust())
                  .policy(wanted)
                  .catalogue(setting.catalogue())
                  .formats(formats)
                  .limits(setting.limits())
                  .clock(clock);
          Fetcher way = setting.fetcher();
          return (way == null ? builder : builder.network(way)).build();
        });
  }

  /** Collects the parts of a desk. Not thread-safe. */
  public static final class Builder {
    private final TrustList trust;
    private final Matters matters;
    private @Nullable Catalogue catalogue;
    private @Nullable List<LicenceFormat> formats;
    private Limits limits = Limits.DEFAULT;
    private Clock clock = Clock.systemUTC();
    private @Nullable Fetcher fetcher;

    private Builder(TrustList trust, Matters matters) {
      this.trust = trust;
      this.matters = matters;
    }

    /** Sets the licence types; default {@link Catalogue#shipped}. */
    public Builder catalogue(Catalogue types) {
      this.catalogue = types;
      return this;
    }

    /** Names the formats, tried in this order; default: those found by ServiceLoader. */
    public Builder formats(List<LicenceFormat> licenceFormats) {
      this.formats = List.copyOf(licenceFormats);
      return this;
    }

    /** Sets the limits for documents; default {@link Limits#DEFAULT}. */
    public Builder limits(Limits upperBounds) {
      this.limits = upperBounds;
      return this;
    }

    /** Sets the clock; default the system's, UTC. */
    public Builder clock(Clock judgingClock) {
      this.clock = judgingClock;
      return this;
    }

    /** Sets the way to the network; used only where a matter's evidence level asks for it. */
    public Builder network(Fetcher way) {
      this.fetcher = way;
      return this;
    }

    /** Builds. */
    public AcceptanceDesk build() {
      return new AcceptanceDesk(this);
    }
  }
}
