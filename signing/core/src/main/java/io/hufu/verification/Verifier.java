package io.hufu.verification;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.Check;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges documents under one trust list and one policy. Immutable and thread-safe.
 *
 * <p>Built once, used for every document. A document is never a reason for an exception: what is
 * wrong with it stands in the report, and so does what could not be established.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.builder()
 *     .trust(TrustList.load(Path.of("trust-list.json"), trustSigner))
 *     .policy(AcceptancePolicy.offline())
 *     .build();
 * VerificationReport report = verifier.verify(Path.of("licence.json"));
 * }</pre>
 */
public final class Verifier {
  private final Examination examination;
  private final Clock clock;

  private Verifier(Examination examination, Clock clock) {
    this.examination = examination;
    this.clock = clock;
  }

  /** Starts a verifier; trust is the only thing that must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Judges a file at the clock's now.
   *
   * @throws IOException when the file cannot be read
   */
  public VerificationReport verify(Path file) throws IOException {
    try (Document document = Document.of(file)) {
      return verify(document, new Question(file.toString(), null, null, List.of()));
    }
  }

  /** Judges bytes at the clock's now. */
  public VerificationReport verify(byte[] document) {
    try {
      return verify(Document.of(document), Question.NOW);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }

  /**
   * Judges a document under a question: when, with what knowledge, with what extra evidence.
   *
   * @throws IOException when the document cannot be read
   */
  public VerificationReport verify(Document document, Question question) throws IOException {
    Instant now = clock.instant();
    Instant known = question.knownAt() == null ? now : question.knownAt();
    Period at = question.at() == null ? Period.of(known) : question.at();
    return examination.examine(document, question, new Judgement.Times(at, known, now));
  }

  /**
   * What is asked of one document. Immutable.
   *
   * @param file name for the report; null for none
   * @param at null: the known-at instant
   * @param knownAt null: the clock's now
   * @param evidence evidence supplied beside the document; used for every signature it fits. A
   *     status list token is given as a status assertion
   * @param challenge what the holder was asked to sign for; null when nobody was asked to present
   * @param detached the content that a detached signature covers; null for none. Given for a
   *     document that does not sign it, it keeps the document from being accepted
   */
  public record Question(
      @Nullable String file,
      @Nullable Period at,
      @Nullable Instant knownAt,
      List<Evidence> evidence,
      @Nullable Challenge challenge,
      @Nullable Document detached) {
    /** Asks about now, with nothing supplied. */
    public static final Question NOW = new Question(null, null, null, List.of());

    /** Copies the evidence. */
    public Question {
      evidence = List.copyOf(evidence);
    }

    /** Asks without having asked anybody to present, and without detached content. */
    public Question(
        @Nullable String file,
        @Nullable Period at,
        @Nullable Instant knownAt,
        List<Evidence> evidence) {
      this(file, at, knownAt, evidence, null, null);
    }

    /** Asks without detached content. */
    public Question(
        @Nullable String file,
        @Nullable Period at,
        @Nullable Instant knownAt,
        List<Evidence> evidence,
        @Nullable Challenge challenge) {
      this(file, at, knownAt, evidence, challenge, null);
    }

    /** Asks the same of a detached signature over this content. */
    public Question over(@Nullable Document content) {
      return new Question(file, at, knownAt, evidence, challenge, content);
    }
  }

  /**
   * What a presentation must answer. Immutable.
   *
   * @param audience the verifier's name, as the holder was told it
   * @param nonce what the verifier chose for this one time
   */
  public record Challenge(String audience, String nonce) {
    /** Refuses a challenge that says nothing. */
    public Challenge {
      if (audience.isBlank() || nonce.isBlank()) {
        throw new IllegalArgumentException("a challenge has an audience and a nonce");
      }
    }
  }

  /** Collects the parts of a verifier. Not thread-safe. */
  public static final class Builder {
    private final List<Check> checks = new ArrayList<>();
    private @Nullable TrustList trust;
    private AcceptancePolicy policy = AcceptancePolicy.offline();
    private @Nullable List<LicenceFormat> formats;
    private @Nullable Catalogue catalogue;
    private Limits limits = Limits.DEFAULT;
    private Clock clock = Clock.systemUTC();
    private @Nullable Fetcher fetcher;

    private Builder() {}

    /** Sets the trust list; required. */
    public Builder trust(TrustList list) {
      this.trust = list;
      return this;
    }

    /** Sets the policy; default {@link AcceptancePolicy#offline}. */
    public Builder policy(AcceptancePolicy acceptancePolicy) {
      this.policy = acceptancePolicy;
      return this;
    }

    /** Adds a check after the default ones. */
    public Builder check(Check check) {
      checks.add(check);
      return this;
    }

    /** Names the formats; default: those found by ServiceLoader. Recognition has its own order. */
    public Builder formats(List<LicenceFormat> licenceFormats) {
      this.formats = List.copyOf(licenceFormats);
      return this;
    }

    /** Sets the licence types; default {@link Catalogue#shipped}. */
    public Builder catalogue(Catalogue types) {
      this.catalogue = types;
      return this;
    }

    /** Sets the limits; default {@link Limits#DEFAULT}. */
    public Builder limits(Limits upperBounds) {
      this.limits = upperBounds;
      return this;
    }

    /** Sets the clock; default the system's, UTC. */
    public Builder clock(Clock judgingClock) {
      this.clock = judgingClock;
      return this;
    }

    /** Sets the way to the network; without one nothing is fetched, whatever the policy says. */
    public Builder network(Fetcher way) {
      this.fetcher = way;
      return this;
    }

    /** Builds; throws IllegalArgumentException without a trust list. */
    public Verifier build() {
      if (trust == null) {
        throw new IllegalArgumentException("a verifier needs a trust list");
      }
      Setting setting =
          new Setting(
              trust,
              policy,
              Objects.requireNonNullElseGet(catalogue, Catalogue::shipped),
              limits,
              fetcher);
      Opening opening =
          new Opening(Objects.requireNonNullElseGet(formats, LicenceFormat::installed), limits);
      return new Verifier(new Examination(setting, opening, checks), clock);
    }
  }
}
