package io.hufu.model;

import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a version of a trust list changes, item by item. Stateless and thread-safe. */
public final class TrustListDiff {
  private final List<Change> changes = new ArrayList<>();

  private TrustListDiff() {}

  /** What can change; the details of each are named in docs/formats/trust-list.md. */
  public enum Kind {
    NAME,
    NEXT_UPDATE,
    PILOT,
    SIGNER_ROTATED,
    SCOPE,
    ANCHOR_ADDED,
    ANCHOR_REMOVED,
    AUTHORITY_ADDED,
    AUTHORITY_REMOVED,
    AUTHORITY_RENAMED,
    AUTHORITY_MOVED,
    AUTHORITY_COMPROMISED,
    AUTHORITY_NO_LONGER_COMPROMISED,
    LOGGED_ONLY,
    KEY_ADDED,
    KEY_REMOVED,
    GRANT_ADDED,
    GRANT_ENDED,
    GRANT_REMOVED,
    SUCCESSOR_ADDED,
    SUCCESSOR_REMOVED,
    ISSUES_FOR_ADDED,
    ISSUES_FOR_REMOVED,
    SEAL_ADDED,
    SEAL_REMOVED,
    SEAL_CHANGED,
    LEDGER_ADDED,
    LEDGER_REMOVED,
    LEDGER_CHANGED,
    CHANNEL_ADDED,
    CHANNEL_REMOVED,
    CHANNEL_CHANGED,
    ADDRESS_ADDED,
    ADDRESS_REMOVED,
    LIST_ADDED,
    LIST_REMOVED,
    REGION_ADDED,
    REGION_REMOVED
  }

  /**
   * One change.
   *
   * @param details what it is about, in the order that its words need
   */
  public record Change(Kind kind, List<String> details) {
    /** Copies the details. */
    public Change {
      details = List.copyOf(details);
    }
  }

  /** Compares two lists, which need not follow each other; empty when nothing changed. */
  public static List<Change> between(TrustListContents before, TrustListContents after) {
    TrustListDiff diff = new TrustListDiff();
    diff.head(before, after);
    diff.items(
        before.anchors(),
        after.anchors(),
        Kind.ANCHOR_ADDED,
        Kind.ANCHOR_REMOVED,
        TrustListDiff::anchor);
    diff.authorities(before, after);
    diff.ledgers(before, after);
    diff.channels(before, after);
    diff.items(
        before.addresses(),
        after.addresses(),
        Kind.ADDRESS_ADDED,
        Kind.ADDRESS_REMOVED,
        address -> List.of(address.prefix()));
    diff.items(
        before.hierarchy().lists(),
        after.hierarchy().lists(),
        Kind.LIST_ADDED,
        Kind.LIST_REMOVED,
        list -> List.of(list.nameZh(), types(list.scope().types()), texts(list.scope().regions())));
    diff.items(
        before.hierarchy().regions(),
        after.hierarchy().regions(),
        Kind.REGION_ADDED,
        Kind.REGION_REMOVED,
        region ->
            List.of(
                region.code(), day(region.from()), day(region.to()), texts(region.mergedInto())));
    return List.copyOf(diff.changes);
  }

  private void head(TrustListContents before, TrustListContents after) {
    changed(Kind.NAME, before.nameZh(), after.nameZh());
    changed(Kind.NEXT_UPDATE, before.nextUpdate(), after.nextUpdate());
    changed(Kind.PILOT, before.pilot(), after.pilot());
    changed(Kind.SCOPE, before.hierarchy().scope(), after.hierarchy().scope());
    TrustHierarchy.Rotation rotation = after.hierarchy().rotation();
    if (rotation != null && !rotation.equals(before.hierarchy().rotation())) {
      add(Kind.SIGNER_ROTATED, rotation.from(), rotation.to());
    }
  }

  private void authorities(TrustListContents before, TrustListContents after) {
    Map<String, Authority> old = byKey(before.authorities(), Authority::code);
    Map<String, Authority> now = byKey(after.authorities(), Authority::code);
    old.forEach(
        (code, authority) -> {
          if (!now.containsKey(code)) {
            add(Kind.AUTHORITY_REMOVED, code, authority.nameZh());
          }
        });
    now.forEach(
        (code, authority) -> {
          Authority was = old.get(code);
          if (was == null) {
            add(Kind.AUTHORITY_ADDED, code, authority.nameZh());
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
      add(Kind.AUTHORITY_RENAMED, is.code(), was.nameZh(), is.nameZh());
    }
    if (!was.regions().equals(is.regions()) || was.level() != is.level()) {
      add(Kind.AUTHORITY_MOVED, is.code(), texts(was.regions()), texts(is.regions()));
    }
  }

  private void parts(Authority was, Authority is) {
    String code = is.code();
    Instant since = is.compromisedSince();
    if (!Objects.equals(was.compromisedSince(), since)) {
      add(
          since == null ? Kind.AUTHORITY_NO_LONGER_COMPROMISED : Kind.AUTHORITY_COMPROMISED,
          code,
          String.valueOf(since));
    }
    if (was.loggedOnly() != is.loggedOnly()) {
      add(Kind.LOGGED_ONLY, code, String.valueOf(is.loggedOnly()));
    }
    items(was.keys(), is.keys(), Kind.KEY_ADDED, Kind.KEY_REMOVED, key -> key(code, key));
    grants(was, is);
    items(
        was.successors(),
        is.successors(),
        Kind.SUCCESSOR_ADDED,
        Kind.SUCCESSOR_REMOVED,
        next -> List.of(code, next.code(), next.from().toString()));
    items(
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
    Map<String, TrustList.Seal> old = byKey(was.seals(), TrustList.Seal::code);
    Map<String, TrustList.Seal> now = byKey(is.seals(), TrustList.Seal::code);
    old.keySet().stream()
        .filter(code -> !now.containsKey(code))
        .forEach(code -> add(Kind.SEAL_REMOVED, is.code(), code));
    now.forEach(
        (code, seal) -> {
          if (!seal.equals(old.get(code))) {
            Kind kind = old.containsKey(code) ? Kind.SEAL_CHANGED : Kind.SEAL_ADDED;
            add(kind, is.code(), code, seal.kind(), seal.name());
          }
        });
  }

  private void ledgers(TrustListContents before, TrustListContents after) {
    named(
        byKey(before.ledgers(), LedgerTrust::origin),
        byKey(after.ledgers(), LedgerTrust::origin),
        TrustListWriter::ledger,
        List.of(Kind.LEDGER_REMOVED, Kind.LEDGER_ADDED, Kind.LEDGER_CHANGED));
  }

  private void channels(TrustListContents before, TrustListContents after) {
    named(
        byKey(before.channels(), ChannelTrust::channel),
        byKey(after.channels(), ChannelTrust::channel),
        ChannelTrustJson::channel,
        List.of(Kind.CHANNEL_REMOVED, Kind.CHANNEL_ADDED, Kind.CHANNEL_CHANGED));
  }

  /** Compares what has a name, by what is written of it; kinds: removed, added, changed. */
  private <T> void named(
      Map<String, T> old, Map<String, T> now, Function<T, Object> written, List<Kind> kinds) {
    old.keySet().stream()
        .filter(name -> !now.containsKey(name))
        .forEach(name -> add(kinds.get(0), name));
    now.forEach(
        (name, item) -> {
          T was = old.get(name);
          if (was == null) {
            add(kinds.get(1), name);
          } else if (!written.apply(was).equals(written.apply(item))) {
            add(kinds.get(2), name);
          }
        });
  }

  private <T> void items(
      Collection<T> before,
      Collection<T> after,
      Kind added,
      Kind removed,
      Function<T, List<String>> details) {
    before.stream()
        .filter(item -> !after.contains(item))
        .forEach(item -> changes.add(new Change(removed, details.apply(item))));
    after.stream()
        .filter(item -> !before.contains(item))
        .forEach(item -> changes.add(new Change(added, details.apply(item))));
  }

  private void changed(Kind kind, Object before, Object after) {
    if (!before.equals(after)) {
      add(kind, words(before), words(after));
    }
  }

  private static String words(Object value) {
    return value instanceof TrustScope scope
        ? types(scope.types()) + " × " + texts(scope.regions())
        : value.toString();
  }

  private void add(Kind kind, String... details) {
    changes.add(new Change(kind, List.of(details)));
  }

  private static List<String> anchor(TrustAnchor anchor) {
    return List.of(anchor.certificate().subject(), String.valueOf(anchor.uses()));
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
        texts(grant.types()),
        texts(grant.regions()),
        grant.from().toString(),
        day(grant.to()),
        delegator == null ? "-" : delegator);
  }

  private static String types(Collection<String> types) {
    return texts(types.stream().sorted().toList());
  }

  private static String texts(Collection<String> texts) {
    return String.join(" ", texts);
  }

  private static String day(@Nullable LocalDate day) {
    return day == null ? "-" : day.toString();
  }

  private static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
    Map<String, T> byKey = new LinkedHashMap<>();
    items.forEach(item -> byKey.put(key.apply(item), item));
    return byKey;
  }
}
