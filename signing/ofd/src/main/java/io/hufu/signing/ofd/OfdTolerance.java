package io.hufu.signing.ofd;

import io.hufu.signing.input.ZipTolerance;
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
  /** The flag for UTF-8 in one of an entry's two headers only, where its name is plain ASCII. */
  LANGUAGE_FLAG,
  /** Local headers with their sizes in a ZIP64 field; the directory must have the same sizes. */
  LOCAL_ZIP64,
  /** Deflated data with its Adler-32 behind it, four octets that the content determines. */
  ZLIB_TRAILER,
  /** A seal signature value that is r‖s instead of DER. */
  RAW_SIGNATURE_VALUE,
  /** A GB/T 35275 signature over the digest of Signature.xml, or its base64, as the message. */
  DIGEST_AS_MESSAGE,
  /** The signature's BIT STRING states unused bits, or lost zero octets at its end. */
  UNUSED_BITS,
  /** SM3 with the signer's Z before the data, in References and in dataHash. */
  DIGEST_WITH_Z;

  /** What is borne unless a caller says otherwise: forms that leave the meaning clear. */
  public static final Set<OfdTolerance> USUAL =
      Collections.unmodifiableSet(
          EnumSet.of(
              PATH_CASE,
              PATH_FROM_ROOT,
              PATH_SEGMENTS,
              NAMESPACE,
              LANGUAGE_FLAG,
              LOCAL_ZIP64,
              ZLIB_TRAILER));

  /** Returns those of these tolerances that concern the archive. */
  static Set<ZipTolerance> ofArchive(Set<OfdTolerance> borne) {
    Set<ZipTolerance> archive = EnumSet.noneOf(ZipTolerance.class);
    for (ZipTolerance tolerance : ZipTolerance.values()) {
      if (borne.contains(valueOf(tolerance.name()))) {
        archive.add(tolerance);
      }
    }
    return archive;
  }
}
