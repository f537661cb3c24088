package io.hufu.ledger;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.ForkEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;

/** Keeps fork evidence as files that stand alone, each under a name that its content gives. */
final class EvidenceFolder {
  private static final int DIGITS = 16;

  private final DurableFiles files;

  EvidenceFolder(FileLayer files, Path directory) {
    this.files = new DurableFiles(files, directory);
  }

  /** Stores evidence durably, unless it is there; returns its file. */
  Path keep(ForkEvidence evidence) throws IOException {
    byte[] content = evidence.encoded();
    String digest = HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(content));
    String name = "fork-" + digest.substring(0, DIGITS) + ".json";
    files.write(name, content);
    return files.directory().resolve(name);
  }
}
