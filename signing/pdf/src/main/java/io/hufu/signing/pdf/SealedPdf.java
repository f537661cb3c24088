package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.SignedData;
import io.hufu.model.Evidence;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.List;

/** A PDF licence of our own making, to which something is added. Immutable. */
final class SealedPdf {
  private final byte[] bytes;
  private final PdfStructure structure;
  private final List<FoundSignature> signatures;

  private SealedPdf(byte[] bytes) throws IOException, PdfFault {
    this.bytes = bytes;
    this.structure = PdfStructure.read(new FileWindow(Document.of(bytes)), Limits.DEFAULT);
    structure.requireUnencrypted();
    this.signatures = structure.signatures();
  }

  /**
   * Reads a file that this library made; the caller vouches for it.
   *
   * @throws IllegalArgumentException when it is none
   */
  static SealedPdf read(byte[] bytes) {
    try {
      SealedPdf file = new SealedPdf(bytes);
      file.last();
      return file;
    } catch (PdfFault e) {
      throw new IllegalArgumentException("not a sealed PDF licence: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  PdfStructure structure() {
    return structure;
  }

  View view() {
    return structure.newest();
  }

  /** Returns the last signature that is no document time-stamp. */
  FoundSignature last() {
    return signatures.stream()
        .filter(signature -> !signature.isTimeStamp())
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalArgumentException("not a signed PDF"));
  }

  /** Tells whether a document time-stamp covers the last signature, value included. */
  boolean isCovered() {
    return signatures.stream().anyMatch(s -> s.isTimeStamp() && s.revision() > last().revision());
  }

  /** Returns the octets of /Contents of the last signature, padding included. */
  Cos.Text contents() {
    Cos.Text contents = last().contents();
    if (contents == null || contents.start() < 0) {
      throw new IllegalArgumentException("a signature without a value");
    }
    return contents;
  }

  SignedData value() {
    try {
      return SignedData.parsePadded(contents().bytes()).signedData();
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("a signature that is no CMS", e);
    }
  }

  /** Returns the hash of the suite that the last signature is of. */
  HashAlgorithm hash() {
    return value().signers().stream()
        .findFirst()
        .flatMap(signer -> signer.signatureAlgorithm())
        .orElseThrow(() -> new IllegalArgumentException("a signature of unknown algorithm"))
        .suite()
        .hash();
  }

  Update update() {
    return new Update(Document.of(bytes), structure);
  }

  /** Adds evidence to the last signature. */
  byte[] withEvidence(List<Evidence> items) throws EvidenceFrozenException {
    if (isCovered()) {
      throw new EvidenceFrozenException(
          "a document time-stamp covers the signature; evidence is added by archiving anew");
    }
    return new AddedEvidence(this).add(items);
  }
}
