package io.hufu.signing.input;

import io.hufu.crypto.MalformedDataException;

/** Thrown for XML that is not read, with the kind of reason. */
public final class XmlRefusedException extends MalformedDataException {
  /** Why a document is not read. */
  public enum Reason {
    /** Not well-formed XML 1.0 with namespaces, or in an encoding that cannot be decoded. */
    NOT_WELL_FORMED,
    /** Has a document type declaration: entities and default attributes come from there. */
    DOCUMENT_TYPE,
    /** Nests, counts or weighs more than the limits allow. */
    LIMIT
  }

  private final Reason reason;

  XmlRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Returns the kind of reason. */
  public Reason reason() {
    return reason;
  }
}
