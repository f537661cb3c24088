package io.hufu.signing.status;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Evidence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.StatusReference;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The status register of an issuer, in a directory. Thread-safe. */
public final class StatusRegister implements Closeable {
  private StatusRegister() {}

  /**
   * Gives each licence its place in a list, durably; the same licence always has the same place.
   */
  public List<StatusReference> assign(List<LicenceIdentifier> licences) throws IOException {
    throw new AssertionError("skeleton");
  }

  /** Makes the signed status of one licence, as of now. */
  public Evidence assertion(LicenceIdentifier licence) throws IOException, KeyUnavailableException {
    throw new AssertionError("skeleton");
  }

  @Override
  public void close() throws IOException {
    throw new AssertionError("skeleton");
  }
}
