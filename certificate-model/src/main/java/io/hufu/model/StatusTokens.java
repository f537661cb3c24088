package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Assertions, lists and epochs that were received together, each with its bytes. Not thread-safe.
 */
public final class StatusTokens {
  /** A token and the bytes it was read from. */
  record Received<T>(T signed, byte[] bytes) {}

  private final List<Received<StatusAssertion.Signed>> assertions = new ArrayList<>();
  private final List<Received<StatusListToken.Signed>> lists = new ArrayList<>();
  private final List<Received<StatusEpoch.Signed>> epochs = new ArrayList<>();

  /**
   * Reads a compact JWS of any of the three kinds; its header says which.
   *
   * @param maxListBytes how large a decompressed list may be
   * @return its signed form
   */
  public Jws add(byte[] compact, int maxListBytes) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (StatusEpoch.isNamedBy(jws)) {
      epochs.add(new Received<>(StatusEpoch.parse(compact), compact.clone()));
    } else if (StatusListToken.isNamedBy(jws)) {
      lists.add(new Received<>(StatusListToken.parse(compact, maxListBytes), compact.clone()));
    } else {
      assertions.add(new Received<>(StatusAssertion.parse(compact), compact.clone()));
    }
    return jws;
  }

  List<Received<StatusAssertion.Signed>> assertions() {
    return assertions;
  }

  List<Received<StatusListToken.Signed>> lists() {
    return lists;
  }

  List<Received<StatusEpoch.Signed>> epochs() {
    return epochs;
  }

  /** Returns the authorities that the assertions and epochs name as their issuers. */
  public List<String> issuers() {
    List<String> issuers = new ArrayList<>();
    assertions.forEach(a -> issuers.add(a.signed().assertion().issuer()));
    epochs.forEach(e -> issuers.add(e.signed().epoch().issuer()));
    return issuers.stream().distinct().toList();
  }
}
