package io.hufu.crypto.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNull;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns one JSON text into a {@link JsonValue}; used once. */
final class JsonReader {
  /** The longest number literal, in characters; the longest that a double needs is below 800. */
  private static final int MAX_NUMBER_LENGTH = 1000;

  private static final int MAX_LONG_DIGITS = 15;

  /**
   * Names are neither interned nor kept in a table: hostile ones would stay in memory and their
   * collisions could cost time. Nesting and count are limited here, so that the words are ours.
   */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.MAX_DEPTH + 1)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;

  /** Texts by their hash; in most JSON few texts, names above all, come again and again. */
  private final @Nullable JsonText[] recent = new JsonText[256];

  private int values;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static JsonValue read(byte[] utf8) throws MalformedDataException {
    CharBuffer text = Utf8.decode(utf8);
    try (JsonParser parser = FACTORY.createParser(text.array(), 0, text.length())) {
      return new JsonReader(parser).whole();
    } catch (IOException e) {
      // The parser's own message quotes the text, which may be personal data: neither kept nor
      // chained.
      throw new MalformedDataException("not well-formed JSON");
    }
  }

  private JsonValue whole() throws MalformedDataException {
    try {
      JsonToken first = parser.nextToken();
      JsonValue value = value(first, 0);
      if (parser.nextToken() != null) {
        throw malformed("JSON goes on after its value");
      }
      return value;
    } catch (IOException e) {
      throw malformed("not well-formed JSON");
    } catch (IllegalArgumentException e) {
      // A constructor of JsonValue refused the value.
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private JsonValue value(@Nullable JsonToken token, int depth)
      throws IOException, MalformedDataException {
    if (token == null) {
      throw malformed("JSON ends too early");
    }
    if (++values > Json.MAX_VALUES) {
      throw malformed("JSON has more than " + Json.MAX_VALUES + " values");
    }
    return switch (token) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(token);
      case VALUE_TRUE -> JsonBool.TRUE;
      case VALUE_FALSE -> JsonBool.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      default -> throw malformed("not well-formed JSON");
    };
  }

  private JsonValue object(int depth) throws IOException, MalformedDataException {
    requireDepth(depth);
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_OBJECT) {
      return JsonObject.EMPTY;
    }
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (; token == JsonToken.FIELD_NAME; token = parser.nextToken()) {
      String name = text(parser.currentName()).value();
      if (members.put(name, value(parser.nextToken(), depth)) != null) {
        throw malformed("JSON object has a member twice");
      }
    }
    return new JsonObject(members);
  }

  /** Keeps one object for what comes again soon: the memory of a large text is its texts. */
  private JsonText text(String read) {
    int slot = read.hashCode() & (recent.length - 1);
    JsonText known = recent[slot];
    if (known != null && known.value().equals(read)) {
      return known;
    }
    JsonText text = new JsonText(read);
    recent[slot] = text;
    return text;
  }

  private JsonValue array(int depth) throws IOException, MalformedDataException {
    requireDepth(depth);
    JsonToken token = parser.nextToken();
    if (token == JsonToken.END_ARRAY) {
      return JsonArray.EMPTY;
    }
    List<JsonValue> items = new ArrayList<>(2); // most arrays of a large text hold one or two
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(value(token, depth));
    }
    return new JsonArray(items);
  }

  private JsonNumber number(JsonToken token) throws IOException, MalformedDataException {
    int length = parser.getTextLength();
    if (length > MAX_NUMBER_LENGTH) {
      throw malformed("JSON number is longer than " + MAX_NUMBER_LENGTH + " characters");
    }
    if (token == JsonToken.VALUE_NUMBER_INT && length <= MAX_LONG_DIGITS) {
      return JsonNumber.of(parser.getLongValue());
    }
    // BigDecimal keeps a huge exponent as a number, so nothing is expanded before it is refused.
    return new JsonNumber(new BigDecimal(parser.getText()));
  }

  private void requireDepth(int depth) throws MalformedDataException {
    if (depth > Json.MAX_DEPTH) {
      throw malformed("JSON is nested deeper than " + Json.MAX_DEPTH);
    }
  }

  private MalformedDataException malformed(String what) {
    JsonLocation at = parser.currentLocation();
    return new MalformedDataException(
        what + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }
}
