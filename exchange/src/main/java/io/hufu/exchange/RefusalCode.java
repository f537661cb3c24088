package io.hufu.exchange;

/** Why a package or message is refused. Append-only; none claims a cause that was not observed. */
public enum RefusalCode {
  /** Not a package of a known version, or a header that cannot be read. */
  MALFORMED,
  /** Longer, or with more parts, than the limits allow. */
  LIMIT_EXCEEDED,
  /** No stanza opens with this key: the package is for others, or its stanzas were changed. */
  NO_STANZA_OPENS,
  /** The header is not the one that the sender authenticated under the file key. */
  HEADER_CHANGED,
  /** The package ends before its end mark. */
  CUT_OFF,
  /** The encrypted content is not what the sender encrypted. */
  CONTENT_CHANGED,
  /** The manifest cannot be read, or its signature does not verify. */
  MANIFEST_INVALID,
  /** The manifest is signed by another key than the one that the header names. */
  SENDER_DIFFERS,
  /** The manifest was signed for a package with another header. */
  PACKAGE_DIFFERS,
  /** The manifest does not name this recipient: somebody else has sent it on. */
  RECIPIENT_NOT_NAMED,
  /** The trust list does not vouch for the sender. */
  SENDER_UNTRUSTED,
  /** Opened after the sender's date. */
  EXPIRED,
  /** Made after the recipient's now. */
  FROM_FUTURE,
  /** The files are not those that the manifest lists. */
  FILES_DIFFER,
  /** A message with this id and another content has been received before. */
  ID_REUSED,
  /** This very message has been received before. */
  ALREADY_RECEIVED
}
