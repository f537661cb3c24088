package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contents outside of a document that were given along with it. Nothing is ever fetched. */
interface Contents {
  /** No content was given. */
  Contents NONE = (uri, hash) -> Optional.empty();

  /**
   * Digests the content for a Reference's URI; empty when it was not given.
   *
   * @param uri empty for a Reference without URI
   */
  Optional<byte[]> digest(String uri, HashAlgorithm hash) throws RefusedException;

  /** Returns what there is for a signature that names these URIs outside of the document. */
  default Contents of(Set<String> uris) {
    return this;
  }

  /** Says what was given and is not signed by a signature that names these URIs. */
  default List<Finding> unsigned(Set<String> uris, FindingSubject signature) {
    return List.of();
  }

  /** Finds contents by the very URI that the Reference writes. */
  static Contents byUri(Map<String, byte[]> contents) {
    Map<String, byte[]> copy = Map.copyOf(contents);
    return (uri, hash) -> Optional.ofNullable(copy.get(uri)).map(hash::digest);
  }
}
