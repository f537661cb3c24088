package io.hufu.signing.xml;

import io.hufu.signing.input.Limits;
import org.w3c.dom.Document;

/** A document as its signatures see it: the tree, what a walk found in it, what it may cost. */
record Whole(Document document, Survey survey, Budget budget) {
  static Whole of(Document document, Limits limits) {
    return new Whole(document, Survey.of(document), new Budget(limits));
  }
}
