package io.hufu.model;

import io.hufu.crypto.Certificate;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list below another one: who signs it, and what it may speak of. Immutable.
 *
 * @param signers digests of the certificates that may sign it, as {@code sm3:} and hex
 * @param from first day in China on which its authorities may issue
 * @param to last such day, inclusive; null while it lasts
 * @param services what it may name beside authorities; these count for every document
 */
public record LowerList(
    String nameZh,
    String nameEn,
    List<String> signers,
    TrustScope scope,
    LocalDate from,
    @Nullable LocalDate to,
    Set<Service> services) {
  /** What a lower list may name only when the list above it says so. */
  public enum Service {
    SEAL,
    TIME_STAMP,
    LEDGER,
    ADDRESS
  }

  /** Copies, and refuses a list without a signer or with a period that ends before it starts. */
  public LowerList {
    signers = signers.stream().map(DigestText::parse).map(DigestText::text).toList();
    services =
        services.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(services));
    if (signers.isEmpty() || (to != null && to.isBefore(from))) {
      throw new IllegalArgumentException("a list below has a signer and a period");
    }
  }

  /** Tells whether a certificate may sign this list. */
  public boolean isSignedBy(Certificate certificate) {
    return signers.stream().map(DigestText::parse).anyMatch(digest -> digest.isOf(certificate));
  }

  /** Tells whether its authorities could issue on a day in China. */
  public boolean inForceOn(LocalDate day) {
    return !day.isBefore(from) && (to == null || !day.isAfter(to));
  }
}
