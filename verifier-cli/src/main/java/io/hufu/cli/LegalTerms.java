package io.hufu.cli;

import io.hufu.model.Restriction;
import io.hufu.model.StatusValue;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/** Reads legal terms, in Chinese or by our names in either case. */
final class LegalTerms {
  private LegalTerms() {}

  static StatusValue.EndKind endKind(String text) {
    return Arrays.stream(StatusValue.EndKind.values())
        .filter(kind -> kind.label().equals(text) || kind.name().equals(upper(text)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("no such kind"));
  }

  static Restriction.Kind restriction(String text) {
    return Restriction.Kind.of(text)
        .or(() -> Restriction.Kind.of(upper(text)))
        .orElseThrow(() -> new TypeConversionException("no such kind"));
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
