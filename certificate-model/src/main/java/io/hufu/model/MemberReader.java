package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one JSON object strictly: by kind, and none may be left over.
 *
 * <p>Must-understand: {@link #end} refuses members that nobody asked for. Messages name the place,
 * never the value, because values may be personal. Not thread-safe.
 */
public final class MemberReader {
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9_.:$/ -]");

  /** Whole for the outermost object, else what is added to the place of the one around it. */
  private final String place;

  private final @Nullable MemberReader around;
  private final int index;
  private final JsonValue.JsonObject object;

  /** A list: it holds what the code asks for, a dozen names at most, whatever the object holds. */
  private final List<String> asked = new ArrayList<>();

  /** Reads an object; the place names it in messages, such as {@code manifest}. */
  public MemberReader(String place, JsonValue.JsonObject object) {
    this(null, place, -1, object);
  }

  private MemberReader(
      @Nullable MemberReader around, String place, int index, JsonValue.JsonObject object) {
    this.around = around;
    this.place = place;
    this.index = index;
    this.object = object;
  }

  /** Put together when something is wrong: most objects of a large file are not. */
  private String place() {
    String own = index < 0 ? place : place + "[" + index + "]";
    return around == null ? own : around.place() + "." + own;
  }

  /** Takes a value that must be an object. */
  public static MemberReader of(String place, JsonValue value) throws MalformedDataException {
    if (value instanceof JsonValue.JsonObject object) {
      return new MemberReader(place, object);
    }
    throw new MalformedDataException(place + ": not an object");
  }

  /** Requires {@code schema} to be this one. */
  public MemberReader schema(String expected) throws MalformedDataException {
    if (!text("schema").equals(expected)) {
      throw wrong("schema", "is not " + expected);
    }
    return this;
  }

  /** Returns the names of all members. */
  Set<String> names() {
    return object.members().keySet();
  }

  /** Tells whether there is such a member. */
  public boolean has(String name) {
    return object.get(name).isPresent();
  }

  /** Returns a member of any kind, which must be there. */
  public JsonValue value(String name) throws MalformedDataException {
    return optional(name).orElseThrow(() -> wrong(name, "is missing"));
  }

  /** Returns a member of any kind, if it is there. */
  public Optional<JsonValue> optional(String name) {
    asked.add(name);
    return object.get(name);
  }

  /** Returns a text that is not empty. */
  public String text(String name) throws MalformedDataException {
    if (value(name) instanceof JsonValue.JsonText text && !text.value().isEmpty()) {
      return text.value();
    }
    throw wrong(name, "is not a text that says something");
  }

  /** Returns a text, or null when it is absent. */
  public @Nullable String textOrNull(String name) throws MalformedDataException {
    return has(name) ? text(name) : null;
  }

  /** Returns an integer of at least {@code min}, within 2^53. */
  public long integer(String name, long min) throws MalformedDataException {
    value(name);
    long number =
        object.integer(name).orElseThrow(() -> wrong(name, "is not an integer within 2^53"));
    if (number < min) {
      throw wrong(name, "is less than " + min);
    }
    return number;
  }

  /** Returns true or false, and {@code absent} when the member is. */
  public boolean bool(String name, boolean absent) throws MalformedDataException {
    return has(name) ? bool(name) : absent;
  }

  /** Returns true or false. */
  public boolean bool(String name) throws MalformedDataException {
    if (value(name) instanceof JsonValue.JsonBool bool) {
      return bool.value();
    }
    throw wrong(name, "is not true or false");
  }

  /** Reads an instant in the one form that {@link Instant#toString} writes. */
  public Instant instant(String name) throws MalformedDataException {
    String text = text(name);
    try {
      Instant instant = Instant.parse(text);
      if (instant.toString().equals(text)) {
        return instant;
      }
    } catch (DateTimeException e) {
      throw wrong(name, "is not an instant such as 2026-01-31T16:00:00Z", e);
    }
    throw wrong(name, "is not written as 2026-01-31T16:00:00Z");
  }

  /** Reads a date such as 2026-01-31. */
  public LocalDate date(String name) throws MalformedDataException {
    String text = text(name);
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw wrong(name, "is not a date such as 2026-01-31");
    }
    try {
      return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    } catch (DateTimeException e) {
      throw wrong(name, "is not a date such as 2026-01-31", e);
    }
  }

  /**
   * A large list has a hundred thousand dates: java.time's parser took a twelfth of its loading.
   */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not a digit");
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  /** Reads a date, or null when it is absent. */
  public @Nullable LocalDate dateOrNull(String name) throws MalformedDataException {
    return has(name) ? date(name) : null;
  }

  /** Reads base64url without padding. */
  public byte[] bytes(String name) throws MalformedDataException {
    try {
      return Base64Url.decode(text(name));
    } catch (MalformedDataException e) {
      throw wrong(name, "is not base64url without padding", e);
    }
  }

  /** Returns a reader of a member that is an object. */
  public MemberReader object(String name) throws MalformedDataException {
    if (value(name) instanceof JsonValue.JsonObject inner) {
      return new MemberReader(this, name, -1, inner);
    }
    throw wrong(name, "is not an object");
  }

  /** Reads the name of a constant. */
  public <E extends Enum<E>> E constant(Class<E> type, String name) throws MalformedDataException {
    return constant(type, name, text(name));
  }

  private <E extends Enum<E>> E constant(Class<E> type, String name, String text)
      throws MalformedDataException {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(name, "is none of the known words");
  }

  /** Reads an array of names of constants. */
  public <E extends Enum<E>> List<E> constants(Class<E> type, String name)
      throws MalformedDataException {
    List<E> result = new ArrayList<>();
    for (String text : texts(name)) {
      result.add(constant(type, name, text));
    }
    return result;
  }

  /** Reads the elements of an array that must be there. */
  public List<JsonValue> array(String name) throws MalformedDataException {
    if (value(name) instanceof JsonValue.JsonArray array) {
      return array.items();
    }
    throw wrong(name, "is not an array");
  }

  /** Reads an array of texts that are not empty. */
  public List<String> texts(String name) throws MalformedDataException {
    List<JsonValue> items = array(name);
    List<String> result = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      if (!(item instanceof JsonValue.JsonText text) || text.value().isEmpty()) {
        throw wrong(name, "holds something else than texts");
      }
      result.add(text.value());
    }
    return result;
  }

  /** Reads an array of texts; none when it is absent. */
  public List<String> textsOrNone(String name) throws MalformedDataException {
    return has(name) ? texts(name) : List.of();
  }

  /** Reads an array of objects, each with one reading function. */
  public <T> List<T> objects(String name, Reading<T> reading) throws MalformedDataException {
    List<T> result = new ArrayList<>();
    for (JsonValue item : array(name)) {
      if (!(item instanceof JsonValue.JsonObject inner)) {
        throw wrong(name + "[" + result.size() + "]", "is not an object");
      }
      MemberReader reader = new MemberReader(this, name, result.size(), inner);
      try {
        result.add(reading.read(reader));
      } catch (IllegalArgumentException e) {
        throw new MalformedDataException(reader.place() + ": " + e.getMessage(), e);
      }
      reader.end();
    }
    return result;
  }

  /** Reads an array of objects; none when it is absent. */
  public <T> List<T> objectsOrNone(String name, Reading<T> reading) throws MalformedDataException {
    return has(name) ? objects(name, reading) : List.of();
  }

  /** Reads one object of an array. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads; what is left over is refused by the caller. */
    T read(MemberReader reader) throws MalformedDataException;
  }

  /** Refuses members that nobody asked for. */
  public void end() throws MalformedDataException {
    for (String name : object.members().keySet()) {
      if (!asked.contains(name)) {
        throw new MalformedDataException(
            place() + ": has a member that is not known here: " + printable(name));
      }
    }
  }

  /** A hostile name must not break the one line of an error, nor fill it. */
  private static String printable(String name) {
    return UNUSUAL.matcher(name.substring(0, Math.min(name.length(), 40))).replaceAll("?");
  }

  /** Makes the exception that names a member and what is wrong with it. */
  public MalformedDataException wrong(String name, String what) {
    return new MalformedDataException(place() + "." + name + ": " + what);
  }

  /** Makes the exception that names a member, what is wrong with it, and its cause. */
  public MalformedDataException wrong(String name, String what, Exception cause) {
    return new MalformedDataException(place() + "." + name + ": " + what, cause);
  }
}
