package io.hufu.verification;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.Check;
import io.hufu.model.report.VerificationContext;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Judges documents under one trust list and one policy. Immutable and thread-safe.
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
  private Verifier() {}

  /** Starts a verifier; trust is the only thing that must be set. */
  public static Builder builder() {
    throw new AssertionError("skeleton");
  }

  /** Judges a file at the clock's now. */
  public VerificationReport verify(Path file) throws IOException {
    throw new AssertionError("skeleton");
  }

  /** Judges bytes at the clock's now. */
  public VerificationReport verify(byte[] document) {
    throw new AssertionError("skeleton");
  }

  /** Judges a document under a question: when, with what knowledge, with what extra evidence. */
  public VerificationReport verify(Document document, Question question) throws IOException {
    throw new AssertionError("skeleton");
  }

  /**
   * What is asked of one document. Immutable.
   *
   * @param file name for the report; null for none
   * @param at null: the known-at instant
   * @param knownAt null: the clock's now
   * @param evidence evidence supplied beside the document; used for every signature it fits
   */
  public record Question(
      @org.jspecify.annotations.Nullable String file,
      VerificationContext.@org.jspecify.annotations.Nullable Period at,
      java.time.@org.jspecify.annotations.Nullable Instant knownAt,
      List<Evidence> evidence) {
    /** Asks about now, with nothing supplied. */
    public static final Question NOW = new Question(null, null, null, List.of());

    /** Copies the evidence. */
    public Question {
      evidence = List.copyOf(evidence);
    }
  }

  /** Collects the parts of a verifier. Not thread-safe. */
  public static final class Builder {
    private Builder() {}

    /** Sets the trust list; required. */
    public Builder trust(TrustList trust) {
      throw new AssertionError("skeleton");
    }

    /** Sets the policy; default {@link AcceptancePolicy#offline}. */
    public Builder policy(AcceptancePolicy policy) {
      throw new AssertionError("skeleton");
    }

    /** Adds a check after the default ones. */
    public Builder check(Check check) {
      throw new AssertionError("skeleton");
    }

    /** Names the formats; default: those found by ServiceLoader. */
    public Builder formats(List<LicenceFormat> formats) {
      throw new AssertionError("skeleton");
    }

    /** Sets the licence types; default {@link Catalogue#shipped}. */
    public Builder catalogue(Catalogue catalogue) {
      throw new AssertionError("skeleton");
    }

    /** Sets the limits; default {@link Limits#DEFAULT}. */
    public Builder limits(Limits limits) {
      throw new AssertionError("skeleton");
    }

    /** Sets the clock; default the system's, UTC. */
    public Builder clock(Clock clock) {
      throw new AssertionError("skeleton");
    }

    /** Sets the way to the network; without one nothing is fetched, whatever the policy says. */
    public Builder network(Fetcher fetcher) {
      throw new AssertionError("skeleton");
    }

    /** Builds; refuses a missing trust list. */
    public Verifier build() {
      throw new AssertionError("skeleton");
    }
  }
}
