package io.hufu.signing.cms;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares content inside a CMS with content given beside it: who asks about one gets no other. */
final class EnclosedContent {
  private EnclosedContent() {}

  static List<Finding> compare(SignedData data, @Nullable ContentDigest given) throws IOException {
    ContentDigest inside = data.contentDigest();
    if (inside == null || given == null) {
      return List.of();
    }
    boolean same =
        MessageDigest.isEqual(inside.digest(HashAlgorithm.SM3), given.digest(HashAlgorithm.SM3));
    return same
        ? List.of()
        : List.of(
            Finding.of(
                FindingCode.DETACHED_CONTENT_UNSIGNED,
                Outcome.INCONCLUSIVE,
                FindingSubject.DOCUMENT,
                Map.of("detail", "the signature carries other content")));
  }
}
