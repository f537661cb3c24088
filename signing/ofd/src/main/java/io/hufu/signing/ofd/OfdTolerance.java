package io.hufu.signing.ofd;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Deviations from the standards that products in the field have; each is borne by its name. */
public enum OfdTolerance {
  /** A path that differs from its entry in upper and lower case only; entries never do. */
  PATH_CASE,
  /** A path without a leading slash that is meant from the package's root. */
  PATH_FROM_ROOT,
  /** Paths with {@code ./}, {@code ../}, doubled or backward slashes. */
  PATH_SEGMENTS,
  /** The namespace {@code http://www.ofdspec.org} without a year. */
  NAMESPACE,
  /** Octets before the package. */
  PREPENDED_DATA,
  /** A seal signature value that is r‖s instead of DER. */
  RAW_SIGNATURE_VALUE,
  /** A GB/T 35275 signature over the digest of Signature.xml, or its base64, as the message. */
  DIGEST_AS_MESSAGE;

  /** What is borne unless a caller says otherwise: forms that leave the meaning clear. */
  public static final Set<OfdTolerance> USUAL =
      Collections.unmodifiableSet(EnumSet.of(PATH_CASE, PATH_FROM_ROOT, PATH_SEGMENTS, NAMESPACE));
}
