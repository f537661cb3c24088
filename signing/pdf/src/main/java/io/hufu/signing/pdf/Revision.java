package io.hufu.signing.pdf;

import java.util.List;

/**
 * One incremental update, or the file that was updated (ISO 32000-1 §7.5.6).
 *
 * @param number from 0
 * @param start where the one before ends; 0 for the first
 * @param end behind its last end-of-file marker and one end of line
 * @param sections its cross-reference sections, oldest first: two in a linearised file or where a
 *     hybrid one has an appendix, else one
 */
record Revision(int number, long start, long end, List<XrefSection> sections) {
  Revision {
    sections = List.copyOf(sections);
  }

  /** The trailer that viewers use. */
  Cos.Dict trailer() {
    return newest().trailer();
  }

  XrefSection newest() {
    return sections.get(sections.size() - 1);
  }

  boolean contains(long position) {
    return position >= start && position < end;
  }
}
