package io.hufu.cli;

import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The command's texts in one language, zh-CN or English. Immutable. */
final class Words {
  private static final String BUNDLE = "io.hufu.cli.words";

  private final Locale locale;
  private final ResourceBundle bundle;

  private Words(Locale locale) {
    this.locale = locale;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Chooses the language: a tag such as {@code zh-CN}, or what the process was started under. */
  static Words of(@Nullable String tag, Locale fallback) {
    Locale asked = tag == null ? fallback : Locale.forLanguageTag(tag);
    return new Words(asked.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
  }

  /** Says a text; {@code {0}} stands for the first detail. */
  String say(String key, Object... details) {
    String text = bundle.getString(key);
    StringBuilder said = new StringBuilder(text.length() + 32);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      said.append(text, at, open);
      said.append(details[Integer.parseInt(text.substring(open + 1, close))]);
      at = close + 1;
    }
    return said.append(text.substring(at)).toString();
  }

  boolean knows(String key) {
    return bundle.containsKey(key);
  }

  /** Chooses between the two languages that model objects carry. */
  String choose(String chinese, String english) {
    return isChinese() ? chinese : english;
  }

  boolean isChinese() {
    return locale.equals(Locale.SIMPLIFIED_CHINESE);
  }

  Locale locale() {
    return locale;
  }

  ResourceBundle bundle() {
    return bundle;
  }
}
