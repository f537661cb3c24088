package io.hufu.model;

/** The file formats that carry a licence, and those of others that are verified. */
public enum Carrier {
  JSON("json"),
  XML("xml"),
  PDF("pdf"),
  OFD("ofd"),
  /** The signed mini-token of a QR code; carries no licence. */
  QR("qr"),
  /** A CMS signature, alone or with its content; never carries a licence of ours. */
  CMS("cms"),
  /** A JSON Web Signature that is no SD-JWT; never carries a licence of ours. */
  JWS("jws"),
  /** An associated signature container; never carries a licence of ours. */
  ASIC("asic"),
  /** Bytes that no installed format recognises. */
  UNKNOWN("unknown");

  private final String label;

  Carrier(String label) {
    this.label = label;
  }

  /** Returns the lower-case name; of those that carry a licence also the file extension. */
  public String label() {
    return label;
  }
}
