package io.hufu.signing.qr;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Carrier;
import io.hufu.model.MiniToken;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a mini-token: its bytes, its text, or a PNG picture that shows its QR code. Stateless.
 *
 * <p>Whose it is stays open here: a token carries no certificate. A picture may also show the code
 * of a presentation, whose text a carrier reads.
 */
public final class TokenDocument {
  /** How the text of a presentation's code starts. */
  public static final String PRESENTATION = "HUFUP1:";

  /** Opens the text that a QR code holds; empty when no carrier knows it. */
  @FunctionalInterface
  public interface Carriers {
    /** Opens as any document is opened. */
    Optional<Subject> open(Document text) throws IOException;
  }

  /** What a text editor may add to the text form. */
  private static final int LINE_END = 2;

  private static final int MAX_TEXT =
      MiniToken.PREFIX.length() + MiniToken.MAX_BYTES * 3 / 2 + LINE_END;

  private TokenDocument() {}

  /**
   * Opens a document if it is a token or a picture; empty for anything else, judged by its first
   * bytes.
   *
   * @param carriers opens the presentation that a picture shows
   * @throws IOException when the bytes cannot be read
   */
  public static Optional<Subject> open(Document document, Limits limits, Carriers carriers)
      throws IOException {
    byte[] start = document.read(0, (int) Math.min(8, document.size()));
    try {
      if (PngPicture.isPng(start)) {
        return Optional.of(picture(document, limits, carriers));
      }
      if (document.size() <= MAX_TEXT
          && new String(start, ISO_8859_1).startsWith(MiniToken.PREFIX)) {
        String text = new String(document.readAll(), ISO_8859_1);
        return Optional.of(token(MiniToken.parseText(text.replaceFirst("\r?\n$", ""))));
      }
      if (start.length > 1 && start[0] == 'H' && start[1] <= 9 && start[1] >= 0) {
        return Optional.of(
            document.size() > MiniToken.MAX_BYTES
                ? nothing(FindingCode.MALFORMED, Outcome.FAILED, "longer than a mini-token")
                : token(MiniToken.parse(document.readAll())));
      }
      return Optional.empty();
    } catch (MalformedDataException e) {
      return Optional.of(
          nothing(FindingCode.MALFORMED, Outcome.FAILED, String.valueOf(e.getMessage())));
    }
  }

  private static Subject picture(Document document, Limits limits, Carriers carriers)
      throws IOException, MalformedDataException {
    if (document.size() > limits.text()) {
      return nothing(
          FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, "a picture of too many bytes");
    }
    PngPicture picture = PngPicture.read(document.readAll());
    List<String> codes = QrCodes.in(picture).stream().filter(TokenDocument::isOurs).toList();
    if (codes.size() != 1) {
      return unknown(
          codes.isEmpty()
              ? "the picture shows no QR code of a licence"
              : "the picture shows QR codes of several licences");
    }
    String code = codes.get(0);
    return code.startsWith(MiniToken.PREFIX)
        ? token(MiniToken.parseText(code))
        : carriers
            .open(Document.of(code.getBytes(ISO_8859_1)))
            .orElseGet(() -> unknown("the QR code is of a carrier that is not installed"));
  }

  private static boolean isOurs(String text) {
    return text.startsWith(MiniToken.PREFIX) || text.startsWith(PRESENTATION);
  }

  private static Subject unknown(String detail) {
    return nothing(FindingCode.FORMAT_UNKNOWN, Outcome.INCONCLUSIVE, detail);
  }

  private static Subject token(MiniToken token) {
    return new Subject(Carrier.QR, null, null, List.of(), List.of(), false, null, token);
  }

  private static Subject nothing(FindingCode code, Outcome outcome, String detail) {
    Finding finding = Finding.of(code, outcome, FindingSubject.DOCUMENT, Map.of("detail", detail));
    return new Subject(Carrier.QR, null, null, List.of(), List.of(finding), false);
  }
}
