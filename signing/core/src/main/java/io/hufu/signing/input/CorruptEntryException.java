package io.hufu.signing.input;

import java.io.IOException;

/** Thrown while an archive entry is streamed whose data is not what its headers say. */
public final class CorruptEntryException extends IOException {
  private static final long serialVersionUID = 1L;

  CorruptEntryException(String message) {
    super(message);
  }
}
