package io.hufu.verification;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of reports in one language. Immutable and thread-safe.
 *
 * <p>{@code {name}} stands for a fact; a part in square brackets is left out when its fact is not
 * known. Read from our own files, not through ResourceBundle, whose choice depends on the process.
 */
final class Texts {
  private static final Texts ZH = new Texts("zh");
  private static final Texts EN = new Texts("en");
  private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern FACT = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final String language;
  private final Properties words = new Properties();

  private Texts(String language) {
    this.language = language;
    for (String file : new String[] {"report", "findings", "cases"}) {
      String name = file + "_" + language + ".properties";
      try (InputStream in = Texts.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException("built without " + name);
        }
        words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Chooses Chinese for any Chinese locale, English otherwise. */
  static Texts of(Locale locale) {
    return locale.getLanguage().equals("zh") ? ZH : EN;
  }

  boolean isChinese() {
    return this == ZH;
  }

  String choose(String zh, String en) {
    return isChinese() ? zh : en;
  }

  /** Returns the language tag for the page. */
  String tag() {
    return isChinese() ? "zh-CN" : language;
  }

  /** Says a text without facts; the key itself when there is none. */
  String say(String key) {
    return words.getProperty(key, key);
  }

  boolean knows(String key) {
    return words.containsKey(key);
  }

  /** Says a text of a finding's code with its facts. */
  String say(String key, Map<String, String> facts) {
    String text = say(key);
    Matcher optional = OPTIONAL.matcher(text);
    StringBuilder known = new StringBuilder();
    while (optional.find()) {
      String part = optional.group(1);
      boolean complete = FACT.matcher(part).results().allMatch(m -> facts.containsKey(m.group(1)));
      optional.appendReplacement(known, Matcher.quoteReplacement(complete ? part : ""));
    }
    optional.appendTail(known);
    return FACT.matcher(known).replaceAll(m -> Matcher.quoteReplacement(fact(m.group(1), facts)));
  }

  private String fact(String name, Map<String, String> facts) {
    return value(name, facts.getOrDefault(name, "?"));
  }

  /** Shows the value of a fact: our own constants in words, instants in China time. */
  String value(String name, String value) {
    String word = words.getProperty("value." + name + "." + value);
    if (word != null) {
      return word;
    }
    Instant instant = instant(value);
    return instant == null ? Printable.text(value) : time(instant);
  }

  /** Shows an instant to the second, in China time. */
  String time(Instant instant) {
    String time = TIME.format(instant.atOffset(ZoneOffset.ofHours(8)));
    return isChinese() ? "北京时间 " + time : time + " +08:00";
  }

  private static @Nullable Instant instant(String value) {
    if (!value.endsWith("Z") || value.length() < 20) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Joins a label and what it labels. */
  String labelled(String label, String value) {
    return label + (isChinese() ? "：" : ": ") + value;
  }

  /** Ends a sentence. */
  String sentence(String text) {
    return text + (isChinese() ? "。" : ".");
  }
}
