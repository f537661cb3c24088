package io.hufu.model;

import io.hufu.crypto.MalformedDataException;

/** Thrown for a status list that grows beyond the limit when it is decompressed. */
public final class StatusListTooLargeException extends MalformedDataException {
  /** Says the limit, in bytes. */
  public StatusListTooLargeException(int limit) {
    super("status list: is larger than " + limit + " bytes when decompressed");
  }
}
