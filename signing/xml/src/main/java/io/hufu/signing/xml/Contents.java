package io.hufu.signing.xml;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The contents outside of a document that were given along with it. Nothing is ever fetched. */
interface Contents {
  /** No content was given. */
  Contents NONE = uri -> Optional.empty();

  /** Finds the content for a Reference's URI, which may be absent (null). */
  Optional<byte[]> get(@Nullable String uri);

  /** Finds contents by the very URI that the Reference writes. */
  static Contents byUri(Map<String, byte[]> contents) {
    Map<String, byte[]> copy = Map.copyOf(contents);
    return uri -> uri == null ? Optional.empty() : Optional.ofNullable(copy.get(uri));
  }
}
