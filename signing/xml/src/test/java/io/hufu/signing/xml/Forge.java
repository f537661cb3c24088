package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.signing.PilotKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureByteInput;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Makes signatures that hold, over whatever a test wants, by Santuario's own signing: the key is
 * that of a certificate, so what is wrong with the result is never the cryptography.
 */
final class Forge {
  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  private static final KeyPair PAIR;
  static final Certificate CERTIFICATE;

  static {
    Init.init();
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      PAIR = generator.generateKeyPair();
      SigningKey ca = PilotKeys.Hierarchy.of(SignatureAlgorithm.ES256).ca();
      VerificationKey key = VerificationKey.fromSpki(PAIR.getPublic().getEncoded());
      CERTIFICATE =
          new CertificateBuilder(Profile.SIGNER, "CN=示例机构,C=CN", key)
              .serial(BigInteger.TEN)
              .validity(PilotKeys.FROM, PilotKeys.TO)
              .signedBy(ca);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A Reference: URI, Type (null for none), transforms, digest method. */
  record Ref(String uri, String type, List<Transform> transforms, String digest) {
    Ref(String uri, String... transforms) {
      this(
          uri,
          null,
          List.of(transforms).stream().map(t -> new Transform(t, null)).toList(),
          SHA256);
    }
  }

  /** A transform, and XML to put into it (null for none). */
  record Transform(String algorithm, String content) {}

  private final Document document;
  private final List<Ref> refs = new ArrayList<>();
  private final List<Node> objects = new ArrayList<>();
  private String method = XMLSignature.ALGO_ID_SIGNATURE_ECDSA_SHA256;
  private String c14n = Names.EXCLUSIVE;
  private boolean xades = true;
  private Map<String, byte[]> contents = Map.of();

  private Forge(Document document) {
    this.document = document;
  }

  static Forge of(String xml) throws Exception {
    return new Forge(parse(xml));
  }

  static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    markIds(document.getDocumentElement());
    return document;
  }

  private static void markIds(Element element) {
    for (String name : List.of("Id", "ID", "id")) {
      if (element.hasAttribute(name)) {
        element.setIdAttribute(name, true);
      }
    }
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        markIds(child);
      }
    }
  }

  Forge over(Ref ref) {
    refs.add(ref);
    return this;
  }

  Forge object(String xml) throws Exception {
    objects.add(document.importNode(parse(xml).getDocumentElement(), true));
    return this;
  }

  Forge method(String uri) {
    method = uri;
    return this;
  }

  Forge canonicalization(String uri) {
    c14n = uri;
    return this;
  }

  Forge withoutXades() {
    xades = false;
    return this;
  }

  Forge contents(Map<String, byte[]> byUri) {
    contents = byUri;
    return this;
  }

  /** Signs as the last child of the root, or as the root of an empty document. */
  byte[] sign() throws Exception {
    XMLSignature signature = new XMLSignature(document, "", method, c14n);
    Element element = signature.getElement();
    element.setAttribute("Id", "signature");
    document.getDocumentElement().appendChild(element);
    return finish(signature);
  }

  byte[] signAsRoot() throws Exception {
    document.removeChild(document.getDocumentElement());
    XMLSignature signature = new XMLSignature(document, "", method, c14n);
    signature.getElement().setAttribute("Id", "signature");
    document.appendChild(signature.getElement());
    return finish(signature);
  }

  private byte[] finish(XMLSignature signature) throws Exception {
    signature.addResourceResolver(new Given());
    for (Node object : objects) {
      signature.getElement().appendChild(object);
      if (object instanceof Element element) {
        markIds(element);
      }
    }
    if (xades) {
      properties(signature.getElement());
      refs.add(
          new Ref("#signed-properties", Names.SIGNED_PROPERTIES, one(Names.EXCLUSIVE), SHA256));
    }
    Element info = signature.getSignedInfo().getElement();
    for (Ref ref : refs) {
      Transforms transforms = ref.transforms().isEmpty() ? null : new Transforms(document);
      for (Transform t : ref.transforms()) {
        if (t.content() == null) {
          transforms.addTransform(t.algorithm());
        } else {
          Element content =
              (Element) document.importNode(parse(t.content()).getDocumentElement(), true);
          transforms.addTransform(t.algorithm(), content);
        }
      }
      signature.addDocument(ref.uri(), transforms, ref.digest(), null, ref.type());
    }
    strip(info);
    Element data = document.createElementNS(Names.DS, "ds:KeyInfo");
    Element x509 = document.createElementNS(Names.DS, "ds:X509Data");
    Element certificate = document.createElementNS(Names.DS, "ds:X509Certificate");
    certificate.setTextContent(XmlText.base64(CERTIFICATE.der()));
    x509.appendChild(certificate);
    data.appendChild(x509);
    Element value = (Element) find(signature.getElement(), "SignatureValue");
    signature.getElement().insertBefore(data, value.getNextSibling());
    signature.sign(PAIR.getPrivate());
    value = (Element) find(signature.getElement(), "SignatureValue");
    value.setAttribute("Id", "signature-value");
    value.setTextContent(value.getTextContent().replaceAll("\\s", ""));
    for (Node n = signature.getElement().getFirstChild(); n != null; ) {
      Node next = n.getNextSibling();
      if (!(n instanceof Element)) {
        signature.getElement().removeChild(n);
      }
      n = next;
    }
    return CanonicalXml.INCLUSIVE.of(document);
  }

  private static List<Transform> one(String algorithm) {
    return List.of(new Transform(algorithm, null));
  }

  private static Node find(Element parent, String name) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (name.equals(n.getLocalName())) {
        return n;
      }
    }
    throw new IllegalStateException(name);
  }

  private static void strip(Node node) {
    for (Node n = node.getFirstChild(); n != null; ) {
      Node next = n.getNextSibling();
      if (n instanceof org.w3c.dom.Text text && text.getData().isBlank()) {
        node.removeChild(n);
      } else {
        strip(n);
      }
      n = next;
    }
  }

  private void properties(Element signature) {
    Element object = append(signature, Names.DS, "ds:Object");
    Element qualifying = append(object, Names.XADES, "xades:QualifyingProperties");
    qualifying.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xades", Names.XADES);
    qualifying.setAttribute("Target", "#signature");
    Element signed = append(qualifying, Names.XADES, "xades:SignedProperties");
    signed.setAttribute("Id", "signed-properties");
    signed.setIdAttribute("Id", true);
    Element properties = append(signed, Names.XADES, "xades:SignedSignatureProperties");
    append(properties, Names.XADES, "xades:SigningTime").setTextContent("2026-11-24T02:30:00Z");
    Element cert =
        append(
            append(properties, Names.XADES, "xades:SigningCertificateV2"),
            Names.XADES,
            "xades:Cert");
    Element digest = append(cert, Names.XADES, "xades:CertDigest");
    append(digest, Names.DS, "ds:DigestMethod").setAttribute("Algorithm", SHA256);
    append(digest, Names.DS, "ds:DigestValue")
        .setTextContent(XmlText.base64(CERTIFICATE.digest(io.hufu.crypto.HashAlgorithm.SHA_256)));
  }

  private Element append(Element parent, String namespace, String name) {
    Element element = document.createElementNS(namespace, name);
    parent.appendChild(element);
    return element;
  }

  /** Resolves what the test gives. */
  private final class Given extends ResourceResolverSpi {
    @Override
    public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
      XMLSignatureInput input = new XMLSignatureByteInput(contents.get(context.uriToResolve));
      return input;
    }

    @Override
    public boolean engineCanResolveURI(ResourceResolverContext context) {
      return context.uriToResolve != null && contents.containsKey(context.uriToResolve);
    }
  }
}
