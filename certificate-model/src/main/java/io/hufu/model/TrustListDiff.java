package io.hufu.model;

import io.hufu.model.TrustList.TrustAnchor;
import java.util.List;

/** What a version of a trust list changes, item by item. Stateless and thread-safe. */
public final class TrustListDiff {
  private final TrustListChanges changes = new TrustListChanges();

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
    diff.changes.items(
        before.anchors(),
        after.anchors(),
        Kind.ANCHOR_ADDED,
        Kind.ANCHOR_REMOVED,
        TrustListDiff::anchor);
    new AuthorityDiff(diff.changes).compare(before, after);
    diff.ledgers(before, after);
    diff.channels(before, after);
    diff.changes.items(
        before.addresses(),
        after.addresses(),
        Kind.ADDRESS_ADDED,
        Kind.ADDRESS_REMOVED,
        address -> List.of(address.prefix()));
    diff.changes.items(
        before.hierarchy().lists(),
        after.hierarchy().lists(),
        Kind.LIST_ADDED,
        Kind.LIST_REMOVED,
        list ->
            List.of(
                list.nameZh(),
                TrustListChanges.types(list.scope().types()),
                TrustListChanges.texts(list.scope().regions())));
    diff.changes.items(
        before.hierarchy().regions(),
        after.hierarchy().regions(),
        Kind.REGION_ADDED,
        Kind.REGION_REMOVED,
        region ->
            List.of(
                region.code(),
                TrustListChanges.day(region.from()),
                TrustListChanges.day(region.to()),
                TrustListChanges.texts(region.mergedInto())));
    return diff.changes.list();
  }

  private void head(TrustListContents before, TrustListContents after) {
    changes.changed(Kind.NAME, before.nameZh(), after.nameZh());
    changes.changed(Kind.NEXT_UPDATE, before.nextUpdate(), after.nextUpdate());
    changes.changed(Kind.PILOT, before.pilot(), after.pilot());
    changes.changed(Kind.SCOPE, before.hierarchy().scope(), after.hierarchy().scope());
    TrustHierarchy.Rotation rotation = after.hierarchy().rotation();
    if (rotation != null && !rotation.equals(before.hierarchy().rotation())) {
      changes.add(Kind.SIGNER_ROTATED, rotation.from(), rotation.to());
    }
  }

  private void ledgers(TrustListContents before, TrustListContents after) {
    changes.named(
        TrustListChanges.byKey(before.ledgers(), LedgerTrust::origin),
        TrustListChanges.byKey(after.ledgers(), LedgerTrust::origin),
        TrustListWriter::ledger,
        List.of(Kind.LEDGER_REMOVED, Kind.LEDGER_ADDED, Kind.LEDGER_CHANGED));
  }

  private void channels(TrustListContents before, TrustListContents after) {
    changes.named(
        TrustListChanges.byKey(before.channels(), ChannelTrust::channel),
        TrustListChanges.byKey(after.channels(), ChannelTrust::channel),
        ChannelTrustJson::channel,
        List.of(Kind.CHANNEL_REMOVED, Kind.CHANNEL_ADDED, Kind.CHANNEL_CHANGED));
  }

  private static List<String> anchor(TrustAnchor anchor) {
    return List.of(anchor.certificate().subject(), String.valueOf(anchor.uses()));
  }
}
