package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import java.util.Map;
import java.util.Optional;

/** The contents outside of a document that were given along with it. Nothing is ever fetched. */
interface Contents {
  /** No content was given. */
  Contents NONE = (uri, hash) -> Optional.empty();

  /** Digests the content for a Reference's URI; empty when it was not given. */
  Optional<byte[]> digest(String uri, HashAlgorithm hash) throws RefusedException;

  /** Finds contents by the very URI that the Reference writes. */
  static Contents byUri(Map<String, byte[]> contents) {
    Map<String, byte[]> copy = Map.copyOf(contents);
    return (uri, hash) -> Optional.ofNullable(copy.get(uri)).map(hash::digest);
  }
}
