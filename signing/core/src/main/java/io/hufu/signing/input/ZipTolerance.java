package io.hufu.signing.input;

/** Deviations from a strict archive that a caller may choose to bear; none by default. */
public enum ZipTolerance {
  /** Octets before the first entry: some signing products put a header of their own there. */
  PREPENDED_DATA
}
