package io.hufu.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that knows what a sync has made durable and what a power cut may still take away.
 *
 * <p>Names and contents are durable separately. What is not durable may survive wholly, partly or
 * not at all, each name and each content on its own.
 */
final class Disk {
  /** What a power cut leaves of everything that was not synced. */
  enum Loss {
    /** The process dies, the machine stays up: nothing is lost. */
    NOTHING,
    /** Only what was synced survives. */
    EVERYTHING,
    /** Anything may happen to each name and each content. */
    RANDOM
  }

  /** A file's content. */
  private static final class Content {
    byte[] live = new byte[0];
    byte[] synced = new byte[0];
  }

  /** A directory's names: now, at the last sync, and what changed in between. */
  private static final class Names {
    final Map<String, Object> live = new TreeMap<>();
    final Map<String, Object> synced = new TreeMap<>();
    final List<Map.Entry<String, Object>> changes = new ArrayList<>();

    void put(String name, Object node) {
      live.put(name, node);
      changes.add(Map.entry(name, node));
    }

    void remove(String name) {
      live.remove(name);
      changes.add(Map.entry(name, REMOVED));
    }
  }

  private static final Object REMOVED = new Object();

  private final Map<Path, Names> roots = new LinkedHashMap<>();

  /** Returns a file's content, or null. */
  byte[] read(Path file) {
    return node(file) instanceof Content content ? content.live : null;
  }

  boolean isDirectory(Path path) {
    return node(path) instanceof Names;
  }

  List<String> list(Path directory) {
    return node(directory) instanceof Names names ? List.copyOf(names.live.keySet()) : List.of();
  }

  void makeDirectory(Path directory) {
    if (node(directory) == null) {
      names(directory.getParent()).put(name(directory), new Names());
    }
  }

  /** Gives a name to a new content, without syncing either. */
  void writeNew(Path file, byte[] content) {
    delete(file);
    write(file, content);
  }

  /** Writes without syncing. */
  void write(Path file, byte[] content) {
    if (!(node(file) instanceof Content)) {
      names(file.getParent()).put(name(file), new Content());
    }
    ((Content) node(file)).live = content.clone();
  }

  void sync(Path file) {
    Content content = (Content) node(file);
    content.synced = content.live;
  }

  void rename(Path from, Path to) {
    Object node = node(from);
    names(from.getParent()).remove(name(from));
    names(to.getParent()).put(name(to), node);
  }

  void delete(Path path) {
    if (node(path) != null) {
      names(path.getParent()).remove(name(path));
    }
  }

  void syncDirectory(Path directory) {
    Names names = names(directory);
    names.synced.clear();
    names.synced.putAll(names.live);
    names.changes.clear();
  }

  /** Returns what the machine finds when it comes up again; all of it durable. */
  Disk crash(Loss loss, Random random) {
    Disk after = new Disk();
    IdentityHashMap<Object, Object> copies = new IdentityHashMap<>();
    roots.forEach((path, names) -> after.roots.put(path, copy(names, loss, random, copies)));
    return after;
  }

  private static Names copy(
      Names names, Loss loss, Random random, IdentityHashMap<Object, Object> copies) {
    Map<String, Object> kept = new TreeMap<>(loss == Loss.NOTHING ? names.live : names.synced);
    if (loss == Loss.RANDOM) {
      for (Map.Entry<String, Object> change : names.changes) {
        if (random.nextBoolean()) {
          if (change.getValue() == REMOVED) {
            kept.remove(change.getKey());
          } else {
            kept.put(change.getKey(), change.getValue());
          }
        }
      }
    }
    Names copy = new Names();
    kept.forEach((name, node) -> copy.live.put(name, copyNode(node, loss, random, copies)));
    copy.synced.putAll(copy.live);
    if (loss == Loss.NOTHING) {
      // the machine is still up: names that were not durable are not durable now
      copy.synced.clear();
      names.synced.forEach(
          (name, node) -> copy.synced.put(name, copyNode(node, loss, random, copies)));
      names.changes.forEach(
          change ->
              copy.changes.add(
                  Map.entry(
                      change.getKey(),
                      change.getValue() == REMOVED
                          ? REMOVED
                          : copyNode(change.getValue(), loss, random, copies))));
    }
    return copy;
  }

  private static Object copyNode(
      Object node, Loss loss, Random random, IdentityHashMap<Object, Object> copies) {
    Object known = copies.get(node);
    if (known != null) {
      return known;
    }
    Object copy =
        node instanceof Names names
            ? copy(names, loss, random, copies)
            : copy((Content) node, loss, random);
    copies.put(node, copy);
    return copy;
  }

  private static Content copy(Content content, Loss loss, Random random) {
    Content copy = new Content();
    copy.live = survivor(content, loss, random);
    copy.synced = loss == Loss.NOTHING ? content.synced : copy.live;
    return copy;
  }

  private static byte[] survivor(Content content, Loss loss, Random random) {
    if (loss == Loss.NOTHING || Arrays.equals(content.live, content.synced)) {
      return content.live;
    }
    if (loss == Loss.EVERYTHING) {
      return content.synced;
    }
    int safe = Arrays.mismatch(content.synced, content.live);
    int kept = safe == content.synced.length ? safe : 0; // appending leaves what was there
    int length = kept + random.nextInt(content.live.length - kept + 1);
    byte[] torn = Arrays.copyOf(Arrays.copyOf(content.live, kept), length);
    return switch (random.nextInt(4)) {
      case 0 -> content.synced;
      case 1 -> content.live;
      case 2 -> torn; // the length arrived, the data did not
      default -> {
        System.arraycopy(content.live, 0, torn, 0, length);
        yield torn;
      }
    };
  }

  private Object node(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      return roots.computeIfAbsent(path, root -> new Names());
    }
    return node(parent) instanceof Names names ? names.live.get(name(path)) : null;
  }

  private Names names(Path directory) {
    if (node(directory) instanceof Names names) {
      return names;
    }
    throw new IllegalStateException("no such directory: " + directory);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
