package io.hufu.signing.input;

/**
 * Upper bounds for what a document may cost; exceeding one is a finding. Immutable.
 *
 * @param document bytes of a streamed document
 * @param text bytes of a JSON or XML document
 * @param archiveEntries entries of an archive
 * @param archiveEntry bytes of one decompressed entry
 * @param expansion decompressed bytes per compressed byte
 * @param xmlDepth nesting of XML elements
 * @param signatures signatures in a document
 * @param chain certificates that a signature may carry
 * @param statusList bytes of a decompressed status list
 */
public record Limits(
    long document,
    long text,
    int archiveEntries,
    long archiveEntry,
    int expansion,
    int xmlDepth,
    int signatures,
    int chain,
    int statusList) {
  /** The limits of verification.md. */
  public static final Limits DEFAULT =
      new Limits(2L << 30, 64L << 20, 10_000, 1L << 30, 200, 256, 256, 12, 16 << 20);
}
