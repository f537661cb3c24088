package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.StatusConflict.Kind;
import io.hufu.model.StatusTokens.Received;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what one issuer said with what it said elsewhere. Stateless. */
final class StatusContradictions {
  private static final Comparator<StatusAssertion> OLDEST_FIRST =
      Comparator.comparing(StatusAssertion::thisUpdate)
          .thenComparing(a -> a.history().size())
          .thenComparing(a -> a.restrictions().size());

  private StatusContradictions() {}

  private record Place(String issuer, String list, long number) {}

  /** Two different epochs with one list and one number. */
  static List<StatusConflict> epochs(StatusTokens said) {
    List<StatusConflict> found = new ArrayList<>();
    Map<Place, Received<StatusEpoch.Signed>> first = new LinkedHashMap<>();
    for (Received<StatusEpoch.Signed> one : said.epochs()) {
      StatusEpoch epoch = one.signed().epoch();
      Received<StatusEpoch.Signed> other =
          first.putIfAbsent(new Place(epoch.issuer(), epoch.list(), epoch.number()), one);
      // The same statement signed twice contradicts nothing.
      if (other != null && !other.signed().epoch().equals(epoch)) {
        found.add(new StatusConflict(Kind.EPOCH_FORKED, List.of(other.bytes(), one.bytes())));
      }
    }
    return found;
  }

  /** An assertion whose past is not what the list of an epoch said then. */
  static List<StatusConflict> lists(StatusTokens said) {
    Map<HashAlgorithm, Map<ByteBuffer, Received<StatusListToken.Signed>>> byDigest =
        new EnumMap<>(HashAlgorithm.class);
    List<StatusConflict> found = new ArrayList<>();
    for (Received<StatusEpoch.Signed> one : said.epochs()) {
      StatusEpoch epoch = one.signed().epoch();
      DigestText digest = DigestText.parse(epoch.token());
      Received<StatusListToken.Signed> list =
          byDigest
              .computeIfAbsent(digest.hash(), hash -> digests(said, hash))
              .get(ByteBuffer.wrap(digest.value()));
      if (list != null) {
        said.assertions().stream()
            .filter(a -> contradicts(a.signed().assertion(), epoch, list.signed().token()))
            .forEach(
                a ->
                    found.add(
                        new StatusConflict(
                            Kind.LIST_CONTRADICTED,
                            List.of(a.bytes(), one.bytes(), list.bytes()))));
      }
    }
    return found;
  }

  private static Map<ByteBuffer, Received<StatusListToken.Signed>> digests(
      StatusTokens said, HashAlgorithm hash) {
    Map<ByteBuffer, Received<StatusListToken.Signed>> lists = new HashMap<>();
    said.lists().forEach(list -> lists.put(ByteBuffer.wrap(hash.digest(list.bytes())), list));
    return lists;
  }

  private static boolean contradicts(
      StatusAssertion assertion, StatusEpoch epoch, StatusListToken list) {
    Instant then = epoch.thisUpdate();
    boolean sameMatter =
        assertion.issuer().equals(epoch.issuer())
            && assertion.reference().list().equals(epoch.list())
            && list.uri().equals(epoch.list())
            && !assertion.thisUpdate().isBefore(then);
    if (!sameMatter) {
      return false;
    }
    // What nobody had decided on by then stands as valid in a list.
    int asserted =
        assertion.statusAt(then, then).map(e -> e.value().code()).orElse(StatusValue.VALID.code());
    int listed = list.list().value(assertion.reference().index()).orElse(asserted);
    // A list of fewer bits cannot tell ours apart, but it can tell them from valid.
    boolean fits = asserted < 1 << list.list().bits();
    return fits ? asserted != listed : listed == StatusValue.VALID.code();
  }

  /** A newer assertion whose history does not start with that of an older one. */
  static List<StatusConflict> histories(StatusTokens said) {
    Map<String, List<Received<StatusAssertion.Signed>>> byLicence = new LinkedHashMap<>();
    said.assertions().stream()
        .sorted(Comparator.comparing(a -> a.signed().assertion(), OLDEST_FIRST))
        .forEach(a -> byLicence.computeIfAbsent(matter(a), k -> new ArrayList<>()).add(a));
    List<StatusConflict> found = new ArrayList<>();
    for (List<Received<StatusAssertion.Signed>> ordered : byLicence.values()) {
      // A prefix of a prefix is a prefix: neighbours are enough.
      for (int i = 1; i < ordered.size(); i++) {
        Received<StatusAssertion.Signed> older = ordered.get(i - 1);
        Received<StatusAssertion.Signed> newer = ordered.get(i);
        if (!continues(newer.signed().assertion(), older.signed().assertion())) {
          found.add(
              new StatusConflict(Kind.HISTORY_REWRITTEN, List.of(older.bytes(), newer.bytes())));
        }
      }
    }
    return found;
  }

  private static String matter(Received<StatusAssertion.Signed> received) {
    StatusAssertion assertion = received.signed().assertion();
    return assertion.issuer()
        + ' '
        + assertion.reference().index()
        + ' '
        + assertion.reference().list();
  }

  private static boolean continues(StatusAssertion newer, StatusAssertion older) {
    return startsWith(newer.history(), older.history())
        && startsWith(newer.restrictions(), older.restrictions())
        && newer.history().stream()
            .skip(older.history().size())
            .noneMatch(added -> added.recordedAt().isBefore(older.thisUpdate()))
        && newer.restrictions().stream()
            .skip(older.restrictions().size())
            .noneMatch(added -> added.recordedAt().isBefore(older.thisUpdate()));
  }

  private static boolean startsWith(List<?> whole, List<?> start) {
    return whole.size() >= start.size()
        && Arrays.equals(whole.subList(0, start.size()).toArray(), start.toArray());
  }
}
