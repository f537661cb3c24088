package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a signature must cover (ISO 32000-1 §12.8.1; ETSI EN 319 142-1 §5.4.2): all of its revision
 * but the one hexadecimal string that is its own value.
 */
final class ByteRangeRule {
  private final FileWindow file;
  private final List<Revision> revisions;

  ByteRangeRule(FileWindow file, List<Revision> revisions) {
    this.file = file;
    this.revisions = revisions;
  }

  /**
   * The octets before and behind the value.
   *
   * @param before octets from the beginning of the file
   * @param after position of the second range
   * @param end position behind it
   */
  record Ranges(long before, long after, long end) {}

  /** Reads the ranges of a signature dictionary, whatever they are. */
  static Optional<Ranges> read(FoundSignature signature) {
    if (!(signature.dict().get("ByteRange") instanceof Cos.Array array)
        || array.items().size() != 4) {
      return Optional.empty();
    }
    long[] numbers = new long[4];
    for (int i = 0; i < 4; i++) {
      if (!(array.items().get(i) instanceof Cos.Num n) || !n.whole() || n.value() < 0) {
        return Optional.empty();
      }
      numbers[i] = n.value() > 1L << 40 ? 1L << 40 : (long) n.value();
    }
    return numbers[0] == 0
        ? Optional.of(new Ranges(numbers[1], numbers[2], numbers[2] + numbers[3]))
        : Optional.empty();
  }

  /** Judges; the ranges that come back cover what the rule says. */
  Ranges judge(FoundSignature signature) throws IOException, PdfFault {
    Cos.Text contents = signature.contents();
    if (contents == null || contents.bytes().length == 0) {
      throw fault(
          signature, FindingCode.SIGNATURE_DICTIONARY_WRONG, "/Contents holds no signature value");
    }
    if (contents.start() < 0 || !contents.hex()) {
      throw fault(
          signature,
          FindingCode.SIGNATURE_DICTIONARY_WRONG,
          "/Contents is not a hexadecimal string in the file itself");
    }
    if (!signature.dict().has("ByteRange")) {
      throw fault(signature, FindingCode.SIGNATURE_DICTIONARY_WRONG, "no /ByteRange");
    }
    Ranges ranges =
        read(signature)
            .orElseThrow(
                () ->
                    fault(
                        signature,
                        FindingCode.BYTE_RANGE_WRONG,
                        "/ByteRange is not four whole numbers from 0"));
    requireAround(signature, contents, ranges);
    if (contents.end() - contents.start() != 2L * contents.bytes().length + 2) {
      throw fault(
          signature,
          FindingCode.SIGNATURE_DICTIONARY_WRONG,
          "/Contents holds something beside hexadecimal digits");
    }
    requireEnd(signature, ranges);
    return ranges;
  }

  private static void requireAround(FoundSignature signature, Cos.Text contents, Ranges ranges)
      throws PdfFault {
    if (ranges.before() != contents.start() || ranges.after() != contents.end()) {
      throw fault(
          signature,
          FindingCode.BYTE_RANGE_WRONG,
          "bytes "
              + ranges.before()
              + " to "
              + ranges.after()
              + " are left out, /Contents is at "
              + contents.start()
              + " to "
              + contents.end());
    }
  }

  /** Up to the end-of-file marker of its revision; white space behind it may be covered or not. */
  private void requireEnd(FoundSignature signature, Ranges ranges) throws IOException, PdfFault {
    Revision revision = revisions.get(signature.revision());
    long marker = revision.end();
    while (Lexer.isSpace(file.at(marker - 1))) {
      marker--;
    }
    boolean last = revision.number() == revisions.size() - 1;
    long most = last ? file.size() : revisions.get(revision.number() + 1).newest().start();
    boolean good = ranges.end() >= marker && ranges.end() <= most;
    for (long i = marker; good && i < ranges.end(); i++) {
      good = Lexer.isSpace(file.at(i));
    }
    if (!good) {
      throw fault(
          signature,
          FindingCode.BYTE_RANGE_WRONG,
          "covered up to byte " + ranges.end() + ", its revision ends at byte " + marker);
    }
  }

  private static PdfFault fault(FoundSignature signature, FindingCode code, String detail) {
    return PdfFault.failed(code, signature.where(), detail);
  }
}
