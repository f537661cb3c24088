package io.hufu.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a trust list stands among others, and how its signer and its regions changed. Immutable.
 *
 * @param scope what the list itself claims to speak of, at most
 * @param lists the lists below it
 * @param regions codes that were not always in use; a code without an entry always was
 * @param rotation the change of signer that this version makes; null when there is none
 */
public record TrustHierarchy(
    TrustScope scope,
    List<LowerList> lists,
    List<RegionPeriod> regions,
    @Nullable Rotation rotation) {
  /** A list that stands alone. */
  public static final TrustHierarchy NONE =
      new TrustHierarchy(TrustScope.ALL, List.of(), List.of(), null);

  /** Copies the lists. */
  public TrustHierarchy {
    lists = List.copyOf(lists);
    regions = List.copyOf(regions);
  }

  /**
   * A change of the list's signer; valid only with the signatures of both.
   *
   * @param from digest of the retiring signer's certificate, as {@code sm3:} and hex
   * @param to digest of the certificate that signs from this version on
   */
  public record Rotation(String from, String to) {
    /** Refuses what is no digest, and a change that changes nothing. */
    public Rotation {
      from = DigestText.parse(from).text();
      to = DigestText.parse(to).text();
      if (from.equals(to)) {
        throw new IllegalArgumentException("rotation: from and to are the same");
      }
    }
  }
}
