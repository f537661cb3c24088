package io.hufu.signing.pdf;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static io.hufu.model.report.Outcome.PASSED;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.RevocationInfo;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.crypto.cms.SignerVerification;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.pki.DerCursor;
import io.hufu.model.Evidence;
import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Verifies a CMS in /Contents over the ranges (ISO 32000-1 §12.8.3.3, ETSI EN 319 142-1 §4.1). */
final class CmsValue {
  /** Unsigned attributes that are read here, or that say nothing on this signature. */
  private static final Set<String> KNOWN =
      Set.of(
          AttributeType.SIGNATURE_TIME_STAMP,
          AttributeType.HUFU_RECEIPT,
          AttributeType.HUFU_STATUS_ASSERTION,
          AttributeType.REVOCATION_VALUES,
          AttributeType.CERTIFICATE_VALUES,
          AttributeType.COUNTERSIGNATURE);

  /** Certificates that one identifier may name; without attributes each costs a pass. */
  private static final int MAX_CANDIDATES = 4;

  private final SignedData data;
  private final ValueContext context;
  private final ReadSignature read;

  private CmsValue(SignedData data, ValueContext context) {
    this.data = data;
    this.context = context;
    this.read = context.read();
  }

  static void judge(SignedData.Padded padded, ValueContext context) throws IOException {
    context.read().length = padded.length();
    new CmsValue(padded.signedData(), context).judge();
  }

  private void judge() throws IOException {
    List<SignerInfo> signers = data.signers();
    if (signers.size() != 1) {
      context.report(
          signers.isEmpty() ? FindingCode.NOT_SIGNED : FindingCode.SIGNATURE_DUPLICATED,
          FAILED,
          Map.of("signers", signers.size() + ""));
      return;
    }
    SignerInfo signer = signers.get(0);
    describe(signer);
    if (signer.isWeak()) {
      context.report(
          FindingCode.DIGEST_METHOD_REFUSED,
          FAILED,
          Map.of("method", signer.algorithmIdentifiers()));
    } else if (data.hasContent()) {
      context.report(
          FindingCode.SIGNATURE_DICTIONARY_WRONG,
          FAILED,
          Map.of("detail", "the signature has content of its own inside"));
    } else {
      verify(signer);
    }
  }

  private void describe(SignerInfo signer) {
    read.algorithm = signer.signatureAlgorithm().orElse(null);
    read.value = signer.canonicalSignature().orElseGet(signer::signature);
    read.stamped = signer.signature();
    read.claimedAt = signer.signingTime().orElse(context.claimedAt());
    signer.signedOctets().ifPresentOrElse(read::signed, () -> read.signedOctets = context::digest);
    for (byte[] token : signer.unsignedAttribute(AttributeType.SIGNATURE_TIME_STAMP)) {
      read.evidence.add(new Evidence(Evidence.Kind.TIME_STAMP, token));
    }
    own(signer, AttributeType.HUFU_RECEIPT, Evidence.Kind.RECEIPT);
    own(signer, AttributeType.HUFU_STATUS_ASSERTION, Evidence.Kind.STATUS_ASSERTION);
    revocation(data.revocationInfo());
    revocation(signer.revocationValues());
    for (Certificate certificate : signer.certificateValues()) {
      read.evidence.add(new Evidence(Evidence.Kind.CERTIFICATE, certificate.der()));
    }
    for (String type : signer.unsignedAttributeTypes()) {
      if (!KNOWN.contains(type)) {
        signer
            .unsignedAttribute(type)
            .forEach(value -> read.evidence.add(new Evidence(Evidence.Kind.UNKNOWN, value)));
      }
    }
  }

  /** Our attributes hold an OCTET STRING; what is none is handed on to be found malformed. */
  private void own(SignerInfo signer, String type, Evidence.Kind kind) {
    for (byte[] value : signer.unsignedAttribute(type)) {
      read.evidence.add(new Evidence(kind, octets(value)));
    }
  }

  private static byte[] octets(byte[] value) {
    try {
      StrictDer.check(value);
      return value[0] == 0x04 ? DerCursor.at(value).content() : value;
    } catch (MalformedDataException e) {
      return value;
    }
  }

  private void revocation(RevocationInfo info) {
    info.crls().forEach(crl -> read.evidence.add(new Evidence(Evidence.Kind.CRL, crl.der())));
    info.ocspResponses()
        .forEach(answer -> read.evidence.add(new Evidence(Evidence.Kind.OCSP, answer.der())));
  }

  private void verify(SignerInfo signer) throws IOException {
    List<Certificate> candidates = signer.candidates(context.certificates());
    if (candidates.isEmpty()) {
      context.report(FindingCode.NO_SIGNER_CERTIFICATE, INCONCLUSIVE, Map.of());
      return;
    }
    ContentDigest content = context.content();
    Iterator<Certificate> each = candidates.stream().limit(MAX_CANDIDATES).iterator();
    Certificate certificate = each.next();
    SignerVerification result = signer.verify(certificate, content);
    while (!result.holds() && each.hasNext()) {
      Certificate other = each.next();
      SignerVerification second = signer.verify(other, content);
      certificate = second.holds() ? other : certificate;
      result = second.holds() ? second : result;
    }
    certificates(certificate);
    if (context.tooMany(read.certificates.size())) {
      return;
    }
    boolean unknownKey = result.status() == Status.KEY_DIFFERS && !certificate.hasUsableKey();
    conclude(result, unknownKey ? Status.ALGORITHM_UNKNOWN : result.status());
  }

  private void certificates(Certificate signer) {
    List<Certificate> all = new ArrayList<>(List.of(signer));
    data.certificates().stream().filter(c -> !c.equals(signer)).forEach(all::add);
    read.certificates.addAll(all);
  }

  private void conclude(SignerVerification result, Status status) {
    TreeSet<String> variants = new TreeSet<>();
    result.variants().forEach(variant -> variants.add(variant.name()));
    Map<String, String> facts = Map.of("detail", status.name());
    switch (status) {
      case HOLDS -> intact(variants);
      case CONTENT_DIFFERS -> context.report(FindingCode.CONTENT_CHANGED, FAILED, facts);
      case OTHER_USER_ID -> variant(variants);
      case ALGORITHM_UNKNOWN -> context.report(FindingCode.ALGORITHM_UNKNOWN, INCONCLUSIVE, facts);
      case KEY_DIFFERS -> context.report(FindingCode.ALGORITHM_KEY_MISMATCH, FAILED, facts);
      case SIGNER_DOUBLED -> context.report(FindingCode.SIGNATURE_DUPLICATED, FAILED, facts);
      default -> context.report(FindingCode.SIGNATURE_INVALID, FAILED, facts);
    }
  }

  private void intact(Set<String> variants) {
    if (variants.isEmpty()) {
      context.report(
          FindingCode.SIGNATURE_INTACT,
          PASSED,
          context.facts(String.valueOf(read.algorithm), context.form()));
    } else {
      variant(variants);
    }
  }

  private void variant(Set<String> variants) {
    context.report(
        FindingCode.SIGNATURE_VARIANT,
        INCONCLUSIVE,
        Map.of("variant", String.join(", ", variants)));
  }
}
