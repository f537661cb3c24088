package io.hufu.crypto.cms;

/** Types of attributes as dotted object identifiers. */
public final class AttributeType {
  /** RFC 5652 §11.1. */
  public static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";

  /** RFC 5652 §11.2. */
  public static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";

  /** RFC 5652 §11.3. */
  public static final String SIGNING_TIME = "1.2.840.113549.1.9.5";

  /** RFC 5652 §11.4. */
  public static final String COUNTERSIGNATURE = "1.2.840.113549.1.9.6";

  /** RFC 5035 §5.4; certificates by SHA-1. */
  public static final String SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12";

  /** RFC 5035 §3. */
  public static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

  /** RFC 2634 §2.9. */
  public static final String CONTENT_HINTS = "1.2.840.113549.1.9.16.2.4";

  /** RFC 3161 appendix A; ETSI EN 319 122-1 §5.3. */
  public static final String SIGNATURE_TIME_STAMP = "1.2.840.113549.1.9.16.2.14";

  /** ETSI EN 319 122-1 §5.2.8. */
  public static final String CONTENT_TIME_STAMP = "1.2.840.113549.1.9.16.2.20";

  /** ETSI EN 319 122-1 A.1.1.2. */
  public static final String CERTIFICATE_VALUES = "1.2.840.113549.1.9.16.2.23";

  /** ETSI EN 319 122-1 A.1.2.2. */
  public static final String REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24";

  /** Archive time-stamp, version 2 (ETSI TS 101 733). */
  public static final String ARCHIVE_TIME_STAMP_V2 = "1.2.840.113549.1.9.16.2.48";

  /** ETSI EN 319 122-1 §5.5.3. */
  public static final String ARCHIVE_TIME_STAMP_V3 = "0.4.0.1733.2.4";

  /** RFC 4998 appendix A: evidence record over the content inside. */
  public static final String EVIDENCE_RECORD_INTERNAL = "1.2.840.113549.1.9.16.2.49";

  /** RFC 4998 appendix A: evidence record over content that stands elsewhere. */
  public static final String EVIDENCE_RECORD_EXTERNAL = "1.2.840.113549.1.9.16.2.50";

  /** adbe-revocationInfoArchival of PDF, a signed attribute (ISO 32000-2 §12.8.3.3.2). */
  public static final String ADOBE_REVOCATION_INFO = "1.2.840.113583.1.1.8";

  /** A ledger receipt of Hufu: OCTET STRING with the JSON of the receipt. */
  public static final String HUFU_RECEIPT = "2.25.238441342619965367825207291929025862410.1";

  /** A status assertion of Hufu: OCTET STRING with the compact JWS. */
  public static final String HUFU_STATUS_ASSERTION =
      "2.25.238441342619965367825207291929025862410.2";

  private AttributeType() {}
}
