package io.hufu.signing.xml;

import java.util.Arrays;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.keys.content.KeyValue;
import org.w3c.dom.Element;

/** Compares KeyValue elements (XMLDSig §4.5.2) with the key of a certificate. */
final class KeyValues {
  private static final String DS11 = "http://www.w3.org/2009/xmldsig11#";
  private static final byte UNCOMPRESSED = 4;

  private KeyValues() {}

  /** Tells whether a KeyValue is this key; empty for a kind that we do not read. */
  static Optional<Boolean> is(Element keyValue, byte[] spki) throws RefusedException {
    Optional<Element> content = Children.first(keyValue);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    if (Children.is(content.get(), DS11, "ECKeyValue")) {
      return isPoint(content.get(), spki);
    }
    if (!Children.is(content.get(), Names.DS, "RSAKeyValue")) {
      return Optional.empty();
    }
    try {
      var key = new KeyValue(keyValue, "").getPublicKey();
      return Optional.of(key != null && Arrays.equals(key.getEncoded(), spki));
    } catch (XMLSecurityException | RuntimeException e) {
      return Optional.of(false); // other programs would not read it either
    }
  }

  /** A SubjectPublicKeyInfo ends with the point, in the form that PublicKey has (RFC 5480 §2.2). */
  private static Optional<Boolean> isPoint(Element value, byte[] spki) throws RefusedException {
    Children children = Children.of(value);
    if (children.take(DS11, "NamedCurve").isEmpty()) {
      return Optional.empty();
    }
    Element publicKey = children.require(DS11, "PublicKey");
    byte[] point = XmlText.decodeSpaced(Children.text(publicKey), "PublicKey");
    boolean same =
        point.length > 64
            && point[0] == UNCOMPRESSED
            && point.length < spki.length
            && Arrays.equals(spki, spki.length - point.length, spki.length, point, 0, point.length);
    return Optional.of(same);
  }
}
