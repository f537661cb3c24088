package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.StatusReference;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.model.report.SubjectSignature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A document under construction, as a carrier would open it; signatures are real.
 *
 * <p>Starts without signatures.
 */
public final class Doc {
  private final List<SubjectSignature> signatures = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private Licence licence = World.licence();
  private StatusReference place;
  private boolean presentation;

  /** A licence signed by the agency, with revocation lists, acceptable offline. */
  public static Doc good() {
    return new Doc().signed(World.AGENCY).with(1, Proofs.crl()).with(1, Proofs.rootCrl());
  }

  public Doc licence(Licence data) {
    this.licence = data;
    return this;
  }

  /** Names a place in a status list. */
  public Doc place() {
    this.place = World.PLACE;
    return this;
  }

  public Doc presented() {
    this.presentation = true;
    return this;
  }

  public Doc finding(Finding finding) {
    findings.add(finding);
    return this;
  }

  /** Adds a signature that the carrier found intact. */
  public Doc signed(SigningKey key) {
    return signed(key, FindingCode.SIGNATURE_INTACT, Outcome.PASSED);
  }

  public Doc signed(SigningKey key, FindingCode code, Outcome outcome) {
    int number = signatures.size() + 1;
    byte[] octets = ("what signature " + number + " covers").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] value = key.sign(octets);
      signatures.add(
          new SubjectSignature(
              number,
              key.algorithm(),
              carried(key),
              hash -> hash.digest(octets),
              value,
              value,
              World.SIGNED,
              List.of()));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
    findings.add(Finding.of(code, outcome, FindingSubject.signature(number)));
    return this;
  }

  private static List<Certificate> carried(SigningKey key) {
    return key.chain().stream()
        .filter(c -> c.equals(key.certificate()) || !c.isSelfIssued())
        .toList();
  }

  /** Adds items to the evidence of signature n. */
  public Doc with(int n, Evidence... items) {
    for (Evidence item : items) {
      with(n, signature -> item);
    }
    return this;
  }

  /** Adds an item that is made for signature n. */
  public Doc with(int n, Function<SubjectSignature, Evidence> item) {
    SubjectSignature old = signatures.get(n - 1);
    List<Evidence> evidence = new ArrayList<>(old.evidence());
    evidence.add(item.apply(old));
    signatures.set(n - 1, replace(old, evidence));
    return this;
  }

  /** Drops the items of signature n. */
  public Doc bare(int n) {
    signatures.set(n - 1, replace(signatures.get(n - 1), List.of()));
    return this;
  }

  /** Keeps only some items of signature n, by index. */
  public Doc keeping(int n, int... indices) {
    SubjectSignature old = signatures.get(n - 1);
    signatures.set(
        n - 1, replace(old, Arrays.stream(indices).mapToObj(old.evidence()::get).toList()));
    return this;
  }

  /** Makes signature n one that was made with a seal. */
  public Doc sealed(int n, SealSignature seal) {
    signatures.set(n - 1, signatures.get(n - 1).withSeal(seal));
    return this;
  }

  private static SubjectSignature replace(SubjectSignature old, List<Evidence> evidence) {
    return new SubjectSignature(
        old.number(),
        old.algorithm(),
        old.certificates(),
        old.signedOctetsDigest(),
        old.value(),
        old.stamped(),
        old.claimedAt(),
        evidence,
        old.seal(),
        List.of());
  }

  public SubjectSignature signature(int n) {
    return signatures.get(n - 1);
  }

  public Subject subject() {
    LicencePayload payload =
        licence == null
            ? null
            : new LicencePayload(
                licence, HashAlgorithm.SM3, new byte[32], place, Role.DATA, null, World.SIGNED);
    return new Subject(Carrier.JSON, Role.DATA, payload, signatures, findings, presentation);
  }
}
