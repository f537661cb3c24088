package io.hufu.signing.xml;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.SubjectSignature;
import io.hufu.signing.cms.CmsSignatures;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the CAdES signatures of a container (EN 319 162-1 §4.3.3.2, §4.4.3.2): each is over a
 * manifest that names it, or over the only file there is.
 */
final class AsicCades {
  private final AsicContents contents;
  private final List<AsicManifest> manifests;
  private final CmsSignatures reader;

  AsicCades(
      AsicContents contents, List<AsicManifest> manifests, List<Certificate> known, Limits limits) {
    this.contents = contents;
    this.manifests = List.copyOf(manifests);
    this.reader = CmsSignatures.within(limits).knowing(known);
  }

  /**
   * Judges one entry.
   *
   * @param before signatures of other entries, which have the first numbers
   * @throws RefusedException when the whole entry cannot be judged
   */
  AsicSignatures judge(String entry, byte[] cms, int before) throws IOException, RefusedException {
    AsicManifest manifest = manifestOf(entry);
    String signed = manifest == null ? contents.onlyFile() : manifest.entry();
    ContentDigest content = signed == null ? null : contents.content(signed);
    CmsSignatures.Read read = reader.from(before + 1).read(cms, content);
    if (read.signatures().isEmpty() && read.findings().isEmpty()) {
      throw RefusedException.failed(FindingCode.NOT_SIGNED, entry, "no signer");
    }
    List<Finding> findings = new ArrayList<>(read.findings());
    Set<String> covered = new HashSet<>();
    if (manifest != null) {
      judgeFiles(manifest, read.signatures(), findings, covered);
    } else if (signed != null) {
      covered.add(signed);
    }
    return new AsicSignatures(
        read.signatures(), findings, read.signatures().stream().map(s -> covered).toList());
  }

  private @Nullable AsicManifest manifestOf(String entry) throws RefusedException {
    List<AsicManifest> naming =
        manifests.stream().filter(m -> entry.equals(m.signature())).limit(2).toList();
    if (naming.size() > 1) {
      throw RefusedException.malformed(entry, "two manifests name this signature");
    }
    return naming.isEmpty() ? null : naming.get(0);
  }

  private void judgeFiles(
      AsicManifest manifest,
      List<SubjectSignature> signatures,
      List<Finding> findings,
      Set<String> covered) {
    List<RefusedException> wrong = new ArrayList<>();
    for (XmlReference file : manifest.files()) {
      try {
        covered.add(String.valueOf(AsicContents.name(String.valueOf(file.uri()))));
        judgeFile(file, manifest.entry());
      } catch (RefusedException e) {
        wrong.add(e);
        if (wrong.size() == AsicReader.MAX_NAMED) {
          break;
        }
      }
    }
    for (SubjectSignature signature : signatures) {
      wrong.forEach(e -> findings.add(e.about(signature.subject())));
    }
  }

  private void judgeFile(XmlReference file, String manifest) throws RefusedException {
    HashAlgorithm hash = AlgorithmUris.requireDigest(file.digestMethod());
    String uri = String.valueOf(file.uri());
    byte[] digest = contents.digest(uri, hash).orElseThrow();
    if (!MessageDigest.isEqual(digest, file.digest())) {
      throw RefusedException.failed(
          FindingCode.CONTENT_CHANGED, manifest, "the digest of a file differs");
    }
  }
}
