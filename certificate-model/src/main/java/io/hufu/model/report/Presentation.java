package io.hufu.model.report;

import io.hufu.crypto.VerificationKey;
import io.hufu.model.DisclosedLicence;
import org.jspecify.annotations.Nullable;

/**
 * What a document says as a presentation; untrusted until judged. Immutable.
 *
 * @param disclosed what is disclosed of a licence; null when all of it is, or when it is none
 * @param holderKey the key that the licence names for its holder; null when it names none
 * @param binding the holder's signature; null when there is none
 */
public record Presentation(
    @Nullable DisclosedLicence disclosed,
    @Nullable VerificationKey holderKey,
    @Nullable KeyBinding binding) {}
