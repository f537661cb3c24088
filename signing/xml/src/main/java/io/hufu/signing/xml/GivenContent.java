package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.signing.input.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one content that a caller gave: it is what a signature names that names one thing only. */
final class GivenContent implements Contents {
  private final Document document;
  private final Map<HashAlgorithm, byte[]> digests = new EnumMap<>(HashAlgorithm.class);

  GivenContent(Document document) {
    this.document = document;
  }

  @Override
  public Optional<byte[]> digest(String uri, HashAlgorithm hash) {
    return Optional.of(digests.computeIfAbsent(hash, this::digest));
  }

  private byte[] digest(HashAlgorithm hash) {
    MessageDigest digest = hash.start();
    try (InputStream in = document.stream();
        OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      in.transferTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return digest.digest();
  }

  /** Of several things that are named, nobody can tell which was given. */
  @Override
  public Contents of(Set<String> uris) {
    return uris.size() == 1 ? this : NONE;
  }

  @Override
  public List<Finding> unsigned(Set<String> uris, FindingSubject signature) {
    return uris.isEmpty()
        ? List.of(
            Finding.of(FindingCode.DETACHED_CONTENT_UNSIGNED, Outcome.INCONCLUSIVE, signature))
        : List.of();
  }
}
