package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;
import java.util.Arrays;
import java.util.Base64;

/** Base64url without padding (RFC 4648 §5), decoded strictly. Stateless and thread-safe. */
public final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  /** Encodes without padding. */
  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** Decodes; refuses padding, other characters and non-zero trailing bits. */
  public static byte[] decode(String text) throws MalformedDataException {
    byte[] bytes;
    try {
      bytes = DECODER.decode(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("not base64url");
    }
    // The JDK also takes padding and stray bits, which only the last group can have: of its
    // spellings the one is canonical that comes back.
    int group = bytes.length % 3;
    String last = encode(Arrays.copyOfRange(bytes, bytes.length - group, bytes.length));
    if (text.length() != bytes.length / 3 * 4 + last.length() || !text.endsWith(last)) {
      throw new MalformedDataException("not canonical base64url");
    }
    return bytes;
  }
}
