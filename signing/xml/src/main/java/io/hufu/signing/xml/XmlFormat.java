package io.hufu.signing.xml;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The XML carrier: an enveloped XAdES signature over the whole licence. Immutable and thread-safe.
 *
 * <p>Files of ours are canonical XML (C14N 1.0) and are refused otherwise; evidence sits in the
 * unsigned signature properties. Also opens XMLDSig and XAdES of others, as documents.
 *
 * <p>Sealing with SM2 adds SM2 and SM3 to the tables of Apache Santuario, once in the life of the
 * JVM, and an SM3-only provider at the end of the JVM's list if no provider has SM3.
 */
public final class XmlFormat implements LicenceFormat {
  private static final XmlFormat INSTANCE = new XmlFormat();

  private final Profile profile;
  private final Contents contents;

  /** For ServiceLoader; everybody else uses {@link #instance}. */
  public XmlFormat() {
    this(Profile.ENGLISH, Contents.NONE);
  }

  private XmlFormat(Profile profile, Contents contents) {
    this.profile = profile;
    this.contents = contents;
  }

  /** Returns the format with the English element names of GB/T 36903. */
  public static XmlFormat instance() {
    return INSTANCE;
  }

  /** Returns the format with the pinyin short names; both read either. */
  public static XmlFormat pinyin() {
    return new XmlFormat(Profile.PINYIN, Contents.NONE);
  }

  /**
   * Returns a format that knows contents which detached signatures are over; nothing is fetched.
   *
   * @param byUri octets by the very URI that a Reference writes
   */
  public XmlFormat withContents(Map<String, byte[]> byUri) {
    return new XmlFormat(profile, Contents.byUri(byUri));
  }

  @Override
  public Carrier carrier() {
    return Carrier.XML;
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  /** Looks at the first bytes, in any encoding of XML. */
  @Override
  public boolean recognises(Document document) throws IOException {
    return XmlStart.isXml(document.read(0, (int) Math.min(64, document.size())));
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    return open(document, Supplied.NOTHING, limits);
  }

  /** Takes content given beside the document for what a signature is over that names one thing. */
  @Override
  public Subject open(Document document, Supplied supplied, Limits limits) throws IOException {
    if (document.size() > limits.text()) {
      Map<String, String> facts =
          Map.of("bytes", document.size() + "", "limit", limits.text() + "");
      Finding finding =
          Finding.of(
              FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT, facts);
      return new Subject(Carrier.XML, null, null, List.of(), List.of(finding), false);
    }
    try {
      return new XmlOpening(limits, contents).open(document.readAll(), supplied);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    return new Sealing(profile).seal(payload, context);
  }

  /**
   * Adds evidence to the licence's signature.
   *
   * @throws EvidenceFrozenException when an archive time-stamp covers the unsigned properties
   */
  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) throws EvidenceFrozenException {
    return SealedDocument.parse(sealed).withEvidence(items);
  }

  /**
   * Adds an approver's countersignature (XAdES CounterSignature), with the approver's chain.
   *
   * <p>It covers the issuer's signature value. Evidence can still be added afterwards.
   *
   * @param time the approver's own word on the time, whole seconds are kept
   * @throws EvidenceFrozenException when an archive time-stamp covers the unsigned properties
   */
  public byte[] withCounterSignature(byte[] sealed, SigningKey approver, Instant time)
      throws KeyUnavailableException, EvidenceFrozenException {
    return SealedDocument.parse(sealed).withCounterSignature(approver, time);
  }
}
