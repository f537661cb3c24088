package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.TrustList.KeyUse;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hash maps over trust lists, so that no look-up scans their authorities or grants.
 *
 * <p>Entries are told apart by identity: two lists may have equal entries for one authority, and
 * each counts only within what its own list may speak of.
 */
final class TrustListIndex {
  /** What a rule looks for; the subject is null for a rule that names one certificate. */
  private record Speaker(
      HashAlgorithm hash, ByteBuffer digest, @Nullable String subject, KeyUse use) {}

  /** Where an entry stands, and its grants. */
  private record Place(TrustNode node, GrantIndex grants) {}

  private final Map<String, List<Authority>> authorities = new HashMap<>();
  private final Map<Speaker, List<Authority>> speakers = new HashMap<>();
  private final IdentityHashMap<Authority, Place> places = new IdentityHashMap<>();
  private final Map<String, LedgerTrust> ledgers = new HashMap<>();
  private final Map<String, List<RegionPeriod>> regions = new HashMap<>();
  private final Set<HashAlgorithm> hashes = EnumSet.noneOf(HashAlgorithm.class);

  /** Subjects of rules that name a CA: for others no CA need be digested. */
  private final Set<String> subjects = new HashSet<>();

  TrustListIndex(List<TrustNode> nodes) {
    for (TrustNode node : nodes) {
      for (Authority authority : node.list().authorities()) {
        authorities.computeIfAbsent(authority.code(), key -> new ArrayList<>(1)).add(authority);
        authority.keys().forEach(rule -> add(rule, authority));
        places.put(authority, new Place(node, new GrantIndex(authority.grants())));
      }
      node.list().ledgers().forEach(ledger -> ledgers.putIfAbsent(ledger.origin(), ledger));
      Map<String, List<RegionPeriod>> own = new HashMap<>();
      for (RegionPeriod region : node.list().hierarchy().regions()) {
        own.computeIfAbsent(region.code(), key -> new ArrayList<>(1)).add(region);
      }
      own.forEach(regions::putIfAbsent); // the list above knows better
    }
  }

  private void add(KeyRule rule, Authority authority) {
    hashes.add(rule.hash());
    String subject = rule.subject();
    if (subject != null) {
      subjects.add(subject);
    }
    byte[] own = rule.certificateDigest();
    byte[] digest = own == null ? rule.caDigest() : own;
    for (KeyUse use : rule.uses()) {
      List<Authority> found =
          speakers.computeIfAbsent(
              new Speaker(rule.hash(), ByteBuffer.wrap(digest), subject, use),
              key -> new ArrayList<>(1));
      addOnce(authority, found);
    }
  }

  /** Entries are told apart as objects: two lists may hold equal ones. */
  @SuppressWarnings("ReferenceEquality")
  private static void addOnce(Authority authority, List<Authority> found) {
    if (found.stream().noneMatch(other -> other == authority)) {
      found.add(authority);
    }
  }

  Optional<Authority> authority(String code) {
    return authorities.getOrDefault(code, List.of()).stream().findFirst();
  }

  /** The entry of a code that counts for another entry: of its own list, else of those above. */
  @SuppressWarnings("ReferenceEquality") // nodes are told apart as objects
  Optional<Authority> authority(Authority seenFrom, String code) {
    List<Authority> found = authorities.getOrDefault(code, List.of());
    for (TrustNode node : node(seenFrom).upwards()) {
      for (Authority authority : found) {
        if (node(authority) == node) {
          return Optional.of(authority);
        }
      }
    }
    return Optional.empty();
  }

  /** Where an entry stands; only entries of these lists can be asked about. */
  TrustNode node(Authority entry) {
    return place(entry).node();
  }

  private Place place(Authority entry) {
    Place place = places.get(entry);
    if (place == null) {
      throw new IllegalArgumentException("authority " + entry.code() + " is of another trust list");
    }
    return place;
  }

  Optional<LedgerTrust> ledger(String origin) {
    return Optional.ofNullable(ledgers.get(origin));
  }

  List<LedgerTrust> ledgers() {
    return List.copyOf(ledgers.values());
  }

  GrantIndex grants(Authority entry) {
    return place(entry).grants();
  }

  /** The periods of a code that was not in use on a day; empty when it was, or nobody says. */
  List<RegionPeriod> notInUse(String region, LocalDate day) {
    List<RegionPeriod> periods = regions.getOrDefault(region, List.of());
    return periods.stream().anyMatch(period -> period.inUseOn(day)) ? List.of() : periods;
  }

  List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path, KeyUse use) {
    List<Authority> found = new ArrayList<>(1);
    boolean throughCa = subjects.contains(leaf.subject());
    for (HashAlgorithm hash : hashes) {
      collect(new Speaker(hash, digest(leaf, hash), null, use), found);
      for (Certificate ca : path) {
        if (throughCa && !ca.equals(leaf)) {
          collect(new Speaker(hash, digest(ca, hash), leaf.subject(), use), found);
        }
      }
    }
    return List.copyOf(found);
  }

  private void collect(Speaker speaker, List<Authority> found) {
    for (Authority authority : speakers.getOrDefault(speaker, List.of())) {
      addOnce(authority, found);
    }
  }

  private static ByteBuffer digest(Certificate certificate, HashAlgorithm hash) {
    return ByteBuffer.wrap(certificate.digest(hash));
  }
}
