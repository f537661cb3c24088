package io.hufu.model;

/** The file formats that carry a licence. */
public enum Carrier {
  JSON("json"),
  XML("xml"),
  PDF("pdf"),
  OFD("ofd"),
  /** The signed mini-token of a QR code; carries no licence. */
  QR("qr"),
  /** Bytes that no installed format recognises. */
  UNKNOWN("unknown");

  private final String label;

  Carrier(String label) {
    this.label = label;
  }

  /** Returns the lower-case name, also the file extension. */
  public String label() {
    return label;
  }
}
