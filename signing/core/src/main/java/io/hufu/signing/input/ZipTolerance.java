package io.hufu.signing.input;

/** Deviations from a strict archive that a caller may choose to bear; none by default. */
public enum ZipTolerance {
  /** Octets before the first entry: some signing products put a header of their own there. */
  PREPENDED_DATA,
  /**
   * The flag for UTF-8 in one of an entry's two headers only; its name has ASCII characters alone
   * and so reads the same either way.
   */
  LANGUAGE_FLAG,
  /**
   * A local header that puts its sizes into a ZIP64 field, or repeats them there, though the
   * directory has them plainly; they must be the same.
   */
  LOCAL_ZIP64,
  /**
   * Deflated data with its Adler-32 behind it, as zlib's own format has it and ZIP has not: four
   * octets that the content determines.
   */
  ZLIB_TRAILER
}
