package io.hufu.cli;

import io.hufu.crypto.seal.Seal;
import io.hufu.model.Carrier;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.ofd.OfdFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The carriers that this installation has. */
final class Formats {
  private final List<LicenceFormat> installed = LicenceFormat.installed();

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
    if (formats.removeIf(format -> format.carrier() == Carrier.OFD)) {
      if (seal == null) {
        throw CommandFailure.usage("usage.sealMissing");
      }
      formats.add(OfdFormat.sealedWith(seal));
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
