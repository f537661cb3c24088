package io.hufu.signing.page;

import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonBool;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts the data of a licence into the places of a template. */
final class LicenceValues {
  /** Shown where a licence has nothing to say. */
  static final String NONE = "/";

  private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9/]+)\\}");
  private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final Pattern MINUTE =
      Pattern.compile(DATE.pattern() + "[T ]([0-9]{2}):([0-9]{2})");

  private final JsonObject data;

  LicenceValues(Licence licence) {
    this.data =
        licence
            .toJson()
            .with("validity", new JsonText(validity(licence)))
            .with(
                "holderNames",
                joined(licence.holders().stream().map(Licence.Holder::name).toList()))
            .with(
                "holderCodes",
                joined(licence.holders().stream().map(Licence.Holder::code).toList()));
  }

  private static JsonText joined(List<String> texts) {
    return new JsonText(String.join("、", texts));
  }

  private static String validity(Licence licence) {
    LocalDate from = licence.effectiveFrom();
    LocalDate to = licence.expiresOn();
    if (from == null && to == null) {
      return "长期";
    }
    String start = from == null ? "" : readable(from.toString());
    return start + "至" + (to == null ? "长期" : readable(to.toString()));
  }

  /** Fills a text; every place without data becomes {@link #NONE}. */
  String fill(String pattern) {
    return fill(pattern, data);
  }

  /** Fills a cell; empty when the licence has no data for any of its places. */
  Optional<String> fill(PageTemplate.Cell cell) {
    if (cell.list() == null) {
      boolean some =
          PLACE.matcher(cell.value()).results().anyMatch(m -> at(data, m.group(1)) != null);
      boolean fixed = !PLACE.matcher(cell.value()).find();
      return some || fixed ? Optional.of(fill(cell.value())) : Optional.empty();
    }
    if (at(data, cell.list()) instanceof JsonArray array && !array.items().isEmpty()) {
      return Optional.of(
          array.items().stream()
              .map(
                  item ->
                      item instanceof JsonObject object ? fill(cell.value(), object) : show(item))
              .collect(Collectors.joining("\n")));
    }
    return Optional.empty();
  }

  /** Returns a text item, such as a photo in base64. */
  Optional<String> item(String name) {
    return data.object("items").flatMap(items -> items.text(name));
  }

  private static String fill(String pattern, JsonObject from) {
    return PLACE
        .matcher(pattern)
        .replaceAll(
            match -> {
              JsonValue value = at(from, match.group(1));
              return Matcher.quoteReplacement(value == null ? NONE : show(value));
            });
  }

  private static @Nullable JsonValue at(JsonValue root, String path) {
    @Nullable JsonValue value = root;
    for (String step : path.split("/")) {
      if (value instanceof JsonObject object) {
        value = object.get(step).orElse(null);
      } else if (value instanceof JsonArray array && step.matches("[0-9]{1,4}")) {
        int index = Integer.parseInt(step);
        value = index < array.items().size() ? array.items().get(index) : null;
      } else {
        return null;
      }
    }
    boolean blank = value instanceof JsonText text && text.value().isBlank();
    return blank || value == JsonValue.JsonNull.NULL ? null : value;
  }

  private static String show(JsonValue value) {
    if (value instanceof JsonText text) {
      return readable(text.value());
    }
    if (value instanceof JsonNumber number) {
      return number.value().toPlainString();
    }
    if (value instanceof JsonBool bool) {
      return bool.value() ? "是" : "否";
    }
    if (value instanceof JsonArray array) {
      boolean nested = array.items().stream().anyMatch(JsonObject.class::isInstance);
      return array.items().stream()
          .map(LicenceValues::show)
          .collect(Collectors.joining(nested ? "\n" : "\uff1b"));
    }
    if (value instanceof JsonObject object) {
      return object.members().values().stream()
          .map(LicenceValues::show)
          .collect(Collectors.joining(" "));
    }
    return NONE;
  }

  /** Writes dates as Chinese documents do. */
  private static String readable(String text) {
    Matcher day = DATE.matcher(text);
    if (day.matches()) {
      return day.replaceAll("$1年$2月$3日");
    }
    Matcher minute = MINUTE.matcher(text);
    return minute.matches() ? minute.replaceAll("$1年$2月$3日$4时$5分") : text;
  }
}
