package io.hufu.crypto.jose;

import io.hufu.crypto.MalformedDataException;

/** Base64url without padding (RFC 4648 §5), decoded strictly. Stateless and thread-safe. */
public final class Base64Url {
  private Base64Url() {}

  /** Encodes without padding. */
  public static String encode(byte[] bytes) {
    throw new AssertionError("skeleton");
  }

  /** Decodes; refuses padding, other characters and non-zero trailing bits. */
  public static byte[] decode(String text) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }
}
