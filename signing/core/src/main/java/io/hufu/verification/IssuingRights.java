package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.model.Authority;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.Grant;
import io.hufu.model.Licence;
import io.hufu.model.RegionPeriod;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * May this issuer issue this? Answered by trust lists alone. Immutable and thread-safe.
 *
 * <p>Says nothing of signatures: the path must have been validated before. A {@link Verifier} asks
 * this of every signature.
 */
public final class IssuingRights {
  private final TrustList trust;

  private IssuingRights(TrustList trust) {
    this.trust = trust;
  }

  /** Answers by this list, or by these lists that were joined. */
  public static IssuingRights of(TrustList trust) {
    return new IssuingRights(trust);
  }

  /**
   * What the lists say.
   *
   * @param code {@code ISSUER_AUTHORISED}, or why not
   * @param facts what was seen: codes, type, region, day, basis, delegator
   */
  public record Ruling(FindingCode code, Map<String, String> facts) {
    /** Copies the facts. */
    public Ruling {
      facts = Map.copyOf(facts);
    }

    /** Tells whether the issuer may. */
    public boolean granted() {
      return code == FindingCode.ISSUER_AUTHORISED;
    }
  }

  /**
   * What a licence says of its issue; the whole of what is ruled on.
   *
   * @param signedOn the day in China on which it was signed; counts for successors
   */
  record Claim(
      String issuer, String type, String areaCode, LocalDate issuedOn, LocalDate signedOn) {
    static Claim of(Licence licence, LocalDate signedOn) {
      return new Claim(
          licence.issuer().code(),
          licence.type(),
          licence.areaCode(),
          licence.issuedOn(),
          signedOn);
    }

    static Claim of(DisclosedLicence licence, LocalDate signedOn) {
      return new Claim(
          licence.issuer().code(),
          licence.type(),
          licence.areaCode(),
          licence.issuedOn(),
          signedOn);
    }
  }

  /**
   * Rules for the holder of a certificate under a validated path, leaf first.
   *
   * @param signedOn the day in China on which it signed; counts for successors
   */
  public Ruling rule(List<Certificate> path, Licence licence, LocalDate signedOn) {
    return ruleFor(trust.authoritiesOf(path.get(0), path), Claim.of(licence, signedOn));
  }

  /** Rules for the first of several entries that may; if none may, for the first. */
  Ruling ruleFor(List<Authority> signers, Claim licence) {
    Ruling first = null;
    for (Authority signer : signers) {
      Ruling ruling = rule(signer, licence);
      if (ruling.granted()) {
        return ruling;
      }
      first = first == null ? ruling : first;
    }
    return first == null ? new Ruling(FindingCode.ISSUER_UNKNOWN, Map.of()) : first;
  }

  private Ruling rule(Authority signer, Claim licence) {
    String named = licence.issuer();
    Acting acting = Acting.of(signer, named, trust).orElse(null);
    if (acting == null) {
      return new Ruling(
          FindingCode.ISSUER_CODE_MISMATCH,
          Map.of("authority", signer.code(), "named", named, "type", licence.type()));
    }
    LocalDate day = licence.issuedOn();
    List<RegionPeriod> gone = trust.notInUse(licence.areaCode(), day);
    if (!gone.isEmpty()) {
      return new Ruling(FindingCode.REGION_NOT_IN_USE, gone(gone, licence, signer));
    }
    if (!acting.possible(day, licence.signedOn())) {
      return new Ruling(FindingCode.GRANT_NOT_IN_FORCE, facts(acting, null, licence));
    }
    if (!trust.maySpeakOf(signer, licence.type(), licence.areaCode(), day)) {
      Map<String, String> facts = facts(acting, null, licence);
      facts.put("list", trust.listsOf(signer).get(0).nameZh());
      return new Ruling(FindingCode.LIST_SCOPE_EXCEEDED, facts);
    }
    return scope(acting, licence, day);
  }

  /** A grant and the entry that has it. */
  private record Held(Authority by, Grant grant) {}

  private Ruling scope(Acting acting, Claim licence, LocalDate day) {
    List<Held> inRegion = new ArrayList<>(2);
    for (Authority grantor : acting.grantors()) {
      for (Grant grant : trust.grants(grantor, licence.type(), licence.areaCode())) {
        inRegion.add(new Held(grantor, grant));
      }
    }
    if (inRegion.isEmpty()) {
      return new Ruling(FindingCode.OUT_OF_SCOPE, facts(acting, null, licence));
    }
    inRegion.removeIf(held -> !held.grant().inForceOn(day));
    if (inRegion.isEmpty()) {
      return new Ruling(FindingCode.GRANT_NOT_IN_FORCE, facts(acting, null, licence));
    }
    Delegation delegation = new Delegation(trust, day);
    for (Held held : inRegion) {
      if (delegation.holds(held.by(), held.grant())) {
        return new Ruling(FindingCode.ISSUER_AUTHORISED, facts(acting, held.grant(), licence));
      }
    }
    Grant first = inRegion.get(0).grant();
    return new Ruling(FindingCode.DELEGATION_TOO_WIDE, facts(acting, first, licence));
  }

  private static Map<String, String> facts(Acting acting, @Nullable Grant grant, Claim licence) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("authority", acting.own().code());
    facts.put("named", licence.issuer());
    facts.put("type", licence.type());
    facts.put("region", licence.areaCode());
    facts.put("issuedOn", licence.issuedOn().toString());
    String basis = acting.basis();
    if (basis != null) {
      facts.put("basis", basis);
    }
    String delegator = grant == null ? null : grant.delegator();
    if (delegator != null) {
      facts.put("delegator", delegator);
    }
    return facts;
  }

  private static Map<String, String> gone(
      List<RegionPeriod> periods, Claim licence, Authority signer) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("authority", signer.code());
    facts.put("region", licence.areaCode());
    facts.put("issuedOn", licence.issuedOn().toString());
    RegionPeriod last = periods.get(periods.size() - 1);
    LocalDate end = last.to();
    if (end != null) {
      facts.put("until", end.toString());
    }
    if (!last.mergedInto().isEmpty()) {
      facts.put("mergedInto", String.join(" ", last.mergedInto()));
    }
    return facts;
  }
}
