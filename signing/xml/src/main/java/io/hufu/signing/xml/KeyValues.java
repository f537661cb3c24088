package io.hufu.signing.xml;

import java.util.Arrays;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.keys.content.KeyValue;
import org.w3c.dom.Element;

/** Compares KeyValue elements, which Santuario reads, with the key of a certificate. */
final class KeyValues {
  private KeyValues() {}

  static boolean is(Element keyValue, byte[] spki) {
    try {
      var key = new KeyValue(keyValue, "").getPublicKey();
      return key != null && Arrays.equals(key.getEncoded(), spki);
    } catch (XMLSecurityException | RuntimeException e) {
      return false; // what cannot be read is not known to be the same
    }
  }
}
