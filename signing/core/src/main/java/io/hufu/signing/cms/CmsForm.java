package io.hufu.signing.cms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What kind of ASN.1 file the first bytes announce. */
enum CmsForm {
  /** A ContentInfo of RFC 5652 or of GM/T 0010, in DER or BER. */
  CONTENT_INFO,
  /** The same in PEM (RFC 7468 §8, §9). */
  PEM,
  /** An EvidenceRecord of RFC 4998 §3.1. */
  EVIDENCE_RECORD,
  OTHER;

  /** Bytes that suffice to tell. */
  static final int LOOKED_AT = 64;

  private static final int SEQUENCE = 0x30;
  private static final int OID = 0x06;

  /** 1.2.840.113549.1.7, of all content types of PKCS #7. */
  private static final byte[] PKCS_7 = {
    0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 7
  };

  /** 1.2.156.10197.6.1.4.2, of all content types of GM/T 0010. */
  private static final byte[] GM = {0x2a, (byte) 0x81, 0x1c, (byte) 0xcf, 0x55, 6, 1, 4, 2};

  private static final byte[] PEM_CMS = ascii("-----BEGIN CMS-----");
  private static final byte[] PEM_PKCS_7 = ascii("-----BEGIN PKCS7-----");

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static CmsForm of(byte[] start) {
    if (startsWith(start, 0, PEM_CMS) || startsWith(start, 0, PEM_PKCS_7)) {
      return PEM;
    }
    int inside = inside(start, 0);
    if (inside < 0) {
      return OTHER;
    }
    if (inside + 2 < start.length && start[inside] == OID) {
      boolean known = startsWith(start, inside + 2, PKCS_7) || startsWith(start, inside + 2, GM);
      return known ? CONTENT_INFO : OTHER;
    }
    return isEvidenceRecord(start, inside) ? EVIDENCE_RECORD : OTHER;
  }

  /** version 1, then a SEQUENCE OF AlgorithmIdentifier: of all ASN.1 files only this begins so. */
  private static boolean isEvidenceRecord(byte[] start, int at) {
    if (!startsWith(start, at, new byte[] {2, 1, 1})) {
      return false;
    }
    int algorithms = inside(start, at + 3);
    int algorithm = algorithms < 0 ? -1 : inside(start, algorithms);
    return algorithm >= 0 && algorithm < start.length && start[algorithm] == OID;
  }

  /** Where the content of a SEQUENCE begins, or -1. */
  private static int inside(byte[] start, int at) {
    if (at + 2 > start.length || start[at] != SEQUENCE) {
      return -1;
    }
    int first = start[at + 1] & 0xff;
    return at + 2 + (first > 0x80 ? first - 0x80 : 0);
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
    int end = at + wanted.length;
    return end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
  }
}
