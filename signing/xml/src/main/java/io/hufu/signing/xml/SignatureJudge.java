package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Computes what one signature says and whether it holds: references, certificate, value. Used once.
 *
 * <p>Santuario canonicalises; digests and signature values are the library's own, so that no table
 * or provider of the JVM has a say in what holds.
 */
final class SignatureJudge {
  private final XmlSignature signature;
  private final Dereferencing dereferencing;
  private final FindingSubject subject;
  private final int maxChain;
  private final List<Finding> findings = new ArrayList<>();
  private final IdentityHashMap<XmlReference, byte[]> kept = new IdentityHashMap<>();
  private byte[] octets = new byte[0];
  private byte[] value = new byte[0];
  private List<Certificate> chain = List.of();

  SignatureJudge(
      XmlSignature signature, Dereferencing dereferencing, FindingSubject subject, int maxChain) {
    this.signature = signature;
    this.dereferencing = dereferencing;
    this.subject = subject;
    this.maxChain = maxChain;
  }

  /** Runs; afterwards everything else may be asked. */
  void judge(boolean keepOctets) {
    try {
      octets = dereferencing.signedOctets();
      value = signature.value();
      boolean referencesHold = judgeReferences(keepOctets);
      chain = chain();
      boolean valueHolds = judgeValue();
      boolean namesItsCertificate = judgeCertificate();
      boolean certificateHolds = judgeKeyValues() && namesItsCertificate;
      if (referencesHold && valueHolds && certificateHolds) {
        add(
            FindingCode.SIGNATURE_INTACT,
            Outcome.PASSED,
            Map.of("algorithm", algorithm().orElseThrow().name()));
      }
    } catch (RefusedException e) {
      findings.add(e.about(subject));
    }
  }

  private boolean judgeReferences(boolean keepOctets) {
    boolean all = true;
    for (XmlReference reference : signature.references()) {
      try {
        all &= judgeReference(reference, keepOctets);
      } catch (RefusedException e) {
        findings.add(e.about(subject));
        all = false;
      }
    }
    return all;
  }

  private boolean judgeReference(XmlReference reference, boolean keepOctets)
      throws RefusedException {
    HashAlgorithm hash = AlgorithmUris.requireDigest(reference.digestMethod());
    Optional<Node> node = dereferencing.node(reference);
    byte[] digest =
        node.isEmpty()
            ? dereferencing.digestOutside(reference, hash)
            : digest(reference, node.get(), hash, keepOctets);
    if (MessageDigest.isEqual(digest, reference.digest())) {
      return true;
    }
    add(
        FindingCode.CONTENT_CHANGED,
        Outcome.FAILED,
        Map.of("detail", "the digest of a Reference differs"));
    return false;
  }

  private byte[] digest(XmlReference reference, Node node, HashAlgorithm hash, boolean keep)
      throws RefusedException {
    MessageDigest digest = hash.start();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    OutputStream sink = keep ? copy : OutputStream.nullOutputStream();
    try (OutputStream out = new DigestOutputStream(sink, digest)) {
      dereferencing.write(node, reference.transforms(), out);
    } catch (IOException e) {
      throw new IllegalStateException("memory could not be written", e);
    }
    if (keep) {
      kept.put(reference, copy.toByteArray());
    }
    return digest.digest();
  }

  /** The method that is named; of ECDSA, on the curve of the signer's key (RFC 6931 §2.3.6). */
  Optional<SignatureAlgorithm> algorithm() {
    return chain.isEmpty() ? named() : algorithm(chain.get(0));
  }

  private Optional<SignatureAlgorithm> algorithm(Certificate signer) {
    return signer.hasUsableKey() ? named().map(method -> method.forKey(signer.key())) : named();
  }

  private Optional<SignatureAlgorithm> named() {
    return AlgorithmUris.signature(signature.method());
  }

  private boolean judgeValue() {
    Optional<SignatureAlgorithm> algorithm = algorithm();
    if (AlgorithmUris.isRefused(signature.method())) {
      Outcome outcome = AlgorithmUris.refusal(signature.method());
      add(FindingCode.XML_ALGORITHM_REFUSED, outcome, Map.of("detail", "SignatureMethod"));
    } else if (algorithm.isEmpty()) {
      add(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("where", "SignatureMethod"));
    } else if (chain.isEmpty()) {
      add(FindingCode.NO_SIGNER_CERTIFICATE, Outcome.INCONCLUSIVE, Map.of());
    } else if (chain.size() > maxChain) {
      Map<String, String> facts = Map.of("certificates", chain.size() + "", "limit", maxChain + "");
      add(FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, facts);
    } else if (!chain.get(0).hasUsableKey()) {
      add(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("where", "X509Certificate"));
    } else {
      return judgeValue(algorithm.get(), chain.get(0));
    }
    return false;
  }

  private boolean judgeValue(SignatureAlgorithm algorithm, Certificate signer) {
    Map<String, String> facts = Map.of("algorithm", algorithm.name());
    if (!signer.key().algorithms().contains(algorithm)) {
      add(FindingCode.ALGORITHM_KEY_MISMATCH, Outcome.FAILED, facts);
      return false;
    }
    value = algorithm.canonical(signature.value());
    if (!signer.key().verify(algorithm, octets, signature.value())) {
      add(FindingCode.SIGNATURE_INVALID, Outcome.FAILED, facts);
      return false;
    }
    return true;
  }

  /**
   * The signer's certificate first: the one that SigningCertificate names, else the one whose key
   * verifies, else the first.
   */
  private List<Certificate> chain() {
    List<Certificate> all = signature.certificates();
    XadesProperties properties = signature.properties();
    Optional<Certificate> named =
        properties == null || properties.certificates().isEmpty()
            ? all.stream().limit(maxChain).filter(this::verifies).findFirst()
            : all.stream()
                .filter(c -> properties.certificates().get(0).names(c).orElse(false))
                .findFirst();
    Set<Certificate> ordered = new LinkedHashSet<>();
    named.ifPresent(ordered::add);
    ordered.addAll(all);
    return List.copyOf(ordered);
  }

  private boolean verifies(Certificate certificate) {
    return certificate.hasUsableKey()
        && algorithm(certificate)
            .filter(a -> certificate.key().verify(a, octets, signature.value()))
            .isPresent();
  }

  /** EN 319 132-1 §5.2.2: the signed digest is that of the certificate used, if there is one. */
  private boolean judgeCertificate() {
    XadesProperties properties = signature.properties();
    if (properties == null || properties.certificates().isEmpty() || chain.isEmpty()) {
      return true;
    }
    Optional<Boolean> names = properties.certificates().get(0).names(chain.get(0));
    if (names.isEmpty()) {
      boolean refused = AlgorithmUris.isRefused(properties.certificates().get(0).method());
      add(
          refused ? FindingCode.XML_ALGORITHM_REFUSED : FindingCode.ALGORITHM_UNKNOWN,
          Outcome.INCONCLUSIVE,
          Map.of("detail", "CertDigest"));
      return false;
    }
    if (!names.get()) {
      add(FindingCode.XADES_CERTIFICATE_MISMATCH, Outcome.FAILED, Map.of());
    }
    return names.get();
  }

  /** A KeyValue that is not the certificate's key tells other programs another signer. */
  private boolean judgeKeyValues() throws RefusedException {
    if (chain.isEmpty() || !chain.get(0).hasUsableKey()) {
      return true;
    }
    byte[] spki = chain.get(0).key().spki();
    boolean all = true;
    for (Element element : signature.keyValues()) {
      Optional<Boolean> same = KeyValues.is(element, spki);
      if (same.isEmpty()) {
        add(FindingCode.ALGORITHM_UNKNOWN, Outcome.INCONCLUSIVE, Map.of("where", "KeyValue"));
      } else if (!same.get()) {
        add(
            FindingCode.XML_KEY_INFO_REFUSED,
            Outcome.FAILED,
            Map.of("detail", "a KeyValue that is not the certificate's key"));
      }
      all &= same.orElse(false);
    }
    return all;
  }

  private void add(FindingCode code, Outcome outcome, Map<String, String> facts) {
    findings.add(Finding.of(code, outcome, subject, facts));
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  boolean holds() {
    return findings.stream().anyMatch(f -> f.code().equals(FindingCode.SIGNATURE_INTACT.name()));
  }

  /** Returns the canonical SignedInfo. */
  byte[] octets() {
    return octets.clone();
  }

  /** Returns the canonical signature value. */
  byte[] value() {
    return value.clone();
  }

  /** Returns the signer's certificate first. */
  List<Certificate> certificates() {
    return chain;
  }

  /** Returns the digested octets of a reference; null when they were not reached or not kept. */
  byte @Nullable [] keptOctets(XmlReference reference) {
    return kept.get(reference);
  }
}
