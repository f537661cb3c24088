package io.hufu.signing.pdf;

/** How much a PDF carries to be judged by (ETSI EN 319 142-1 §6), as far as there is evidence. */
public enum PdfLevel {
  /** Signature and time-stamp alone; other evidence stays inside the signature. */
  B_T,
  /** Certificates and revocation data go into the document security store. */
  B_LT,
  /** A document time-stamp covers all of it. */
  B_LTA
}
