package io.hufu.signing;

import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.StatusReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One licence on its way through a batch; each step fills in what it makes. */
final class Draft {
  final Licence licence;
  final List<List<Evidence>> evidence = new ArrayList<>();
  @Nullable LicenceType type;
  @Nullable StatusReference status;
  boolean hasPlace;
  boolean oneTime;
  @Nullable Exception failure;
  List<SealedLicence> sealed = List.of();

  Draft(Licence licence) {
    this.licence = licence;
  }

  boolean isGood() {
    return failure == null;
  }

  Optional<StatusReference> place() {
    return Optional.ofNullable(status);
  }

  LicenceType type() {
    return Objects.requireNonNull(type, "validated before");
  }

  /** A licence that failed late has been sealed, and is given out to nobody. */
  IssueResult result() {
    return new IssueResult(licence, isGood() ? sealed : List.of(), failure);
  }
}
