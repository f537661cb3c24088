package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.Catalogue;
import io.hufu.signing.LayoutFormat;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.ofd.OfdFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The carriers that this installation has. */
final class Formats {
  private final List<LicenceFormat> installed;

  Formats() {
    this(LicenceFormat.installed());
  }

  private Formats(List<LicenceFormat> installed) {
    this.installed = List.copyOf(installed);
  }

  /** Tells the carriers that draw pages which types and fonts there are. */
  Formats with(Session session, Catalogue catalogue, List<Path> fonts) throws CommandFailure {
    List<LicenceFormat> told = new ArrayList<>();
    for (LicenceFormat format : installed) {
      LicenceFormat each = format;
      if (each instanceof LayoutFormat layout) {
        each = layout.withCatalogue(catalogue);
        for (Path font : fonts) {
          each = withFont(session, (LayoutFormat) each, font);
        }
      }
      told.add(each);
    }
    return new Formats(told);
  }

  private static LayoutFormat withFont(Session session, LayoutFormat format, Path font)
      throws CommandFailure {
    try {
      return format.withFont(font);
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(font, e);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("font.unusable", session.show(font), InputFiles.reason(e));
    }
  }

  /** All that are read. */
  List<LicenceFormat> installed() {
    return installed;
  }

  /** Those that licences are issued in. */
  List<LicenceFormat> issued() {
    return installed.stream().filter(LicenceFormat::seals).toList();
  }

  LicenceFormat require(String label) throws CommandFailure {
    return issued().stream()
        .filter(format -> format.carrier().label().equals(label))
        .findFirst()
        .orElseThrow(() -> CommandFailure.usage("usage.format", label, labels()));
  }

  /**
   * Finds the carriers of a list such as {@code json,xml}; none may be named twice.
   *
   * @param seal for OFD; null when none is named
   */
  List<LicenceFormat> require(List<String> labels, @Nullable Seal seal) throws CommandFailure {
    List<LicenceFormat> formats = new ArrayList<>();
    for (String label : labels) {
      LicenceFormat format = require(label);
      if (formats.contains(format)) {
        throw CommandFailure.usage("usage.value", label, "--format");
      }
      formats.add(format);
    }
    formats.replaceAll(
        format -> format instanceof OfdFormat ofd && seal != null ? ofd.withSeal(seal) : format);
    if (seal == null && formats.stream().anyMatch(OfdFormat.class::isInstance)) {
      throw CommandFailure.usage("usage.sealMissing");
    }
    return formats;
  }

  private String labels() {
    return issued().stream()
        .map(format -> format.carrier().label())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
