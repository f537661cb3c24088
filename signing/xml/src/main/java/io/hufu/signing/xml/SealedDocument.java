package io.hufu.signing.xml;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Evidence;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.XmlParser;
import io.hufu.signing.input.XmlRefusedException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A sealed licence as a tree, to add what its signature does not cover. Used once. */
final class SealedDocument {
  private final Document document;
  private final Survey survey;
  private final XmlSignature signature;

  private SealedDocument(Document document, Survey survey, XmlSignature signature) {
    this.document = document;
    this.survey = survey;
    this.signature = signature;
  }

  /** Parses; what is no sealed licence is the caller's mistake. */
  static SealedDocument parse(byte[] sealed) {
    try {
      Document document = XmlParser.parse(sealed, Limits.DEFAULT);
      Survey survey = Survey.of(document);
      if (survey.licences().isEmpty() || survey.signatures().isEmpty()) {
        throw new IllegalArgumentException("not a sealed XML licence");
      }
      XmlSignature signature = SignatureReader.read(survey.signatures().get(0), true);
      return new SealedDocument(document, survey, signature);
    } catch (XmlRefusedException | RefusedException e) {
      throw new IllegalArgumentException("not a sealed XML licence", e);
    }
  }

  byte[] withEvidence(List<Evidence> items) throws EvidenceFrozenException {
    EvidenceWriter writer =
        new EvidenceWriter(signature.element(), qualifying(), unfrozen().evidence().size());
    items.forEach(writer::write);
    return bytes();
  }

  byte[] withCounterSignature(SigningKey approver, Instant time)
      throws KeyUnavailableException, EvidenceFrozenException {
    unfrozen();
    Element place = EvidenceWriter.place(qualifying());
    Element counter =
        XmlText.append(place, Names.XADES, EvidenceWriter.prefix(place) + "CounterSignature");
    Element value = signature.valueElement();
    value.setIdAttribute("Id", true);
    new SignatureWriter(document, approver, SignatureWriter.freePrefix(survey.ids()))
        .countersigning(counter, value.getAttribute("Id"), time);
    return bytes();
  }

  private Element qualifying() {
    XadesProperties properties = signature.properties();
    if (properties == null) {
      throw new IllegalArgumentException("not a sealed XML licence");
    }
    return properties.qualifying();
  }

  private EvidenceReader unfrozen() throws EvidenceFrozenException {
    EvidenceReader reader = new EvidenceReader(1, new Budget(Limits.DEFAULT));
    XadesProperties properties = signature.properties();
    @Nullable Element unsigned = properties == null ? null : properties.unsigned();
    try {
      if (unsigned != null) {
        reader.read(unsigned);
      }
    } catch (RefusedException e) {
      throw new IllegalArgumentException("not a sealed XML licence", e);
    }
    if (reader.isFrozen()) {
      throw new EvidenceFrozenException("an archive time-stamp covers the evidence");
    }
    return reader;
  }

  private byte[] bytes() {
    try {
      return CanonicalXml.INCLUSIVE.of(document);
    } catch (RefusedException e) {
      throw new IllegalArgumentException("not a sealed XML licence", e);
    }
  }
}
