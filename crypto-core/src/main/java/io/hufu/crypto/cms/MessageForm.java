package io.hufu.crypto.cms;

/** What a signature without signed attributes takes for its message. */
public enum MessageForm {
  /** The content itself (RFC 5652 §5.4, GB/T 35275). */
  CONTENT,
  /** The SM3 digest of the content, hashed once more by SM2: seen in OFD of type Sign. */
  DIGEST,
  /** The base64 text of that digest: seen in OFD for the sake of one reader. */
  BASE64_DIGEST
}
