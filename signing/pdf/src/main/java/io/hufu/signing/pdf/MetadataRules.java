package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Dates and the name of the program may change in the document's description; nothing else. */
final class MetadataRules {
  /** Elements or attributes of XMP that say when, and with what, the file was written. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(xmp:(?:ModifyDate|MetadataDate)|xmpMM:InstanceID|pdf:Producer|x:xmptk)"
              + "(?:>[^<]{0,512}</\\1|=\"[^\"<]{0,512}\"|='[^'<]{0,512}')");

  private static final int MAX_XMP = 4 << 20;

  private final Step step;

  MetadataRules(Step step) {
    this.step = step;
  }

  void judge(Cos.Dict old, Cos.Dict now) throws IOException, PdfFault {
    description(step.before.trailer().get("Info"), step.after.trailer().get("Info"));
    Cos metadata = now.get("Metadata");
    boolean touched =
        !metadata.equals(old.get("Metadata"))
            || (metadata instanceof Cos.Ref ref && step.delta.contains(ref.number()));
    if (touched) {
      xmp(old.get("Metadata"), metadata);
    }
  }

  /** §14.3.3; nothing but the trailer may refer to the dictionary. A trailer may leave it out. */
  private void description(Cos old, Cos now) throws IOException, PdfFault {
    if (now instanceof Cos.Null) {
      return;
    }
    if (now instanceof Cos.Ref ref && step.uses.of(ref.number()).isEmpty()) {
      step.explain(now);
    }
    List<String> keys = step.differing(step.before.dict(old), step.after.dict(now));
    for (String key : keys) {
      Cos value = step.after.dict(now).get(key);
      boolean plain = value instanceof Cos.Text || value instanceof Cos.Null;
      if (!plain || !(key.equals("ModDate") || key.equals("Producer"))) {
        changed("trailer /Info /" + CosParser.printable(key));
      }
    }
  }

  private void xmp(Cos old, Cos now) throws IOException, PdfFault {
    if (step.before.resolve(old) instanceof Cos.Stream before
        && step.after.resolve(now) instanceof Cos.Stream after
        && before.length() <= MAX_XMP
        && after.length() <= MAX_XMP
        && text(step.before, before).equals(text(step.after, after))) {
      step.explainSingle(now);
    } else {
      step.explain(now);
      changed("catalog /Metadata");
    }
  }

  private static String text(View view, Cos.Stream stream) throws IOException, PdfFault {
    String xmp = new String(view.decode(stream), StandardCharsets.UTF_8);
    return WRITTEN.matcher(xmp).replaceAll("$1").replaceAll("\\s+", " ").strip();
  }

  private void changed(String where) {
    step.report(
        FindingCode.CATALOG_CHANGED,
        Outcome.INCONCLUSIVE,
        where,
        "the document's description of itself");
  }
}
