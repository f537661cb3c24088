package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import java.util.HexFormat;

/**
 * What tells one message from every other. Immutable.
 *
 * @param sender digest of the sender's certificate, in hexadecimal digits
 * @param id 32 hexadecimal digits
 * @param content digest of the signed manifest, in hexadecimal digits
 */
public record MessageKey(String sender, String id, String content) {
  private static final int SENDER_DIGITS = 32;

  static MessageKey of(Manifest manifest, Certificate sender, byte[] signedPayload) {
    HashAlgorithm hash = manifest.suite().hash();
    HexFormat hex = HexFormat.of();
    return new MessageKey(
        hex.formatHex(sender.digest(hash)),
        hex.formatHex(manifest.id()),
        hex.formatHex(hash.digest(signedPayload)));
  }

  /**
   * Returns the name of the message's folder: id, hyphen, 32 digits of the sender.
   *
   * <p>The id stands in clear on the way. By itself it would let any other sender take the place of
   * a message before it arrives.
   */
  public String folder() {
    return id + "-" + sender.substring(0, SENDER_DIGITS);
  }
}
