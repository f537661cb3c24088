package io.hufu.crypto.cms;

/** Content types as dotted object identifiers. */
final class ContentType {
  /** id-data, RFC 5652 §4. */
  static final String DATA = "1.2.840.113549.1.7.1";

  /** id-signedData, RFC 5652 §5.1. */
  static final String SIGNED_DATA = "1.2.840.113549.1.7.2";

  /** data of GM/T 0010 and GB/T 35275. */
  static final String GM_DATA = "1.2.156.10197.6.1.4.2.1";

  /** signedData of GM/T 0010 and GB/T 35275. */
  static final String GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.2";

  private ContentType() {}

  static boolean isSignedData(String oid) {
    return oid.equals(SIGNED_DATA) || oid.equals(GM_SIGNED_DATA);
  }

  static boolean isData(String oid) {
    return oid.equals(DATA) || oid.equals(GM_DATA);
  }
}
