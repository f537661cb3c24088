package io.hufu.signing.ofd;

import io.hufu.signing.page.FontChain;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the pages of one document body onto a canvas. Not thread-safe; one per canvas. */
final class SvgPage {
  private static final List<String> LAYERS = List.of("Background", "Body", "Foreground");

  private final OfdPackage parts;
  private final DocBody body;
  private final SvgCanvas canvas;
  private final GlyphFonts fonts;
  private final PageResources resources;

  /**
   * Prepares.
   *
   * @param prefix sets this document apart from others on the same canvas
   */
  SvgPage(OfdPackage parts, DocBody body, SvgCanvas canvas, FontChain chain, String prefix)
      throws IOException {
    this.parts = parts;
    this.body = body;
    this.canvas = canvas;
    this.fonts = new GlyphFonts(chain, prefix);
    this.resources = PageResources.of(parts, body.document(), canvas);
  }

  /** Draws templates behind, the page, templates before, annotations (GB/T 33190 §7.7). */
  void draw(DocBody.Page page) throws IOException {
    Optional<OfdElement> content = part(page.entry(), "Page " + page.id());
    if (content.isEmpty()) {
      return;
    }
    List<Template> templates = templates(content.get());
    for (Template template : templates) {
      if (!template.before()) {
        layers(template.page());
      }
    }
    layers(content.get());
    for (Template template : templates) {
      if (template.before()) {
        layers(template.page());
      }
    }
    annotations(page.id());
  }

  private Optional<OfdElement> part(Optional<String> entry, String what) throws IOException {
    if (entry.isEmpty()) {
      canvas.note(NotDrawn.Reason.RESOURCE_MISSING, what);
      return Optional.empty();
    }
    try {
      return Optional.of(parts.part(entry.get()));
    } catch (OfdFault e) {
      canvas.note(NotDrawn.Reason.PART_UNREADABLE, what + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A template under or over a page. */
  private record Template(OfdElement page, boolean before) {}

  private List<Template> templates(OfdElement page) throws IOException {
    Map<String, OfdElement> known = new HashMap<>();
    for (OfdElement common : body.document().all("CommonData")) {
      for (OfdElement template : common.all("TemplatePage")) {
        template.attribute("ID").ifPresent(id -> known.put(id, template));
      }
    }
    List<Template> templates = new ArrayList<>();
    for (OfdElement use : page.all("Template")) {
      String id = use.attribute("TemplateID").orElse("");
      OfdElement template = known.get(id);
      Optional<String> path = template == null ? Optional.empty() : template.attribute("BaseLoc");
      Optional<String> entry = path.flatMap(p -> parts.resolve(p.strip(), folder()));
      Optional<OfdElement> content = part(entry, "Template " + id);
      String order =
          use.attribute("ZOrder")
              .or(() -> template == null ? Optional.empty() : template.attribute("ZOrder"))
              .orElse("Background");
      content.ifPresent(c -> templates.add(new Template(c, order.equals("Foreground"))));
    }
    return templates;
  }

  private String folder() {
    return Loc.folder(body.document().entry());
  }

  private void layers(OfdElement page) throws IOException {
    PageResources own = resources.with(page, canvas);
    SvgObjects objects = new SvgObjects(own, fonts, canvas);
    for (String type : LAYERS) {
      for (OfdElement content : page.all("Content")) {
        for (OfdElement layer : content.all("Layer")) {
          if (layer.attribute("Type").filter(LAYERS::contains).orElse("Body").equals(type)) {
            objects.drawAll(layer, Style.NONE);
          }
        }
      }
    }
  }

  private void annotations(String pageId) throws IOException {
    List<OfdElement> marks = new ArrayList<>();
    for (OfdElement path : body.document().all("Annotations")) {
      Optional<OfdElement> list = part(resolve(path), "Annotations");
      for (OfdElement page : list.map(l -> l.all("Page")).orElse(List.of())) {
        if (page.attribute("PageID").orElse("").strip().equals(pageId)) {
          for (OfdElement file : page.all("FileLoc")) {
            part(resolve(file), "Annotation")
                .ifPresent(annotations -> marks.addAll(annotations.all("Annot")));
          }
        }
      }
    }
    for (OfdElement annotation : marks) {
      draw(annotation);
    }
  }

  private Optional<String> resolve(OfdElement path) {
    try {
      return parts.resolve(path);
    } catch (OfdFault e) {
      return Optional.empty();
    }
  }

  private void draw(OfdElement annotation) throws IOException {
    if (annotation.attribute("Visible").orElse("true").equals("false")) {
      return;
    }
    for (OfdElement look : annotation.all("Appearance")) {
      Boundary box =
          look.attribute("Boundary").flatMap(Boundary::parse).orElse(new Boundary(0, 0, 0, 0));
      XmlText xml = canvas.body();
      int depth = xml.depth();
      xml.start("g");
      xml.attribute("transform", "translate(" + XmlText.precise(box.x(), box.y()) + ")");
      new SvgObjects(resources, fonts, canvas).drawAll(look, Style.NONE);
      xml.endTo(depth);
    }
  }
}
