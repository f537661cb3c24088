package io.hufu.signing;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * One carrier: seals a licence into a file, opens a file into facts.
 *
 * <p>Found by ServiceLoader unless named. Implementations are thread-safe and need a public
 * constructor without parameters to be found.
 */
public interface LicenceFormat {
  /** Returns the formats that ServiceLoader finds beside this library, in its order. */
  static List<LicenceFormat> installed() {
    return ServiceLoader.load(LicenceFormat.class, LicenceFormat.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** Returns the carrier. */
  Carrier carrier();

  /** Tells by content, never by file name, whether the document is of this carrier. */
  boolean recognises(Document document) throws IOException;

  /**
   * Opens a document into facts. Never throws for what the document contains: what is wrong is a
   * finding about INTEGRITY. A signature's SIGNATURE_INTACT or failure is found here.
   *
   * @throws IOException when the bytes cannot be read
   */
  Subject open(Document document, Limits limits) throws IOException;

  /**
   * Opens a document with what was given beside it. Content that the format has no use for is said
   * to be unsigned, so that nobody takes it for verified.
   *
   * @throws IOException when the bytes cannot be read
   */
  default Subject open(Document document, Supplied supplied, Limits limits) throws IOException {
    return supplied.orUnsigned(open(document, limits));
  }

  /** Tells whether the format issues; one that does not reads what others made. */
  default boolean seals() {
    return true;
  }

  /** Tells whether the signature itself carries the signer's chain, so that evidence need not. */
  boolean carriesChain();

  /**
   * Signs a licence. The result has no evidence yet.
   *
   * @throws CannotSealException when the licence cannot be shown or carried in this format
   */
  SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException;

  /**
   * Adds evidence to the (last) signature of a sealed licence; items already there stay.
   *
   * @throws EvidenceFrozenException when a later signature covers the place where evidence sits
   */
  byte[] withEvidence(byte[] sealed, List<Evidence> items) throws EvidenceFrozenException;
}
