package io.hufu.signing.input;

import io.hufu.signing.input.XmlRefusedException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads hostile XML into a tree: no document type, nothing external, within limits. Thread-safe.
 *
 * <p>The parser is the Java runtime's own, whatever the class path holds. Comments and processing
 * instructions are kept as nodes, CDATA sections become text, adjacent text is one node.
 */
public final class XmlParser {
  /** Most attributes and namespace declarations of one element. */
  public static final int MAX_ATTRIBUTES = 256;

  /** Most characters of a name. */
  public static final int MAX_NAME = 1000;

  /** Most nodes of a document: elements, attributes, texts, comments, instructions. */
  public static final int MAX_NODES = 1 << 20;

  private static final String FEATURE = "http://xml.org/sax/features/";
  private static final String LIMIT = "http://www.oracle.com/xml/jaxp/properties/";

  /** The runtime's own limits, of which messages begin so in every language. */
  private static final String RUNTIME_LIMIT = "JAXP0001";

  private XmlParser() {}

  /**
   * Parses a document of at most {@code limits.text()} bytes and {@code limits.xmlDepth()} levels.
   *
   * @throws XmlRefusedException for anything that is not read, with its reason
   */
  public static Document parse(byte[] bytes, Limits limits) throws XmlRefusedException {
    if (bytes.length > limits.text()) {
      throw new XmlRefusedException(Reason.LIMIT, "longer than " + limits.text() + " bytes");
    }
    XmlTree tree = new XmlTree(newDocument(), limits.xmlDepth());
    try {
      XMLReader reader = reader();
      reader.setContentHandler(tree);
      reader.setErrorHandler(tree);
      reader.setEntityResolver(tree);
      reader.setProperty("http://xml.org/sax/properties/lexical-handler", tree);
      reader.parse(new InputSource(new ByteArrayInputStream(bytes)));
    } catch (XmlTree.StopException e) {
      throw e.refusal();
    } catch (SAXException e) {
      throw refusal(e);
    } catch (IOException | RuntimeException e) {
      // Bytes that are no text of the declared encoding; the parser's message may quote them.
      throw new XmlRefusedException(Reason.NOT_WELL_FORMED, "not text in the encoding it names");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java runtime's XML parser is not as expected", e);
    }
    return tree.document();
  }

  private static XmlRefusedException refusal(SAXException e) {
    if (String.valueOf(e.getMessage()).startsWith(RUNTIME_LIMIT)) {
      return new XmlRefusedException(Reason.LIMIT, "beyond a limit of the XML parser");
    }
    // The parser's own words quote names and values of the document.
    String place =
        e instanceof SAXParseException at
            ? " at line " + at.getLineNumber() + " column " + at.getColumnNumber()
            : "";
    return new XmlRefusedException(Reason.NOT_WELL_FORMED, "not well-formed XML" + place);
  }

  private static XMLReader reader() throws ParserConfigurationException, SAXException {
    SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
    factory.setNamespaceAware(true);
    factory.setXIncludeAware(false);
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature(FEATURE + "external-general-entities", false);
    factory.setFeature(FEATURE + "external-parameter-entities", false);
    factory.setFeature(FEATURE + "namespace-prefixes", true);
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var parser = factory.newSAXParser();
    parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
    // Each by us: what a runtime allows by default changed with Java 24.
    parser.setProperty(LIMIT + "elementAttributeLimit", Integer.toString(MAX_ATTRIBUTES));
    parser.setProperty(LIMIT + "maxXMLNameLimit", Integer.toString(MAX_NAME));
    parser.setProperty(LIMIT + "maxElementDepth", "0"); // the tree counts its levels itself
    return parser.getXMLReader();
  }

  /** Makes an empty document, for writing. */
  public static Document newDocument() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().newDocument();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java runtime's XML parser is not as expected", e);
    }
  }
}
