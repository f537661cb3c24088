package io.hufu.signing.ofd;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws pictures, whose bytes go into the SVG (GB/T 33190 §10). Immutable. */
record SvgImages(SvgCanvas canvas) {
  /**
   * Draws an ImageObject, whose picture fills the unit square before CTM.
   *
   * @param box what the picture fills when there is no CTM; else null
   */
  void draw(OfdElement object, PageResources resources, @Nullable Boundary box) throws IOException {
    String id = object.attribute("ResourceID").orElse("");
    if (object.attribute("ImageMask").isPresent()) {
      canvas.note(NotDrawn.Reason.PICTURE_MASK, id);
    }
    Optional<PageResources.Item> media = resources.find("MultiMedia", id);
    try {
      Optional<byte[]> file =
          media.isEmpty() ? Optional.empty() : resources.file(media.get(), "MediaFile");
      if (file.isEmpty()) {
        canvas.note(NotDrawn.Reason.RESOURCE_MISSING, "MultiMedia " + id);
      } else if (!draw(file.get(), box == null ? new Boundary(0, 0, 1, 1) : box.atOrigin())) {
        String format = media.get().element().attribute("Format").orElse("?");
        canvas.note(NotDrawn.Reason.PICTURE_FORMAT, format + ", " + id);
      }
    } catch (OfdFault e) {
      canvas.note(NotDrawn.Reason.PART_UNREADABLE, "MultiMedia " + id + ": " + e.getMessage());
    }
  }

  /** Draws a file over a box; false for a format that is not shown. What it is, its bytes say. */
  boolean draw(byte[] file, Boundary box) {
    String type = type(file);
    if (type.isEmpty()) {
      return false;
    }
    String data = "data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(file);
    String id =
        canvas.define(
            data,
            definition -> {
              XmlText xml = definition.start("image");
              xml.attribute("width", "1").attribute("height", "1");
              xml.attribute("preserveAspectRatio", "none").attribute("xlink:href", data).end();
            });
    String matrix = XmlText.precise(box.width(), 0, 0, box.height(), box.x(), box.y());
    canvas.body().start("use").attribute("xlink:href", "#" + id);
    canvas.body().attribute("transform", "matrix(" + matrix + ")").end();
    return true;
  }

  private static String type(byte[] file) {
    if (starts(file, 0x89, 'P', 'N', 'G')) {
      return "png";
    }
    if (starts(file, 0xff, 0xd8, 0xff)) {
      return "jpeg";
    }
    if (starts(file, 'G', 'I', 'F', '8')) {
      return "gif";
    }
    return starts(file, 'B', 'M') ? "bmp" : "";
  }

  static boolean starts(byte[] file, int... octets) {
    boolean same = file.length > octets.length;
    for (int i = 0; same && i < octets.length; i++) {
      same = (file[i] & 0xff) == octets[i];
    }
    return same;
  }
}
