package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signature dictionary and the field that holds it (ISO 32000-1 §12.8.1), unjudged.
 *
 * @param contents null when there is none, or it is no string
 * @param revision number of the revision in whose bytes it stands
 */
record FoundSignature(
    FormField field, Cos.Dict dict, Cos.@Nullable Text contents, int revision, View view) {
  private static final Set<String> STAMPS = Set.of("ETSI.RFC3161");
  private static final int MAX_REFERENCES = 64;

  /** ISO 32000-2 §12.8.5. */
  boolean isTimeStamp() {
    return STAMPS.contains(subFilter()) || name("Type").equals("DocTimeStamp");
  }

  String subFilter() {
    return name("SubFilter");
  }

  String name(String key) {
    return dict.get(key) instanceof Cos.Name name ? name.value() : "";
  }

  String where() {
    return "field " + CosParser.printable(field.name());
  }

  /** The octets of /Contents, padding included; none when there is no such string. */
  byte[] bytes() {
    return contents == null ? new byte[0] : contents.bytes();
  }

  long start() {
    return contents == null ? Long.MAX_VALUE : contents.start();
  }

  /** The transforms of its signature references (§12.8.2): method and parameters. */
  List<Transform> transforms() throws IOException, PdfFault {
    List<Transform> transforms = new java.util.ArrayList<>();
    List<Cos> references = view.items(dict.get("Reference"));
    if (references.size() > MAX_REFERENCES) {
      throw PdfFault.limit("references of a signature", MAX_REFERENCES);
    }
    for (Cos item : references) {
      Cos.Dict reference = view.dict(item);
      transforms.add(
          new Transform(
              view.name(reference, "TransformMethod"), view.dict(reference, "TransformParams")));
    }
    return transforms;
  }

  record Transform(String method, Cos.Dict parameters) {}
}
