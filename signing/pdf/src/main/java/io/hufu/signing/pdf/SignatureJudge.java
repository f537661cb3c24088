package io.hufu.signing.pdf;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.tsp.TimeStampToken;
import io.hufu.model.Evidence;
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
import java.util.Set;
import java.util.TreeSet;

/** Judges one signature: what it covers, and its value; collects the evidence that concerns it. */
final class SignatureJudge {
  private static final Set<String> CMS = Set.of("ETSI.CAdES.detached", "adbe.pkcs7.detached");

  /** SHA-1 by their definition (ISO 32000-1 table 252, §12.8.3.2). */
  private static final Set<String> WEAK = Set.of("adbe.pkcs7.sha1", "adbe.x509.rsa_sha1");

  private final Coverage coverage;
  private final SecurityStore store;
  private final Limits limits;
  private final List<Finding> findings;
  private final List<Certificate> known;

  SignatureJudge(Coverage coverage, SecurityStore store, Limits limits, List<Finding> findings) {
    this.coverage = coverage;
    this.store = store;
    this.limits = limits;
    this.findings = findings;
    this.known = certificates(store.certificates());
  }

  /**
   * Judges one.
   *
   * @param later document time-stamps of later revisions
   */
  SubjectSignature judge(int number, FoundSignature signature, List<Stamp> later)
      throws IOException, PdfFault {
    ReadSignature read = new ReadSignature();
    FindingSubject subject = FindingSubject.signature(number);
    try {
      ContentDigest content = coverage.content(signature);
      ValueContext context =
          new ValueContext(
              subject,
              signature,
              PdfDate.read(signature.view().get(signature.dict(), "M")).orElse(null),
              content,
              known,
              limits.chain(),
              read,
              findings);
      value(context);
    } catch (PdfFault e) {
      findings.add(e.finding(subject));
    } catch (Coverage.Exhausted e) {
      findings.add(e.fault().finding(subject));
    }
    if (read.length > 0) {
      Set<String> stamps = new TreeSet<>();
      later.forEach(stamp -> stamps.addAll(stamp.keys()));
      read.evidence.addAll(store.of(signature.bytes(), read.length, stamps));
      read.evidence.addAll(store.own(read.stamped));
    }
    return new SubjectSignature(
        number,
        read.algorithm,
        read.certificates,
        read.signedOctets,
        read.value,
        read.stamped,
        read.claimedAt,
        read.evidence,
        read.seal,
        later.stream().map(Stamp::stamp).toList());
  }

  private static List<Certificate> certificates(List<Evidence> evidence) {
    List<Certificate> certificates = new ArrayList<>();
    for (Evidence item : evidence) {
      try {
        if (item.kind() == Evidence.Kind.CERTIFICATE) {
          certificates.add(Certificate.fromDer(item.bytes()));
        }
      } catch (MalformedDataException e) {
        // the item stays evidence, and whoever judges it says that it cannot be read
      }
    }
    return certificates;
  }

  private void value(ValueContext context) throws IOException {
    String subFilter = context.signature().subFilter();
    if (WEAK.contains(subFilter)) {
      context.report(
          FindingCode.DIGEST_METHOD_REFUSED, Outcome.FAILED, Map.of("method", subFilter));
      return;
    }
    byte[] contents = context.signature().bytes();
    try {
      if (CMS.contains(subFilter)) {
        CmsValue.judge(SignedData.parsePadded(contents), context);
        return;
      }
    } catch (MalformedDataException e) {
      context.report(
          FindingCode.MALFORMED, Outcome.FAILED, Map.of("detail", "/Contents: " + e.getMessage()));
      return;
    }
    vendor(contents, context);
  }

  /** Vendors put seals under names of their own; what it is tells the value itself. */
  private static void vendor(byte[] contents, ValueContext context) {
    try {
      SealSignature seal = SealSignature.parse(Padding.stripped(contents));
      SealInPdf.judge(seal, context);
    } catch (MalformedDataException e) {
      context.report(
          FindingCode.SIGNATURE_FORM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("form", context.form()));
    }
  }

  /**
   * A document time-stamp, and what is said of it to the signatures before it.
   *
   * @param keys what an entry of the security store may call it
   * @param stamp its token, and the digest of what it covers
   */
  record Stamp(FoundSignature found, Set<String> keys, SubjectSignature.CoveringStamp stamp) {}

  /** Reads a document time-stamp, and digests what it covers as its token does. */
  Stamp stamp(FoundSignature found) throws IOException {
    byte[] token = found.bytes();
    byte[] digest = {};
    try {
      token = Padding.stripped(token);
      HashAlgorithm hash = TimeStampToken.parse(token).imprintHash();
      digest = coverage.content(found).digest(hash);
    } catch (PdfFault e) {
      // a token whose ranges are not what they must be covers nothing
      findings.add(e.finding(FindingSubject.DOCUMENT, Outcome.NOTICE));
    } catch (MalformedDataException e) {
      // handed on as it is, and found malformed where time-stamps are judged
    }
    byte[] covered = digest;
    return new Stamp(
        found,
        SecurityStore.keys(found.bytes()),
        new SubjectSignature.CoveringStamp(token, hash -> covered.clone()));
  }
}
