package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * What many writers add to a form with any field, time-stamps included: a default appearance string
 * where there was none, and standard fonts for it (ISO 32000-1 §12.7.2, table 218).
 *
 * <p>No value or picture that is there uses them; what is there already must stay as it is.
 */
final class DefaultLook {
  /** §9.6.2.2. */
  private static final Set<String> STANDARD =
      Set.of(
          "Times-Roman",
          "Times-Bold",
          "Times-Italic",
          "Times-BoldItalic",
          "Helvetica",
          "Helvetica-Bold",
          "Helvetica-Oblique",
          "Helvetica-BoldOblique",
          "Courier",
          "Courier-Bold",
          "Courier-Oblique",
          "Courier-BoldOblique",
          "Symbol",
          "ZapfDingbats");

  /** An embedded program, or a table of characters, would make it another font. */
  private static final Set<String> PLAIN =
      Set.of("Type", "Subtype", "Name", "BaseFont", "Encoding");

  private final Step step;
  private final Cos.Dict old;
  private final Cos.Dict now;

  DefaultLook(Step step, Cos.Dict old, Cos.Dict now) {
    this.step = step;
    this.old = old;
    this.now = now;
  }

  /** Tells whether one of the two was missing, or got fonts that it did not have. */
  boolean isOnlyAdded(String key) throws IOException, PdfFault {
    if (key.equals("DA")) {
      return !old.has("DA") && step.after.get(now, "DA") instanceof Cos.Text;
    }
    step.explainSingle(now.get("DR"));
    Cos.Dict before = step.before.dict(old, "DR");
    Cos.Dict after = step.after.dict(now, "DR");
    for (String part : step.differing(before, after)) {
      if (!part.equals("Font") || !fonts(before, after)) {
        return false;
      }
    }
    return true;
  }

  private boolean fonts(Cos.Dict before, Cos.Dict after) throws IOException, PdfFault {
    step.explainSingle(after.get("Font"));
    Cos.Dict known = step.before.dict(before, "Font");
    Cos.Dict fonts = step.after.dict(after, "Font");
    for (String name : step.differing(known, fonts)) {
      if (known.has(name) || !isStandard(step.after.dict(fonts, name))) {
        return false;
      }
    }
    return true;
  }

  private boolean isStandard(Cos.Dict font) throws IOException, PdfFault {
    for (Map.Entry<String, Cos> entry : font.entries().entrySet()) {
      if (!PLAIN.contains(entry.getKey())) {
        return false;
      }
    }
    return step.after.name(font, "Subtype").equals("Type1")
        && STANDARD.contains(step.after.name(font, "BaseFont"));
  }
}
