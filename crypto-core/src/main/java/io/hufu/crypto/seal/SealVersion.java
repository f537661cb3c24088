package io.hufu.crypto.seal;

/** The editions of the seal standard; each has its own layout and signed scope. */
public enum SealVersion {
  /** GM/T 0031-2014: the maker signs the seal info, its certificate and the algorithm. */
  V1,
  /** GB/T 38540-2020: the maker signs the seal info alone. */
  V4,
  /** GM/T 0031-2025: as V4, with an optional time-stamp of the seal. */
  V5
}
