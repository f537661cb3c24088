package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * A package that was accepted: its files stand under their names. Immutable.
 *
 * @param id 32 lower-case hexadecimal digits
 * @param manifestDigest of the signed manifest, by the hash of the suite
 * @param sender the certificate whose key signed the manifest
 * @param contents the files as the sender listed them
 * @param folder where they stand, each under its name, beside the signed manifest
 */
public record ReceivedPackage(
    String id,
    byte[] manifestDigest,
    Certificate sender,
    PackageTerms terms,
    List<PackagedFile> contents,
    Path folder) {
  /** Copies. */
  public ReceivedPackage {
    manifestDigest = manifestDigest.clone();
    contents = List.copyOf(contents);
  }

  /** Returns where a listed file stands. */
  public Path file(PackagedFile listed) {
    return folder.resolve(listed.name());
  }

  /** Returns what tells this message from every other. */
  public MessageKey message() {
    HashAlgorithm hash = sender.key().algorithms().iterator().next().suite().hash();
    HexFormat hex = HexFormat.of();
    return new MessageKey(hex.formatHex(sender.digest(hash)), id, hex.formatHex(manifestDigest));
  }

  /** Returns the digest (a copy). */
  @Override
  public byte[] manifestDigest() {
    return manifestDigest.clone();
  }
}
