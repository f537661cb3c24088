package io.hufu.signing.pdf;

/**
 * One cross-reference section with its trailer (ISO 32000-1 §7.5.4, §7.5.5, §7.5.8).
 *
 * @param start position of {@code xref}, or of the cross-reference stream's object
 * @param bodyEnd position behind the section and its trailer, before {@code startxref}
 * @param end position behind the end-of-file marker and one end of line
 * @param startxref the number that stands behind {@code startxref}
 * @param trailer the trailer dictionary, or the stream's dictionary
 * @param stream object number of the cross-reference stream; -1 for a table
 * @param from first of its entries in the entry list
 * @param to behind its last entry
 * @param hybridFrom first of the entries of its XRefStm; {@code to} when there is none
 */
record XrefSection(
    long start,
    long bodyEnd,
    long end,
    long startxref,
    Cos.Dict trailer,
    int stream,
    int from,
    int to,
    int hybridFrom) {}
