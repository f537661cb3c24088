package io.hufu.signing.xml;

import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads UnsignedSignatureProperties as items of evidence. Used once. */
final class EvidenceReader {
  private static final Pattern NUMBER = Pattern.compile(EvidenceWriter.ID + "([1-9][0-9]{0,5})");
  private static final Set<String> VALUES =
      Set.of("CertificateValues", "RevocationValues", "CRLValues", "OCSPValues");
  private static final Map<String, Kind> ENCAPSULATED =
      Map.of(
          "EncapsulatedX509Certificate", Kind.CERTIFICATE,
          "EncapsulatedCRLValue", Kind.CRL,
          "EncapsulatedOCSPValue", Kind.OCSP);

  private final int signature;
  private final Budget budget;
  private final List<Numbered> items = new ArrayList<>();
  private final List<Element> counterSignatures = new ArrayList<>();
  private final Set<FindingCode> notices = new HashSet<>();
  private @Nullable CanonicalXml stampCanonicalization;

  EvidenceReader(int signature, Budget budget) {
    this.signature = signature;
    this.budget = budget;
  }

  /** An item with its place; 0 for one that was not written by us. */
  private record Numbered(int number, Evidence evidence) {}

  void read(Element properties) throws RefusedException {
    for (Children children = Children.of(properties); children.hasNext(); ) {
      readProperty(children.next());
    }
    order();
  }

  /** Numbered items take their places; what others added fills the gaps as it comes. */
  private void order() {
    Numbered[] places = new Numbered[items.size()];
    List<Numbered> others = new ArrayList<>();
    for (Numbered item : items) {
      int place = item.number() - 1;
      if (place >= 0 && place < places.length && places[place] == null) {
        places[place] = item;
      } else {
        others.add(item);
      }
    }
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = places[i] == null ? others.get(next++) : places[i];
    }
    items.clear();
    items.addAll(Arrays.asList(places));
  }

  private void readProperty(Element property) throws RefusedException {
    String name = property.getLocalName();
    if (Children.is(property, Names.XADES, "SignatureTimeStamp")) {
      readTimeStamp(property);
    } else if (Children.is(property, Names.XADES, "CounterSignature")) {
      counterSignatures.add(property);
    } else if (name.equals("ArchiveTimeStamp")) {
      notices.add(FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED);
    } else if (isEvidenceRecord(property)) {
      notices.add(FindingCode.EVIDENCE_RECORD_NOT_CHECKED);
    } else if (Children.is(property, Names.XADES_141, "TimeStampValidationData")) {
      readValues(property);
    } else if (Names.XADES.equals(property.getNamespaceURI()) && VALUES.contains(name)) {
      readValues(property);
    } else if (Children.is(property, Names.EVIDENCE, "evidence")) {
      readOwn(property);
    } else {
      unknown(property);
    }
  }

  private static boolean isEvidenceRecord(Element property) {
    return Names.ERS.equals(property.getNamespaceURI())
        || property.getLocalName().equals("SealingEvidenceRecords")
        || property.getLocalName().equals("EvidenceRecord");
  }

  private void readValues(Element parent) throws RefusedException {
    for (Children children = Children.of(parent); children.hasNext(); ) {
      Element child = children.next();
      Kind kind = ENCAPSULATED.get(child.getLocalName());
      if (!Names.XADES.equals(child.getNamespaceURI())) {
        unknown(child);
      } else if (kind != null) {
        add(child, kind, bytes(child));
      } else if (VALUES.contains(child.getLocalName())) {
        readValues(child);
      } else {
        unknown(child);
      }
    }
  }

  /** A stamp under another canonicalisation than the first would be of other octets. */
  private void readTimeStamp(Element stamp) throws RefusedException {
    CanonicalXml canonical = CanonicalXml.INCLUSIVE; // EN 319 132-1 §4.5.2: the default
    for (Children children = Children.of(stamp); children.hasNext(); ) {
      Element child = children.next();
      if (Children.is(child, Names.DS, "CanonicalizationMethod")) {
        canonical = new CanonicalXml(XmlReference.algorithm(child), XmlReference.prefixes(child));
      } else if (Children.is(child, Names.XADES, "EncapsulatedTimeStamp")) {
        CanonicalXml first = stampCanonicalization == null ? canonical : stampCanonicalization;
        if (!CanonicalXml.isAllowed(canonical.algorithm()) || !first.equals(canonical)) {
          unknown(stamp);
          return;
        }
        stampCanonicalization = first;
        add(stamp, Kind.TIME_STAMP, bytes(child));
      }
    }
  }

  private void readOwn(Element element) throws RefusedException {
    Children.requireAttributes(element, Set.of("Id", "kind"));
    String label = element.getAttribute("kind");
    Optional<Kind> kind =
        Arrays.stream(Kind.values())
            .filter(k -> k != Kind.UNKNOWN && k.label().equals(label))
            .findFirst();
    if (kind.isPresent()) {
      add(element, kind.get(), bytes(element));
    } else {
      unknown(element);
    }
  }

  /** What is no base64 is handed on as it stands: whoever judges the item finds it malformed. */
  private static byte[] bytes(Element element) throws RefusedException {
    String text = Children.text(element);
    try {
      return XmlText.decodeSpaced(text, "");
    } catch (RefusedException e) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private void unknown(Element element) throws RefusedException {
    add(element, Kind.UNKNOWN, CanonicalXml.EXCLUSIVE.of(element, budget));
  }

  private void add(Element element, Kind kind, byte[] bytes) {
    Matcher id = NUMBER.matcher(element.getAttribute("Id"));
    int number = id.matches() ? Integer.parseInt(id.group(1)) : 0;
    items.add(new Numbered(number, new Evidence(kind, bytes)));
  }

  List<Evidence> evidence() {
    return items.stream().map(Numbered::evidence).toList();
  }

  /** Returns what is worth saying: unknown items, and what is recognised but not judged. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).evidence().kind() == Kind.UNKNOWN) {
        FindingSubject subject = FindingSubject.evidence(signature, i + 1);
        findings.add(Finding.of(FindingCode.EVIDENCE_UNKNOWN, Outcome.NOTICE, subject));
      }
    }
    notices.stream()
        .sorted()
        .map(c -> Finding.of(c, Outcome.NOTICE, FindingSubject.signature(signature)))
        .forEach(findings::add);
    return findings;
  }

  /** Returns the level that the form has: B-B, B-T, B-LT or B-LTA (EN 319 132-1 §6.1). */
  String level() {
    if (isFrozen()) {
      return "B-LTA";
    }
    if (items.stream().noneMatch(i -> i.evidence().kind() == Kind.TIME_STAMP)) {
      return "B-B";
    }
    boolean values =
        items.stream()
            .map(i -> i.evidence().kind())
            .anyMatch(k -> k == Kind.CERTIFICATE || k == Kind.CRL || k == Kind.OCSP);
    return values ? "B-LT" : "B-T";
  }

  List<Element> counterSignatures() {
    return counterSignatures;
  }

  /** Tells whether an archive time-stamp covers what stands here. */
  boolean isFrozen() {
    return notices.contains(FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED);
  }

  /** Returns the canonicalisation of SignatureValue that the time-stamps are over. */
  CanonicalXml stampCanonicalization() {
    return stampCanonicalization == null ? CanonicalXml.EXCLUSIVE : stampCanonicalization;
  }
}
