package io.hufu.verification;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.TrustList;
import io.hufu.model.report.Check;
import io.hufu.model.report.VerificationContext.Period;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Whoever verifies in the world of the tests. Starts with its trust list, offline, now. */
public final class Desk {
  private static final TrustList TRUST = World.trust();

  private final List<Evidence> supplied = new ArrayList<>();
  private final List<Check> checks = new ArrayList<>();
  private TrustList trust = TRUST;
  private AcceptancePolicy policy = AcceptancePolicy.offline();
  private Limits limits = Limits.DEFAULT;
  private Instant now = World.NOW;
  private Period at;
  private Instant knownAt;
  private Fetcher fetcher;

  public Desk trust(TrustList list) {
    this.trust = list;
    return this;
  }

  public Desk policy(AcceptancePolicy acceptancePolicy) {
    this.policy = acceptancePolicy;
    return this;
  }

  public Desk limits(Limits bounds) {
    this.limits = bounds;
    return this;
  }

  public Desk now(Instant instant) {
    this.now = instant;
    return this;
  }

  public Desk knownAt(Instant instant) {
    this.knownAt = instant;
    return this;
  }

  public Desk at(Instant instant) {
    this.at = Period.of(instant);
    return this;
  }

  /** Asks about a whole China day. */
  public Desk on(LocalDate day) {
    ZoneOffset china = ZoneOffset.ofHours(8);
    this.at =
        new Period(
            day.atStartOfDay(china).toInstant(),
            day.plusDays(1).atStartOfDay(china).toInstant().minusNanos(1));
    return this;
  }

  public Desk between(Instant from, Instant to) {
    this.at = new Period(from, to);
    return this;
  }

  public Desk supplied(Evidence... items) {
    supplied.addAll(List.of(items));
    return this;
  }

  public Desk check(Check check) {
    checks.add(check);
    return this;
  }

  public Desk network(Fetcher way) {
    this.fetcher = way;
    return this;
  }

  public VerificationReport judge(Doc doc) {
    return judge(new FakeFormat(doc::subject), FakeFormat.DOCUMENT);
  }

  public VerificationReport judge(FakeFormat format, byte[] bytes) {
    Verifier.Builder builder =
        Verifier.builder()
            .trust(trust)
            .policy(policy)
            .limits(limits)
            .formats(List.of(format))
            .clock(Clock.fixed(now, ZoneOffset.UTC));
    checks.forEach(builder::check);
    if (fetcher != null) {
      builder.network(fetcher);
    }
    try {
      return builder
          .build()
          .verify(Document.of(bytes), new Verifier.Question(null, at, knownAt, supplied));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
