package io.hufu.signing.cms;

import io.hufu.crypto.Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Picks the certificates that can stand above a signer: a structure with many signers carries those
 * of all, and one that is made to cost time carries any number.
 */
final class IssuerClosure {
  private IssuerClosure() {}

  /**
   * Returns the signer first, then issuers by name, breadth first, at most {@code limit} in all.
   */
  static List<Certificate> of(Certificate signer, List<Certificate> all, int limit) {
    Set<Certificate> chosen = new LinkedHashSet<>();
    chosen.add(signer);
    List<Certificate> level = List.of(signer);
    while (!level.isEmpty() && chosen.size() < limit) {
      List<Certificate> next = new ArrayList<>();
      for (Certificate below : level) {
        for (Certificate candidate : all) {
          if (chosen.size() < limit && below.isIssuedInNameOf(candidate) && chosen.add(candidate)) {
            next.add(candidate);
          }
        }
      }
      level = next;
    }
    return List.copyOf(chosen);
  }
}
