package io.hufu.signing.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Signatures in CMS by others: files .p7s and .p7m, whatever they are called. Reads only.
 *
 * <p>CAdES, GB/T 35275 and GM/T 0010, detached or with their content, DER, BER or PEM. They carry
 * no licence data that Hufu knows, so they can be accepted as documents only. Thread-safe.
 */
public final class CmsFormat implements LicenceFormat {
  /** id-ct-TSTInfo (RFC 3161 §2.4.2). */
  private static final String TIME_STAMP = "1.2.840.113549.1.9.16.1.4";

  /** For ServiceLoader, and for whoever names the formats. */
  public CmsFormat() {}

  @Override
  public Carrier carrier() {
    return Carrier.CMS;
  }

  @Override
  public boolean seals() {
    return false;
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  /** Looks at the first 64 bytes for a ContentInfo, an evidence record or their PEM labels. */
  @Override
  public boolean recognises(Document document) throws IOException {
    return form(document) != CmsForm.OTHER;
  }

  private static CmsForm form(Document document) throws IOException {
    return CmsForm.of(document.read(0, (int) Math.min(CmsForm.LOOKED_AT, document.size())));
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    return open(document, Supplied.NOTHING, limits);
  }

  @Override
  public Subject open(Document document, Supplied supplied, Limits limits) throws IOException {
    if (document.size() > Math.min(limits.text(), SignedData.MAX_LENGTH)) {
      return only(
          FindingCode.LIMIT_EXCEEDED,
          Map.of("bytes", document.size() + "", "limit", limits.text() + ""));
    }
    if (form(document) == CmsForm.EVIDENCE_RECORD) {
      return evidenceRecord();
    }
    try {
      return read(SignedData.parse(document.readAll()), supplied, limits);
    } catch (MalformedDataException e) {
      return subject(new CmsSignatures.Read(List.of(), List.of(CmsSignatures.malformed(e))));
    }
  }

  private static Subject read(SignedData data, Supplied supplied, Limits limits)
      throws IOException {
    if (data.contentType().equals(TIME_STAMP)) {
      return only(FindingCode.NOT_A_DOCUMENT, Map.of("kind", "time-stamp token"));
    }
    if (data.signers().isEmpty() && !data.certificates().isEmpty() && !data.hasContent()) {
      return only(FindingCode.NOT_A_DOCUMENT, Map.of("kind", "certificates"));
    }
    if (data.signers().size() > limits.signatures()) {
      return only(
          FindingCode.LIMIT_EXCEEDED,
          Map.of("signatures", data.signers().size() + "", "limit", limits.signatures() + ""));
    }
    Document detached = supplied.detached();
    ContentDigest content = detached == null ? null : ContentDigest.of(detached::stream);
    return subject(
        CmsSignatures.within(limits).knowing(supplied.certificates()).read(data, content));
  }

  /** Proves nothing by itself, and is not judged either. */
  private static Subject evidenceRecord() {
    Subject alone = only(FindingCode.NOT_A_DOCUMENT, Map.of("kind", "evidence record"));
    List<Finding> findings = new ArrayList<>(alone.findings());
    findings.add(
        Finding.of(
            FindingCode.EVIDENCE_RECORD_NOT_CHECKED, Outcome.NOTICE, FindingSubject.DOCUMENT));
    return subject(new CmsSignatures.Read(List.of(), findings));
  }

  private static Subject only(FindingCode code, Map<String, String> facts) {
    Finding finding = Finding.of(code, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT, facts);
    return subject(new CmsSignatures.Read(List.of(), List.of(finding)));
  }

  private static Subject subject(CmsSignatures.Read read) {
    return new Subject(Carrier.CMS, null, null, read.signatures(), read.findings(), false);
  }

  /** Refuses always: a CMS has no place for licence data that others would find. */
  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws CannotSealException {
    throw new CannotSealException("FORMAT_UNKNOWN", "CMS files are verified, not issued");
  }

  /** Adds evidence to the last signer; no later signature covers unsigned attributes. */
  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) {
    try {
      SignedData data = SignedData.parse(sealed);
      if (data.signers().isEmpty()) {
        throw new IllegalArgumentException("a CMS without signers has no place for evidence");
      }
      return CmsEvidence.add(data, data.signers().size() - 1, items).der();
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("not a CMS, or evidence that cannot be read", e);
    }
  }
}
