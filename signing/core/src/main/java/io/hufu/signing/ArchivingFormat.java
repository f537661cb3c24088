package io.hufu.signing;

import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Evidence;
import java.util.List;

/** A carrier that can be preserved by time-stamps over the whole file, evidence included. */
public interface ArchivingFormat extends LicenceFormat {
  /**
   * Adds evidence to the last signature, even where an earlier time-stamp froze it, and then a new
   * time-stamp over all of it. To renew a file's evidence, archive it again before the certificate
   * of its last time-stamp ends.
   *
   * @param items what has become available since: revocation data for earlier time-stamps, status
   * @throws ServiceUnavailableException when the authority cannot be reached or refuses
   */
  byte[] archive(byte[] sealed, List<Evidence> items, TimeStampAuthority authority)
      throws ServiceUnavailableException;
}
