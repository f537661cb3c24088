package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Set;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.CanonicalizationException;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.c14n.InvalidCanonicalizerException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/**
 * A canonicalisation that a document may name, applied by Santuario. Immutable.
 *
 * <p>Those with comments are not among them: what nobody sees is not what is signed.
 *
 * @param algorithm identifier
 * @param prefixes PrefixList of InclusiveNamespaces (exclusive C14N §4); null when there is none
 */
record CanonicalXml(String algorithm, @Nullable String prefixes) {
  static final CanonicalXml EXCLUSIVE = new CanonicalXml(Names.EXCLUSIVE, null);
  static final CanonicalXml INCLUSIVE = new CanonicalXml(Names.INCLUSIVE, null);
  private static final Set<String> ALLOWED =
      Set.of(Names.EXCLUSIVE, Names.INCLUSIVE, Names.INCLUSIVE_11);
  private static final Set<String> WITH_COMMENTS =
      Set.of(
          Names.EXCLUSIVE + "WithComments",
          Names.INCLUSIVE + "#WithComments",
          Names.INCLUSIVE_11 + "#WithComments");

  static {
    Init.init();
  }

  static boolean isAllowed(String algorithm) {
    return ALLOWED.contains(algorithm);
  }

  /** Tells whether comments would be signed; that is not read, and shows nothing against a file. */
  static boolean isWithComments(String algorithm) {
    return WITH_COMMENTS.contains(algorithm);
  }

  static RefusedException comments(String place) {
    return RefusedException.undecided(
        FindingCode.XML_CANONICALIZATION_REFUSED, place, "a canonicalisation that keeps comments");
  }

  byte[] of(Node node, Budget budget) throws RefusedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(node, out, budget);
    return out.toByteArray();
  }

  /** Without a budget: for documents that we write. */
  byte[] of(Node node) throws RefusedException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(node, out);
    return out.toByteArray();
  }

  /** Writes within a budget; beyond it, says so. */
  void write(Node node, OutputStream out, Budget budget) throws RefusedException {
    budget.requireLeft();
    try {
      write(node, budget.through(out));
    } catch (RefusedException e) {
      budget.requireLeft();
      throw e;
    }
  }

  private void write(Node node, OutputStream out) throws RefusedException {
    if (!isAllowed(algorithm)) {
      throw refused("a canonicalisation that is not on the list");
    }
    try {
      Canonicalizer canonicalizer = Canonicalizer.getInstance(algorithm);
      if (prefixes == null) {
        canonicalizer.canonicalizeSubtree(node, out);
      } else {
        canonicalizer.canonicalizeSubtree(node, prefixes, out);
      }
    } catch (CanonicalizationException e) {
      // C14N 1.0 §1: relative namespace names have no canonical form.
      throw refused("a part of the document has no canonical form");
    } catch (InvalidCanonicalizerException e) {
      throw new IllegalStateException("Santuario lacks a canonicalisation of the list", e);
    }
  }

  private static RefusedException refused(String detail) {
    return RefusedException.failed(FindingCode.XML_CANONICALIZATION_REFUSED, "", detail);
  }
}
