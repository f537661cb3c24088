package io.hufu.signing;

import io.hufu.crypto.SigningKey;
import io.hufu.model.LicenceType;
import java.security.SecureRandom;

/**
 * What a format needs to sign. Immutable.
 *
 * @param type type of the licence: labels, and which items are personal
 */
public record SealingContext(SigningKey key, LicenceType type, SecureRandom random) {}
