package io.hufu.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes what a PDF licence shows without touching a byte that is signed, as any editor could. */
final class PdfTampering {
  private static final Pattern CONTENT = Pattern.compile("/Contents (\\d+) 0 R");
  private static final Pattern TRAILER =
      Pattern.compile("trailer\\s*(<<.*?>>)\\s*startxref\\s+(\\d+)", Pattern.DOTALL);

  /** Black bars where the page had its text. */
  private static final String BARS = "100 400 395 60 re 100 300 395 60 re f";

  private PdfTampering() {}

  /** Appends an update in which the first page has another content. */
  static byte[] withOtherPage(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String page = first(CONTENT, text).group(1);
    Matcher trailer = TRAILER.matcher(text.substring(text.lastIndexOf("trailer")));
    if (!trailer.find()) {
      throw new IllegalStateException("a PDF without a trailer");
    }
    String content =
        page
            + " 0 obj\n<</Length "
            + BARS.length()
            + ">>\nstream\n"
            + BARS
            + "\nendstream\nendobj\n";
    String changed =
        trailer.group(1).replaceFirst("/Prev \\d+", "").replaceFirst(">>$", "/Prev ")
            + trailer.group(2)
            + ">>";
    String update =
        content
            + "xref\n"
            + page
            + " 1\n"
            + String.format(Locale.ROOT, "%010d 00000 n \n", file.length)
            + "trailer\n"
            + changed
            + "\nstartxref\n"
            + (file.length + content.length())
            + "\n%%EOF\n";
    return (text + update).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Matcher first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("a PDF without a page");
    }
    return matcher;
  }
}
