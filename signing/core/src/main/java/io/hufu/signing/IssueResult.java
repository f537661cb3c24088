package io.hufu.signing;

import io.hufu.model.Licence;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one licence of a batch: sealed in every format asked for, or failed. Immutable.
 *
 * @param sealed one per format, in their order; empty when the licence failed
 * @param failure null when the licence was issued; otherwise {@link CannotSealException} (this
 *     licence is at fault), {@link io.hufu.crypto.KeyUnavailableException}, {@link
 *     ServiceUnavailableException} or another {@link java.io.IOException} (the licence can be
 *     issued later as it is)
 */
public record IssueResult(
    Licence licence, List<SealedLicence> sealed, @Nullable Exception failure) {
  /** Copies, and refuses a result that is both or neither. */
  public IssueResult {
    sealed = List.copyOf(sealed);
    if (sealed.isEmpty() == (failure == null)) {
      throw new IllegalArgumentException("a licence is either sealed or failed");
    }
  }

  /** Returns why the licence was not issued. */
  public Optional<Exception> problem() {
    return Optional.ofNullable(failure);
  }
}
