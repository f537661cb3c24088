package io.hufu.model;

import io.hufu.model.TrustList.Seal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authority of the list.
 *
 * @param code unified social credit code
 * @param regions GB/T 2260 codes where it sits
 * @param compromisedSince from when on its signatures prove nothing; null when never
 * @param loggedOnly whether its signatures count only if logged
 * @param successors authorities that took over its tasks
 * @param mayIssueFor authorities in whose name it may issue, with the basis
 * @param seals its registered seals
 * @param formerNames names that it bore before
 */
public record Authority(
    String code,
    String nameZh,
    String nameEn,
    AuthorityLevel level,
    List<String> regions,
    List<KeyRule> keys,
    List<Grant> grants,
    @Nullable Instant compromisedSince,
    boolean loggedOnly,
    List<Succession> successors,
    List<IssuesFor> mayIssueFor,
    List<Seal> seals,
    List<DatedName> formerNames) {
  /** Copies the lists and checks the code. */
  public Authority {
    if (!UnifiedSocialCreditCode.isValid(code)) {
      throw new IllegalArgumentException("authority " + code + ": check character is wrong");
    }
    regions = List.copyOf(regions);
    keys = List.copyOf(keys);
    grants = List.copyOf(grants);
    successors = List.copyOf(successors);
    mayIssueFor = List.copyOf(mayIssueFor);
    seals = List.copyOf(seals);
    formerNames = List.copyOf(formerNames);
    RegionCode.require(regions, "authority " + code);
    for (Succession next : successors) {
      if (next.code().equals(code)) {
        throw new IllegalArgumentException("authority " + code + ": is its own successor");
      }
    }
  }

  /** Makes an authority that has always had its name. */
  public Authority(
      String code,
      String nameZh,
      String nameEn,
      AuthorityLevel level,
      List<String> regions,
      List<KeyRule> keys,
      List<Grant> grants,
      @Nullable Instant compromisedSince,
      boolean loggedOnly,
      List<Succession> successors,
      List<IssuesFor> mayIssueFor,
      List<Seal> seals) {
    this(
        code,
        nameZh,
        nameEn,
        level,
        regions,
        keys,
        grants,
        compromisedSince,
        loggedOnly,
        successors,
        mayIssueFor,
        seals,
        List.of());
  }

  /** Tells whether it had a Chinese name on a day: the present one, or one borne then. */
  public boolean isNamed(String name, LocalDate day) {
    List<DatedName> then = formerNames.stream().filter(former -> former.borneOn(day)).toList();
    return then.isEmpty()
        ? name.equals(nameZh)
        : then.stream().anyMatch(former -> former.zh().equals(name));
  }
}
