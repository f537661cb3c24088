package io.hufu.exchange.gbt36906;

/** The operations of a sharing service (GB/T 36906 as deployed; the text was not seen). */
public enum ServiceOperation {
  SEARCH,
  METADATA,
  QUERY_BY_HOLDER,
  QUERY_BY_QR,
  VERIFY_INFORMATION,
  VERIFY_FILE,
  DOWNLOAD,
  ONE_TIME_ADDRESS,
  CREATE,
  CANCEL,
  ANNOTATED_COPY;

  /** How an operation can be answered. */
  public enum Answer {
    /** By asking the authority that keeps the licence. */
    EXCHANGE,
    /** By this authority itself: by its index, or by verifying. */
    LOCAL,
    /** Not by an exchange: it changes what another authority keeps. */
    NONE
  }
}
