package io.hufu.signing.ofd;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fonts, pictures, colour spaces and the like by their ID (GB/T 33190 §7.9). Not thread-safe. */
final class PageResources {
  private final OfdPackage parts;
  private final Map<String, Item> items;

  private PageResources(OfdPackage parts, Map<String, Item> items) {
    this.parts = parts;
    this.items = items;
  }

  /**
   * A resource.
   *
   * @param folder where its files lie, from the root, empty or with a slash at the end
   */
  record Item(OfdElement element, String folder) {}

  /** Reads the resources of a document. */
  static PageResources of(OfdPackage parts, OfdElement document, SvgCanvas canvas)
      throws IOException {
    PageResources resources = new PageResources(parts, new HashMap<>());
    for (OfdElement common : document.all("CommonData")) {
      resources.readAll(common, List.of("PublicRes", "DocumentRes"), canvas);
    }
    return resources;
  }

  /** Returns these and those of a page. */
  PageResources with(OfdElement page, SvgCanvas canvas) throws IOException {
    PageResources more = new PageResources(parts, new HashMap<>(items));
    more.readAll(page, List.of("PageRes"), canvas);
    return more;
  }

  private void readAll(OfdElement from, List<String> names, SvgCanvas canvas) throws IOException {
    for (String name : names) {
      for (OfdElement path : from.all(name)) {
        try {
          Optional<String> entry = parts.resolve(path);
          if (entry.isPresent()) {
            read(parts.part(entry.get(), "Res"));
          } else {
            canvas.note(NotDrawn.Reason.RESOURCE_MISSING, path.text());
          }
        } catch (OfdFault e) {
          canvas.note(NotDrawn.Reason.PART_UNREADABLE, name + ": " + e.getMessage());
        }
      }
    }
  }

  private void read(OfdElement res) {
    String base = res.attribute("BaseLoc").orElse("").strip();
    String folder = base.startsWith("/") ? base.substring(1) : Loc.folder(res.entry()) + base;
    String slashed = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    for (OfdElement group : res.children()) {
      for (OfdElement item : group.children()) {
        item.attribute("ID")
            .ifPresent(id -> items.put(key(item.name(), id), new Item(item, slashed)));
      }
    }
  }

  private static String key(String kind, String id) {
    return kind + ' ' + id.strip();
  }

  Optional<Item> find(String kind, String id) {
    return Optional.ofNullable(items.get(key(kind, id)));
  }

  /** Returns the file that a child element names; empty when there is none. */
  Optional<byte[]> file(Item item, String child) throws IOException, OfdFault {
    Optional<OfdElement> path = item.element().optional(child);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> entry = parts.resolve(path.get().text(), item.folder());
    if (entry.isEmpty()) {
      entry = parts.resolve(path.get()); // seen: relative to the part, whatever BaseLoc says
    }
    return entry.isEmpty() ? Optional.empty() : Optional.of(parts.bytes(entry.get()));
  }
}
