package io.hufu.cli;

import io.hufu.crypto.seal.Seal;
import io.hufu.model.Carrier;
import io.hufu.model.LicenceType;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.ofd.OfdFormat;
import java.util.ArrayList;
import java.util.List;

/** In which carriers a sample is issued: layouts for types with a page, OFD under a seal. */
final class DemoFormats {
  private final List<LicenceFormat> installed;

  DemoFormats(List<LicenceFormat> installed) {
    this.installed = List.copyOf(installed);
  }

  LicenceFormat[] of(DemoParties.Party party, LicenceType type) {
    List<LicenceFormat> formats = new ArrayList<>();
    Seal seal = party.seal();
    for (LicenceFormat format : installed) {
      boolean ofd = format.carrier() == Carrier.OFD;
      boolean layout = ofd || format.carrier() == Carrier.PDF;
      if (layout && type.page().isEmpty()) {
        continue; // a type without a page is data only
      }
      if (!ofd) {
        formats.add(format);
      } else if (seal != null) {
        formats.add(OfdFormat.sealedWith(seal)); // seals are a matter of SM
      }
    }
    return formats.toArray(LicenceFormat[]::new);
  }
}
