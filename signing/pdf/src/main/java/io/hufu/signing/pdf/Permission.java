package io.hufu.signing.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the signatures before an update allow it to change (ISO 32000-1 §12.8.2.2, §12.8.2.4).
 *
 * @param level 1 to 3 as DocMDP has it, the strictest there is; 0 when nobody certified
 * @param isUsed whether somebody has signed after the certification
 * @param locks what signatures locked
 */
record Permission(int level, boolean isUsed, List<Lock> locks) {
  static final Permission NONE = new Permission(0, false, List.of());

  /** Names of fields in all locks together. */
  private static final int MAX_LOCKED = 100_000;

  /**
   * FieldMDP, or the lock dictionary of a field.
   *
   * @param action All, Include or Exclude
   */
  private record Lock(String action, Set<String> fields) {
    boolean covers(String field) {
      return switch (action) {
        case "Include" -> named(field);
        case "Exclude" -> !named(field);
        default -> true;
      };
    }

    /** A name stands for all fields below it. */
    private boolean named(String field) {
      int end = field.length();
      while (end >= 0 && !fields.contains(field.substring(0, end))) {
        end = field.lastIndexOf('.', end - 1);
      }
      return end >= 0;
    }
  }

  boolean hasLocks() {
    return !locks.isEmpty();
  }

  boolean locks(String field) {
    return locks.stream().anyMatch(lock -> lock.covers(field));
  }

  /** Adds what a signature allows. */
  Permission and(FoundSignature signature) throws IOException, PdfFault {
    int strictest = level;
    List<Lock> all = new ArrayList<>(locks);
    for (FoundSignature.Transform transform : signature.transforms()) {
      if (transform.method().equals("DocMDP")) {
        strictest = stricter(strictest, certified(signature.view(), transform.parameters()));
      } else if (transform.method().equals("FieldMDP")) {
        all.add(lock(signature.view(), transform.parameters()));
      }
    }
    Cos.Dict lock = signature.view().dict(signature.field().dict(), "Lock");
    if (!lock.entries().isEmpty()) {
      all.add(lock(signature.view(), lock));
      strictest =
          lock.has("P") ? stricter(strictest, certified(signature.view(), lock)) : strictest;
    }
    if (all.stream().mapToInt(each -> each.fields().size()).sum() > MAX_LOCKED) {
      throw PdfFault.limit("fields locked", MAX_LOCKED);
    }
    return new Permission(strictest, isUsed || level > 0, List.copyOf(all));
  }

  private static int stricter(int one, int other) {
    return one == 0 ? other : Math.min(one, other);
  }

  /** Table 254: 2 is the default; what is no such number allows nothing. */
  private static int certified(View view, Cos.Dict parameters) throws IOException, PdfFault {
    Cos value = view.get(parameters, "P");
    if (value instanceof Cos.Null) {
      return 2;
    }
    boolean known = value instanceof Cos.Num n && (n.value() == 2 || n.value() == 3);
    return known ? (int) ((Cos.Num) value).value() : 1;
  }

  private static Lock lock(View view, Cos.Dict parameters) throws IOException, PdfFault {
    Set<String> fields = new HashSet<>();
    for (Cos item : view.items(parameters.get("Fields"))) {
      if (view.resolve(item) instanceof Cos.Text text) {
        fields.add(TextString.of(text));
      }
    }
    return new Lock(view.name(parameters, "Action"), fields);
  }
}
