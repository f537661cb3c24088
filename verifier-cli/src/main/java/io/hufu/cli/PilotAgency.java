package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import java.time.Duration;

/**
 * An agency of a pilot: a signing and an encryption certificate (a dual pair), and a key for
 * status.
 *
 * @param id name of its files
 * @param name name of the agency, as licences show it
 * @param code unified social credit code
 */
record PilotAgency(String id, String name, String code) {
  static final String ENCRYPTION = "-encryption";
  static final String STATUS = "-status";

  /** Makes the three keys in the directory; returns the one that signs licences. */
  SigningKey enrol(PilotDirectory pki, Duration life)
      throws CommandFailure, KeyUnavailableException {
    SigningKey signing = pki.issue(id, Profile.SIGNER, PilotName.agency(name, code), life);
    pki.issue(id + ENCRYPTION, Profile.ENCRYPTION, PilotName.agency(name, code), life);
    pki.issue(id + STATUS, Profile.SIGNER, PilotName.agency(name + " 证照状态 STATUS", code), life);
    return signing;
  }
}
