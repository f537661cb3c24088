package io.hufu.model;

import io.hufu.model.TrustListDiff.Change;
import io.hufu.model.TrustListDiff.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a version of a trust list changes in its authorities. */
final class AuthorityDiff {
  private final TrustListChanges changes;

  AuthorityDiff(TrustListChanges changes) {
    this.changes = changes;
  }

  void compare(TrustListContents before, TrustListContents after) {
    Map<String, Authority> old = TrustListChanges.byKey(before.authorities(), Authority::code);
    Map<String, Authority> now = TrustListChanges.byKey(after.authorities(), Authority::code);
    old.forEach(
        (code, authority) -> {
          if (!now.containsKey(code)) {
            changes.add(Kind.AUTHORITY_REMOVED, code, authority.nameZh());
          }
        });
    now.forEach(
        (code, authority) -> {
          Authority was = old.get(code);
          if (was == null) {
            changes.add(Kind.AUTHORITY_ADDED, code, authority.nameZh());
          } else {
            authority(was, authority);
          }
          Authority start = was == null ? nothing(authority) : was;
          parts(start, authority);
        });
  }

  /** An authority of which nothing was said yet. */
  private static Authority nothing(Authority like) {
    return new Authority(
        like.code(),
        like.nameZh(),
        like.nameEn(),
        like.level(),
        like.regions(),
        List.of(),
        List.of(),
        null,
        false,
        List.of(),
        List.of(),
        List.of());
  }

  private void authority(Authority was, Authority is) {
    if (!was.nameZh().equals(is.nameZh()) || !was.nameEn().equals(is.nameEn())) {
      changes.add(Kind.AUTHORITY_RENAMED, is.code(), was.nameZh(), is.nameZh());
    }
    if (!was.regions().equals(is.regions()) || was.level() != is.level()) {
      changes.add(
          Kind.AUTHORITY_MOVED,
          is.code(),
          TrustListChanges.texts(was.regions()),
          TrustListChanges.texts(is.regions()));
    }
  }

  private void parts(Authority was, Authority is) {
    String code = is.code();
    Instant since = is.compromisedSince();
    if (!Objects.equals(was.compromisedSince(), since)) {
      changes.add(
          since == null ? Kind.AUTHORITY_NO_LONGER_COMPROMISED : Kind.AUTHORITY_COMPROMISED,
          code,
          String.valueOf(since));
    }
    if (was.loggedOnly() != is.loggedOnly()) {
      changes.add(Kind.LOGGED_ONLY, code, String.valueOf(is.loggedOnly()));
    }
    changes.items(was.keys(), is.keys(), Kind.KEY_ADDED, Kind.KEY_REMOVED, key -> key(code, key));
    grants(was, is);
    changes.items(
        was.successors(),
        is.successors(),
        Kind.SUCCESSOR_ADDED,
        Kind.SUCCESSOR_REMOVED,
        next -> List.of(code, next.code(), next.from().toString()));
    changes.items(
        was.mayIssueFor(),
        is.mayIssueFor(),
        Kind.ISSUES_FOR_ADDED,
        Kind.ISSUES_FOR_REMOVED,
        other -> List.of(code, other.code(), other.basis()));
    seals(was, is);
  }

  /** A grant that only got its last day was ended, not taken back. */
  private void grants(Authority was, Authority is) {
    List<Grant> removed = new ArrayList<>(was.grants());
    removed.removeAll(is.grants());
    for (Grant grant : is.grants()) {
      if (was.grants().contains(grant)) {
        continue;
      }
      Optional<Grant> open =
          removed.stream()
              .filter(g -> g.to() == null && ended(g, grant.to()).equals(grant))
              .findFirst();
      open.ifPresent(removed::remove);
      changes.add(
          new Change(open.isPresent() ? Kind.GRANT_ENDED : Kind.GRANT_ADDED, grant(is, grant)));
    }
    removed.forEach(grant -> changes.add(new Change(Kind.GRANT_REMOVED, grant(is, grant))));
  }

  private static Grant ended(Grant grant, @Nullable LocalDate to) {
    return new Grant(
        grant.types(),
        grant.regions(),
        grant.from(),
        to == null || to.isBefore(grant.from()) ? null : to,
        grant.delegator());
  }

  private void seals(Authority was, Authority is) {
    Map<String, TrustList.Seal> old = TrustListChanges.byKey(was.seals(), TrustList.Seal::code);
    Map<String, TrustList.Seal> now = TrustListChanges.byKey(is.seals(), TrustList.Seal::code);
    old.keySet().stream()
        .filter(code -> !now.containsKey(code))
        .forEach(code -> changes.add(Kind.SEAL_REMOVED, is.code(), code));
    now.forEach(
        (code, seal) -> {
          if (!seal.equals(old.get(code))) {
            Kind kind = old.containsKey(code) ? Kind.SEAL_CHANGED : Kind.SEAL_ADDED;
            changes.add(kind, is.code(), code, seal.kind(), seal.name());
          }
        });
  }

  private static List<String> key(String code, KeyRule key) {
    String which =
        TrustListWriter.key(key).text("certificate").orElseGet(() -> String.valueOf(key.subject()));
    return List.of(code, which, String.valueOf(key.uses()));
  }

  private static List<String> grant(Authority authority, Grant grant) {
    String delegator = grant.delegator();
    return List.of(
        authority.code(),
        TrustListChanges.texts(grant.types()),
        TrustListChanges.texts(grant.regions()),
        grant.from().toString(),
        TrustListChanges.day(grant.to()),
        delegator == null ? "-" : delegator);
  }
}
