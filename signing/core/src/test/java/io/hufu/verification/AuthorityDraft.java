package io.hufu.verification;

import io.hufu.model.Authority;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.DatedName;
import io.hufu.model.Grant;
import io.hufu.model.IssuesFor;
import io.hufu.model.KeyRule;
import io.hufu.model.Succession;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** An authority under construction: everything granted, nothing against it. */
public final class AuthorityDraft {
  private final String code;
  private String name = World.licence().issuer().name();
  private List<KeyRule> keys =
      List.of(World.key(World.AGENCY, KeyUse.LICENCE), World.key(World.STATUS, KeyUse.STATUS));
  private List<Grant> grants = List.of(World.grant("990000"));
  private Instant compromisedSince;
  private boolean loggedOnly;
  private List<Succession> successors = List.of();
  private List<IssuesFor> mayIssueFor = List.of();
  private List<Seal> seals = List.of();
  private List<DatedName> formerNames = List.of();

  public AuthorityDraft(String code) {
    this.code = code;
  }

  /** For a list that changes nothing about an authority. */
  public AuthorityDraft itself() {
    return this;
  }

  public AuthorityDraft name(String nameZh) {
    this.name = nameZh;
    return this;
  }

  public AuthorityDraft keys(KeyRule... rules) {
    this.keys = List.of(rules);
    return this;
  }

  public AuthorityDraft grants(Grant... given) {
    this.grants = List.of(given);
    return this;
  }

  public AuthorityDraft compromisedSince(Instant since) {
    this.compromisedSince = since;
    return this;
  }

  public AuthorityDraft loggedOnly() {
    this.loggedOnly = true;
    return this;
  }

  public AuthorityDraft successors(String... codes) {
    this.successors =
        Stream.of(codes).map(c -> new Succession(c, LocalDate.of(2026, 1, 1), null)).toList();
    return this;
  }

  public AuthorityDraft successor(String other, LocalDate from) {
    this.successors = List.of(new Succession(other, from, "示例编〔2026〕1号"));
    return this;
  }

  public AuthorityDraft seals(Seal... registered) {
    this.seals = List.of(registered);
    return this;
  }

  public AuthorityDraft formerName(DatedName former) {
    this.formerNames = List.of(former);
    return this;
  }

  public AuthorityDraft mayIssueFor(String other) {
    this.mayIssueFor = List.of(new IssuesFor(other, "示例文件〔2026〕1号"));
    return this;
  }

  public Authority build() {
    return new Authority(
        code,
        name,
        "Example authority",
        AuthorityLevel.COUNTY,
        List.of("990102"),
        keys,
        grants,
        compromisedSince,
        loggedOnly,
        successors,
        mayIssueFor,
        seals,
        formerNames);
  }
}
