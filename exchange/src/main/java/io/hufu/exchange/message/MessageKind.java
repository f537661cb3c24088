package io.hufu.exchange.message;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of messages, with the names that each has in files and headers. */
public enum MessageKind {
  REQUEST("request"),
  CONSENT("consent"),
  RESPONSE("response"),
  REFUSAL("refusal"),
  CORRECTION("correction"),
  DELIVERY_RECEIPT("delivery-receipt"),
  USE_RECEIPT("use-receipt");

  /** Media type of a message in a package. */
  public static final String MEDIA_TYPE = "application/vnd.hufu.exchange+jwt";

  private final String label;

  MessageKind(String label) {
    this.label = label;
  }

  /** Returns the value of the member {@code schema}. */
  public String schema() {
    return "hufu.exchange-" + label + "/1";
  }

  /** Returns the value of {@code typ} in the protected header. */
  public String type() {
    return "hufu-exchange-" + label + "+jwt";
  }

  /** Returns the name that the message has as a file of a package. */
  public String fileName() {
    return label + ".jwt";
  }

  /** Returns the kind whose file has this name. */
  public static Optional<MessageKind> ofFileName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.fileName().equals(name)).findFirst();
  }

  String resource() {
    return label + ".schema.json";
  }
}
