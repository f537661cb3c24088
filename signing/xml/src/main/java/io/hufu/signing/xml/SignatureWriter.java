package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import org.apache.xml.security.Init;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.transforms.Transforms;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * Makes one XAdES B-B signature (ETSI EN 319 132-1 §6): Santuario digests and canonicalises, the
 * signing key signs. Used once.
 */
final class SignatureWriter {
  static final String ID = "signature";
  static final String VALUE_ID = "signature-value";

  static {
    Init.init();
  }

  private final Document document;
  private final SigningKey key;
  private final HashAlgorithm hash;
  private final String idPrefix;

  /**
   * @param idPrefix what the ids of this signature begin with; distinct within a document
   */
  SignatureWriter(Document document, SigningKey key, String idPrefix) {
    this.document = document;
    this.key = key;
    this.hash = key.algorithm().suite().hash();
    this.idPrefix = idPrefix;
  }

  /** What was signed and how. */
  record Signed(Element element, byte[] octets, byte[] value) {}

  /** Signs the whole document that the parent belongs to; the signature becomes its last child. */
  Signed envelopedIn(Element parent, Instant time) throws KeyUnavailableException {
    return sign(parent, time, "", null, "text/xml");
  }

  /** Countersigns an element by its id (EN 319 132-1 §5.2.7.2). */
  Signed countersigning(Element parent, String valueId, Instant time)
      throws KeyUnavailableException {
    return sign(parent, time, "#" + valueId, Names.COUNTERSIGNED, null);
  }

  private Signed sign(
      Element parent, Instant time, String uri, @Nullable String type, @Nullable String mimeType)
      throws KeyUnavailableException {
    if (key.algorithm() == SignatureAlgorithm.SM2_SM3) {
      SantuarioSm.register();
    }
    Element signature = ds(parent, "Signature");
    signature.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:ds", Names.DS);
    signature.setAttribute("Id", idPrefix + ID);
    try {
      SignedInfo info =
          new SignedInfo(document, AlgorithmUris.of(key.algorithm()), Names.EXCLUSIVE);
      signature.appendChild(info.getElement());
      Element value = ds(signature, "SignatureValue");
      value.setAttribute("Id", valueId());
      keyInfo(signature);
      properties(signature, time, mimeType);
      reference(info, uri, type, idPrefix + "reference");
      reference(info, "#" + propertiesId(), Names.SIGNED_PROPERTIES, null);
      withoutSpace(info.getElement());
      info.generateDigestValues();
      withoutSpace(info.getElement());
      byte[] octets = info.getCanonicalizedOctetStream();
      byte[] signed = key.sign(octets);
      value.setTextContent(XmlText.base64(signed));
      return new Signed(signature, octets, signed);
    } catch (XMLSecurityException | java.io.IOException e) {
      throw new IllegalStateException("Santuario could not make a signature", e);
    }
  }

  private String valueId() {
    return idPrefix + VALUE_ID;
  }

  private String propertiesId() {
    return idPrefix + "signed-properties";
  }

  private void reference(SignedInfo info, String uri, @Nullable String type, @Nullable String id)
      throws XMLSecurityException {
    Transforms transforms = new Transforms(document);
    if (uri.isEmpty()) {
      transforms.addTransform(Names.ENVELOPED);
    }
    transforms.addTransform(Names.EXCLUSIVE);
    info.addDocument("", uri, transforms, AlgorithmUris.of(hash), id, type);
  }

  /** The signer's certificate and its chain; a root proves nothing to who does not have it. */
  private List<Certificate> chain() {
    Certificate leaf = key.certificate();
    return key.chain().stream().filter(c -> c.equals(leaf) || !c.isSelfIssued()).toList();
  }

  private void keyInfo(Element signature) {
    Element data = ds(ds(signature, "KeyInfo"), "X509Data");
    chain().forEach(c -> ds(data, "X509Certificate", XmlText.base64(c.der())));
  }

  private void properties(Element signature, Instant time, @Nullable String mimeType) {
    Element qualifying = xades(ds(signature, "Object"), "QualifyingProperties");
    qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xades", Names.XADES);
    qualifying.setAttribute("Target", "#" + idPrefix + ID);
    Element signed = xades(qualifying, "SignedProperties");
    signed.setAttribute("Id", propertiesId());
    signed.setIdAttribute("Id", true);
    Element properties = xades(signed, "SignedSignatureProperties");
    // EN 319 132-1 §5.2.1
    XmlText.append(
        properties,
        Names.XADES,
        "xades:SigningTime",
        time.truncatedTo(ChronoUnit.SECONDS).toString());
    // EN 319 132-1 §5.2.2: the signer's first; the others so that KeyInfo is covered
    Element certificates = xades(properties, "SigningCertificateV2");
    for (Certificate certificate : chain()) {
      Element digest = xades(xades(certificates, "Cert"), "CertDigest");
      ds(digest, "DigestMethod").setAttribute("Algorithm", AlgorithmUris.of(hash));
      ds(digest, "DigestValue", XmlText.base64(certificate.digest(hash)));
    }
    if (mimeType != null) {
      // EN 319 132-1 §5.2.4
      Element format = xades(xades(signed, "SignedDataObjectProperties"), "DataObjectFormat");
      format.setAttribute("ObjectReference", "#" + idPrefix + "reference");
      XmlText.append(format, Names.XADES, "xades:MimeType", mimeType);
    }
  }

  /** Santuario breaks lines between elements; the file has one form without. */
  private static void withoutSpace(Node node) {
    for (Node child = node.getFirstChild(); child != null; ) {
      Node next = child.getNextSibling();
      if (child instanceof Text text && text.getData().isBlank()) {
        node.removeChild(child);
      } else {
        withoutSpace(child);
      }
      child = next;
    }
  }

  private static Element ds(Element parent, String name) {
    return XmlText.append(parent, Names.DS, "ds:" + name);
  }

  private static void ds(Element parent, String name, String text) {
    XmlText.append(parent, Names.DS, "ds:" + name, text);
  }

  private static Element xades(Element parent, String name) {
    return XmlText.append(parent, Names.XADES, "xades:" + name);
  }

  /** Names of ids that a document has already, so that a further signature takes others. */
  static String freePrefix(Set<String> taken) {
    for (int number = 1; ; number++) {
      String prefix = "counter-" + number + "-";
      if (taken.stream().noneMatch(id -> id.startsWith(prefix))) {
        return prefix;
      }
    }
  }
}
