package io.hufu.signing.input;

import io.hufu.signing.input.XmlRefusedException.Reason;
import java.io.StringReader;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/** Builds the tree from the parser's events and stops at the first thing that is not allowed. */
final class XmlTree extends DefaultHandler2 {
  private final Document document;
  private final int maxDepth;
  private final StringBuilder text = new StringBuilder();
  private Node current;
  private int depth;
  private int nodes;

  XmlTree(Document document, int maxDepth) {
    this.document = document;
    this.maxDepth = maxDepth;
    this.current = document;
  }

  /** Carries a refusal through the parser. */
  static final class StopException extends SAXException {
    private final transient XmlRefusedException refusal;

    StopException(Reason reason, String message) {
      super(message);
      this.refusal = new XmlRefusedException(reason, message);
    }

    XmlRefusedException refusal() {
      return refusal;
    }
  }

  Document document() {
    return document;
  }

  @Override
  public void startDTD(String name, @Nullable String publicId, @Nullable String systemId)
      throws SAXException {
    throw new StopException(Reason.DOCUMENT_TYPE, "a document type declaration");
  }

  @Override
  public InputSource resolveEntity(
      @Nullable String name, @Nullable String publicId, @Nullable String base, String systemId) {
    return new InputSource(new StringReader("")); // nothing is ever fetched
  }

  @Override
  public void startElement(String uri, String localName, String qName, Attributes attributes)
      throws SAXException {
    flush();
    if (++depth > maxDepth) {
      throw new StopException(Reason.LIMIT, "elements nest deeper than " + maxDepth);
    }
    if (attributes.getLength() > XmlParser.MAX_ATTRIBUTES) {
      throw new StopException(
          Reason.LIMIT, "an element with more than " + XmlParser.MAX_ATTRIBUTES + " attributes");
    }
    count(1 + attributes.getLength());
    try {
      Element element = document.createElementNS(uri.isEmpty() ? null : uri, qName);
      for (int i = 0; i < attributes.getLength(); i++) {
        element.setAttributeNS(
            namespace(attributes, i), attributes.getQName(i), attributes.getValue(i));
      }
      current.appendChild(element);
      current = element;
    } catch (DOMException e) {
      throw new StopException(Reason.NOT_WELL_FORMED, "a name that XML namespaces do not allow");
    }
  }

  private static @Nullable String namespace(Attributes attributes, int i) {
    String name = attributes.getQName(i);
    if (name.equals("xmlns") || name.startsWith("xmlns:")) {
      return XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
    }
    return attributes.getURI(i).isEmpty() ? null : attributes.getURI(i);
  }

  @Override
  public void endElement(String uri, String localName, String qName) throws SAXException {
    flush();
    depth--;
    current = current.getParentNode();
  }

  @Override
  public void characters(char[] chars, int start, int length) {
    text.append(chars, start, length);
  }

  @Override
  public void comment(char[] chars, int start, int length) throws SAXException {
    flush();
    count(1);
    current.appendChild(document.createComment(new String(chars, start, length)));
  }

  @Override
  public void processingInstruction(String target, String data) throws SAXException {
    flush();
    count(1);
    current.appendChild(document.createProcessingInstruction(target, data));
  }

  private void flush() throws SAXException {
    if (!text.isEmpty() && current != document) {
      count(1);
      current.appendChild(document.createTextNode(text.toString()));
    }
    text.setLength(0);
  }

  private void count(int more) throws SAXException {
    nodes += more;
    if (nodes > XmlParser.MAX_NODES) {
      throw new StopException(Reason.LIMIT, "more than " + XmlParser.MAX_NODES + " nodes");
    }
  }

  @Override
  public void warning(SAXParseException e) {
    // A warning changes nothing of what is read.
  }

  @Override
  public void error(SAXParseException e) throws SAXException {
    throw e;
  }

  @Override
  public void fatalError(SAXParseException e) throws SAXException {
    throw e;
  }
}
