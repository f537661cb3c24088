package io.hufu.signing.xml;

/** Namespaces and algorithm identifiers of the standards, and ours. */
final class Names {
  static final String DS = "http://www.w3.org/2000/09/xmldsig#";

  /** ETSI EN 319 132-1 §4.2: the namespace of XAdES 1.3.2. */
  static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";

  static final String XADES_141 = "http://uri.etsi.org/01903/v1.4.1#";

  /** RFC 6283: evidence records in XML. */
  static final String ERS = "urn:ietf:params:xml:ns:ers";

  /** EN 319 162-1 annex A.3: the namespace of ASiC. */
  static final String ASIC = "http://uri.etsi.org/02918/v1.2.1#";

  static final String LICENCE = "https://hufu.io/ns/licence/1";
  static final String LICENCE_PINYIN = "https://hufu.io/ns/licence/1/pinyin";
  static final String EVIDENCE = "https://hufu.io/ns/evidence/1";

  static final String ENVELOPED = DS + "enveloped-signature";
  static final String BASE64 = DS + "base64";
  static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
  static final String INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
  static final String INCLUSIVE_11 = "http://www.w3.org/2006/12/xml-c14n11";

  static final String SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
  static final String COUNTERSIGNED = "http://uri.etsi.org/01903#CountersignedSignature";

  private Names() {}

  /** Tells whether a namespace is that of our licence, in either binding. */
  static boolean isLicence(String namespace) {
    return namespace.equals(LICENCE) || namespace.equals(LICENCE_PINYIN);
  }
}
