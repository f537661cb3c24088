package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.json.JsonFormat;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code issue} that prepare a JSON licence for being presented. */
final class DisclosureOptions {
  private static final int MAX_DECOYS = 64;

  @Option(names = "--holder-cert", paramLabel = "CERT")
  private Path holder;

  @Option(names = "--decoys", defaultValue = "0", paramLabel = "N")
  private int decoys;

  /** Binds the JSON carrier to the holder's key, and hides how many fields there are. */
  List<LicenceFormat> apply(Session session, List<LicenceFormat> formats) throws CommandFailure {
    if (decoys < 0 || decoys > MAX_DECOYS) {
      throw CommandFailure.usage("usage.value", decoys, "--decoys");
    }
    if (holder == null && decoys == 0) {
      return formats;
    }
    if (formats.stream().noneMatch(JsonFormat.class::isInstance)) {
      throw CommandFailure.usage("usage.notJson");
    }
    JsonFormat prepared = JsonFormat.instance().withDecoys(decoys);
    if (holder != null) {
      Certificate certificate = new Keys(session).certificates(holder).get(0);
      if (!certificate.hasUsableKey()) {
        throw CommandFailure.input("key.UNSUPPORTED_ALGORITHM", session.show(holder));
      }
      prepared = prepared.boundTo(certificate.key());
    }
    LicenceFormat json = prepared;
    return formats.stream().map(f -> f instanceof JsonFormat ? json : f).toList();
  }
}
