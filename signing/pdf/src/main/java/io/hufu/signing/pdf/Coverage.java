package io.hufu.signing.pdf;

import io.hufu.crypto.cms.ContentDigest;
import io.hufu.signing.pdf.ByteRangeRule.Ranges;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What the signatures of a file cover: judged one by one, digested together. */
final class Coverage {
  /** Each value is covered by the others of its revision, so that at most one of them can hold. */
  private static final int MAX_IN_REVISION = 4;

  private final IdentityHashMap<FoundSignature, Ranges> ranges = new IdentityHashMap<>();
  private final IdentityHashMap<FoundSignature, PdfFault> faults = new IdentityHashMap<>();
  private final IdentityHashMap<FoundSignature, ContentDigest> contents = new IdentityHashMap<>();

  /** Passes over the file for values that no attribute digests; honest files need one or two. */
  private static final int MAX_PASSES = 16;

  private static final long LEAST_READ = 64 << 20;

  private final FileWindow file;
  private long read;

  private Coverage(FileWindow file) {
    this.file = file;
  }

  /** Too many values ask to read what they cover once more. */
  static final class Exhausted extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is to be said of the value. */
    PdfFault fault() {
      return PdfFault.limit("passes over the document", MAX_PASSES);
    }
  }

  private InputStream open(Ranges judged) throws IOException {
    read += judged.end();
    if (read > LEAST_READ + MAX_PASSES * file.size()) {
      throw new Exhausted();
    }
    return new RangeContent(file, judged);
  }

  /** Judges all of them; what is wrong with one is said when its content is asked for. */
  static Coverage of(FileWindow file, List<Revision> revisions, List<FoundSignature> found)
      throws IOException {
    Coverage coverage = new Coverage(file);
    ByteRangeRule rule = new ByteRangeRule(file, revisions);
    List<Ranges> all = new ArrayList<>();
    int[] count = new int[revisions.size()];
    for (FoundSignature signature : found) {
      try {
        if (++count[signature.revision()] > MAX_IN_REVISION) {
          throw PdfFault.limit("signatures in one revision", MAX_IN_REVISION);
        }
        Ranges judged = rule.judge(signature);
        coverage.ranges.put(signature, judged);
        all.add(judged);
      } catch (PdfFault e) {
        coverage.faults.put(signature, e);
      }
    }
    RangeDigests digests = new RangeDigests(file, all);
    coverage.ranges.forEach(
        (signature, judged) ->
            coverage.contents.put(
                signature,
                ContentDigest.of(() -> coverage.open(judged), hash -> digests.of(judged, hash))));
    return coverage;
  }

  /** Returns what a signature covers, which is all that it must. */
  ContentDigest content(FoundSignature signature) throws PdfFault {
    ContentDigest content = contents.get(signature);
    PdfFault fault = faults.get(signature);
    if (content == null) {
      throw fault == null ? PdfFault.malformed(signature.start(), "a signature unknown") : fault;
    }
    return content;
  }

  /** Returns up to where the signatures of a revision cover it; 0 when none does. */
  long end(int revision) {
    long end = 0;
    for (FoundSignature signature : ranges.keySet()) {
      Ranges judged = ranges.get(signature);
      if (signature.revision() == revision && judged != null) {
        end = Math.max(end, judged.end());
      }
    }
    return end;
  }
}
