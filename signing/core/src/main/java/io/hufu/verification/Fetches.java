package io.hufu.verification;

import io.hufu.crypto.HashAlgorithm;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is fetched for one document: only what policy and trust list allow. Not thread-safe. */
final class Fetches {
  /** A hostile document must not make us hammer a listed address. */
  private static final int MAX_FETCHES = 16;

  private static final int MAX_BYTES = 32 << 20;

  private final Setting setting;
  private final Map<String, byte[]> answers = new TreeMap<>();
  private final Map<String, String> digests = new TreeMap<>();
  private int count;

  Fetches(Setting setting) {
    this.setting = setting;
  }

  /** Fetches, or says nothing: an outage is never more than something that is missing. */
  Optional<byte[]> get(String address) {
    return fetch(address, new byte[0]);
  }

  /** Asks an OCSP responder. */
  Optional<byte[]> askOcsp(String address, byte[] request) {
    return fetch(address, request);
  }

  private Optional<byte[]> fetch(String address, byte[] request) {
    Fetcher fetcher = setting.fetcher();
    Optional<URI> uri = uri(address);
    if (fetcher == null
        || !setting.policy().network()
        || uri.flatMap(setting.trust()::address).isEmpty()) {
      return Optional.empty();
    }
    String name = request.length == 0 ? address : address + " " + digest(request);
    byte[] known = answers.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (count++ >= MAX_FETCHES) {
      return Optional.empty();
    }
    try {
      byte[] answer =
          request.length == 0
              ? fetcher.get(uri.get(), MAX_BYTES)
              : fetcher.post(uri.get(), "application/ocsp-request", request, MAX_BYTES);
      answers.put(name, answer);
      digests.put("fetched " + name, digest(answer));
      return Optional.of(answer);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Digests of what was fetched, by name. */
  Map<String, String> digests() {
    return digests;
  }

  static String digest(byte[] bytes) {
    return "sm3:" + HexFormat.of().formatHex(HashAlgorithm.SM3.digest(bytes));
  }

  private static Optional<URI> uri(String address) {
    try {
      return Optional.of(new URI(address));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
