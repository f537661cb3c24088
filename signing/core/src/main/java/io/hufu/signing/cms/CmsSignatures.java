package io.hufu.signing.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the signatures of a CMS over given content into facts and findings. Immutable.
 *
 * <p>For every carrier that holds one: a file of its own, an entry of an ASiC container. Each
 * signer becomes one signature. What is wrong is a finding about INTEGRITY; who signed is not
 * judged here.
 */
public final class CmsSignatures {
  private final Limits limits;
  private final int first;
  private final List<Certificate> known;

  private CmsSignatures(Limits limits, int first, List<Certificate> known) {
    this.limits = limits;
    this.first = first;
    this.known = List.copyOf(known);
  }

  /** Reads within limits, numbering signatures from 1. */
  public static CmsSignatures within(Limits limits) {
    return new CmsSignatures(limits, 1, List.of());
  }

  /** Numbers the signatures from another number on, for documents that have several CMS. */
  public CmsSignatures from(int number) {
    return new CmsSignatures(limits, number, known);
  }

  /** Looks for certificates that the CMS only names among these, too; they stay untrusted. */
  public CmsSignatures knowing(List<Certificate> certificates) {
    return new CmsSignatures(limits, first, certificates);
  }

  /** The signatures in their order, and what was found about them and the CMS. Immutable. */
  public record Read(List<SubjectSignature> signatures, List<Finding> findings) {
    /** Copies the lists. */
    public Read {
      signatures = List.copyOf(signatures);
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads a CMS that stands beside its content; content inside it must be the same.
   *
   * @param content null when it is not there, which then is said of each signature
   * @throws IOException when the content cannot be read
   */
  public Read read(byte[] cms, @Nullable ContentDigest content) throws IOException {
    try {
      return read(SignedData.parse(cms), content);
    } catch (MalformedDataException e) {
      return new Read(List.of(), List.of(malformed(e)));
    }
  }

  static Finding malformed(MalformedDataException e) {
    return Finding.of(
        FindingCode.MALFORMED,
        Outcome.FAILED,
        FindingSubject.DOCUMENT,
        Map.of("detail", String.valueOf(e.getMessage())));
  }

  /** As {@link #read(byte[], ContentDigest)}, of a CMS that was parsed. */
  public Read read(SignedData data, @Nullable ContentDigest content) throws IOException {
    List<SubjectSignature> signatures = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(EnclosedContent.compare(data, content));
    ContentDigest inside = data.contentDigest();
    int number = first;
    for (SignerInfo signer : data.signers()) {
      CmsSigner one = new CmsSigner(signer, data, FindingSubject.signature(number), limits.chain());
      one.judge(inside == null ? content : inside, known);
      signatures.add(one.signature());
      findings.addAll(one.findings());
      number++;
    }
    return new Read(signatures, findings);
  }
}
