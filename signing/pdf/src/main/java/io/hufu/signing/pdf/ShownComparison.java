package io.hufu.signing.pdf;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two documents object by object, wherever their objects stand: all that the catalog of
 * one reaches, with streams decoded, must be in the other, and nothing more.
 *
 * <p>What signing adds is left aside: values of signature fields, the security store, time-stamps.
 */
final class ShownComparison {
  private static final int MAX_PAIRS = 1 << 16;
  private static final int BLOCK = 1 << 16;

  /** What shows nothing: evidence, permissions, and the document's description of itself. */
  private static final Set<String> NOT_SHOWN =
      Set.of("DSS", "Extensions", "Version", "Perms", "Metadata");

  /** How a stream is written, not what it says. */
  private static final Set<String> CODING = Set.of("Filter", "DecodeParms", "Length");

  private static final Set<String> SIGNING = Set.of("V", "AP", "F");

  private final View expected;
  private final View actual;
  private final Set<Pair> known = new HashSet<>();
  private @Nullable String different;

  ShownComparison(View expected, View actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /** Two objects that are taken as equal until something below them is not. */
  private record Pair(Cos.Ref expected, Cos.Ref actual) {}

  /** Returns the path from the catalog to the first difference; empty when there is none. */
  Optional<String> difference() throws IOException, PdfFault {
    dicts(expected.catalog(), actual.catalog(), NOT_SHOWN, "catalog");
    return Optional.ofNullable(different);
  }

  private void compare(Cos one, Cos other, String path) throws IOException, PdfFault {
    if (different != null) {
      return;
    }
    if (one instanceof Cos.Ref a && other instanceof Cos.Ref b && !known.add(new Pair(a, b))) {
      return;
    }
    if (known.size() > MAX_PAIRS) {
      throw PdfFault.limit("objects compared with what the data says", MAX_PAIRS);
    }
    Cos a = expected.resolve(one);
    Cos b = actual.resolve(other);
    if (a instanceof Cos.Dict old && b instanceof Cos.Dict now) {
      dicts(old, now, aside(old), path);
    } else if (a instanceof Cos.Stream old && b instanceof Cos.Stream now) {
      dicts(old.dict(), now.dict(), CODING, path);
      require(sameData(old, now), path);
    } else if (a instanceof Cos.Array old && b instanceof Cos.Array now) {
      arrays(old.items(), now.items(), path);
    } else {
      require(a.equals(b), path);
    }
  }

  private void require(boolean holds, String path) {
    if (!holds && different == null) {
      different = path.length() > 200 ? path.substring(0, 200) : path;
    }
  }

  private void dicts(Cos.Dict one, Cos.Dict other, Set<String> aside, String path)
      throws IOException, PdfFault {
    Set<String> keys = new LinkedHashSet<>(one.entries().keySet());
    keys.addAll(other.entries().keySet());
    keys.removeAll(aside);
    for (String key : keys) {
      String below = path + " /" + CosParser.printable(key);
      boolean list = key.equals("Annots") || key.equals("Fields");
      if (list) {
        lists(expected.items(one.get(key)), actual.items(other.get(key)), below);
      } else {
        compare(one.get(key), other.get(key), below);
      }
    }
  }

  /** The value of a signature is no part of the page; the look of one that is still to come. */
  private Set<String> aside(Cos.Dict dict) throws IOException, PdfFault {
    boolean field = expected.name(dict, "FT").equals("Sig");
    return !field ? Set.of() : dict.has("V") ? Set.of("V") : SIGNING;
  }

  private void arrays(List<Cos> one, List<Cos> other, String path) throws IOException, PdfFault {
    require(one.size() == other.size(), path);
    for (int i = 0; i < one.size() && different == null; i++) {
      compare(one.get(i), other.get(i), path + " " + i);
    }
  }

  /** Fields and their widgets: those of the page, and what time-stamps add without showing it. */
  private void lists(List<Cos> one, List<Cos> other, String path) throws IOException, PdfFault {
    int next = 0;
    for (Cos item : other) {
      if (next < one.size() && !isAddition(item)) {
        compare(one.get(next), item, path + " " + next);
        next++;
      } else {
        require(isAddition(item), path);
      }
    }
    require(next == one.size(), path);
  }

  private boolean isAddition(Cos item) throws IOException, PdfFault {
    Cos.Dict widget = actual.dict(item);
    return actual.name(widget, "FT").equals("Sig")
        && actual.name(actual.dict(widget, "V"), "Type").equals("DocTimeStamp")
        && FormRules.isInvisible(actual, widget);
  }

  private boolean sameData(Cos.Stream one, Cos.Stream other) throws IOException, PdfFault {
    boolean coded = coding(expected, one).equals(coding(actual, other));
    if (coded && one.length() == other.length() && sameBytes(one, other)) {
      return true;
    }
    return Arrays.equals(expected.decode(one), decoded(other));
  }

  /** What cannot be decoded is not what we write. */
  private byte @Nullable [] decoded(Cos.Stream stream) throws IOException, PdfFault {
    try {
      return actual.decode(stream);
    } catch (PdfFault e) {
      if (e.code() == FindingCode.LIMIT_EXCEEDED) {
        throw e;
      }
      return null;
    }
  }

  private static Map<String, Cos> coding(View view, Cos.Stream stream)
      throws IOException, PdfFault {
    Map<String, Cos> coding = new LinkedHashMap<>();
    for (String key : List.of("Filter", "DecodeParms")) {
      coding.put(key, view.get(stream.dict(), key));
    }
    return coding;
  }

  private boolean sameBytes(Cos.Stream one, Cos.Stream other) throws IOException {
    for (long done = 0; done < one.length(); done += BLOCK) {
      int count = (int) Math.min(BLOCK, one.length() - done);
      byte[] mine = expected.store().file().read(one.start() + done, count);
      if (!Arrays.equals(mine, actual.store().file().read(other.start() + done, count))) {
        return false;
      }
    }
    return true;
  }
}
