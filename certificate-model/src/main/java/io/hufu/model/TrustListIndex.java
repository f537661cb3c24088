package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.TrustList.Authority;
import io.hufu.model.TrustList.Grant;
import io.hufu.model.TrustList.KeyRule;
import io.hufu.model.TrustList.KeyUse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hash maps over a trust list, so that no look-up scans its authorities or grants. */
final class TrustListIndex {
  /** What a rule looks for; the subject is null for a rule that names one certificate. */
  private record Speaker(
      HashAlgorithm hash, ByteBuffer digest, @Nullable String subject, KeyUse use) {}

  private record TypeOf(String authority, String type) {}

  private final Map<String, Authority> authorities = new HashMap<>();
  private final Map<Speaker, List<Authority>> speakers = new HashMap<>();
  private final Map<TypeOf, List<Grant>> grants = new HashMap<>();
  private final Map<String, LedgerTrust> ledgers = new HashMap<>();
  private final Set<HashAlgorithm> hashes = EnumSet.noneOf(HashAlgorithm.class);

  TrustListIndex(TrustListContents contents) {
    for (Authority authority : contents.authorities()) {
      authorities.put(authority.code(), authority);
      authority.keys().forEach(rule -> add(rule, authority));
      authority.grants().forEach(grant -> add(grant, authority));
    }
    contents.ledgers().forEach(ledger -> ledgers.put(ledger.origin(), ledger));
  }

  private void add(KeyRule rule, Authority authority) {
    hashes.add(rule.hash());
    byte[] own = rule.certificateDigest();
    byte[] digest = own == null ? rule.caDigest() : own;
    for (KeyUse use : rule.uses()) {
      speakers
          .computeIfAbsent(
              new Speaker(rule.hash(), ByteBuffer.wrap(digest), rule.subject(), use),
              key -> new ArrayList<>())
          .add(authority);
    }
  }

  private void add(Grant grant, Authority authority) {
    for (String type : Set.copyOf(grant.types())) {
      grants
          .computeIfAbsent(new TypeOf(authority.code(), type), key -> new ArrayList<>())
          .add(grant);
    }
  }

  Optional<Authority> authority(String code) {
    return Optional.ofNullable(authorities.get(code));
  }

  Optional<LedgerTrust> ledger(String origin) {
    return Optional.ofNullable(ledgers.get(origin));
  }

  List<Grant> grants(String authority, String type) {
    List<Grant> found = new ArrayList<>(grantsOf(authority, type));
    if (!type.equals("*")) {
      found.addAll(grantsOf(authority, "*"));
    }
    return Collections.unmodifiableList(found);
  }

  private List<Grant> grantsOf(String authority, String type) {
    return grants.getOrDefault(new TypeOf(authority, type), List.of());
  }

  List<Authority> authoritiesOf(Certificate leaf, List<Certificate> path, KeyUse use) {
    Map<String, Authority> found = new LinkedHashMap<>();
    for (HashAlgorithm hash : hashes) {
      collect(new Speaker(hash, digest(leaf, hash), null, use), found);
      for (Certificate ca : path) {
        if (!ca.equals(leaf)) {
          collect(new Speaker(hash, digest(ca, hash), leaf.subject(), use), found);
        }
      }
    }
    return List.copyOf(found.values());
  }

  private void collect(Speaker speaker, Map<String, Authority> found) {
    for (Authority authority : speakers.getOrDefault(speaker, List.of())) {
      found.put(authority.code(), authority);
    }
  }

  private static ByteBuffer digest(Certificate certificate, HashAlgorithm hash) {
    return ByteBuffer.wrap(certificate.digest(hash));
  }
}
