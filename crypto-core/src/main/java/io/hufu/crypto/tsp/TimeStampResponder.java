package io.hufu.crypto.tsp;

import io.hufu.crypto.SigningKey;
import java.security.SecureRandom;
import java.time.Clock;

/** Answers RFC 3161 requests: bytes in, bytes out. Thread-safe. */
public final class TimeStampResponder {
  /** The key's certificate must carry the critical time-stamping purpose. */
  public TimeStampResponder(SigningKey key, Clock clock, SecureRandom random) {
    throw new AssertionError("skeleton");
  }

  /** Answers a DER TimeStampReq with a DER TimeStampResp; a bad request is answered as rejected. */
  public byte[] respond(byte[] request) {
    throw new AssertionError("skeleton");
  }
}
