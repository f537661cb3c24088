package io.hufu.signing.status;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusList;
import io.hufu.model.StatusListToken;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Signs every list of a register and the epoch of each. */
final class Publishing {
  private static final int BITS = 4;

  private final RegisterState state;
  private final SigningKey key;

  Publishing(RegisterState state, SigningKey key) {
    this.state = state;
    this.key = key;
  }

  Publication at(Instant thisUpdate, Instant nextUpdate) throws KeyUnavailableException {
    long number = state.epoch() + 1;
    HashAlgorithm hash = key.algorithm().suite().hash();
    Map<String, byte[]> tokens = new TreeMap<>();
    Map<String, byte[]> epochs = new TreeMap<>();
    for (Map.Entry<String, int[]> list : state.values(thisUpdate).entrySet()) {
      String uri = list.getKey();
      StatusList values = StatusList.of(BITS, list.getValue());
      byte[] token = new StatusListToken(uri, thisUpdate, nextUpdate, null, values).sign(key);
      String previous =
          state.lastEpoch(uri).map(e -> StatusEpoch.digest(hash, ascii(e))).orElse(null);
      StatusEpoch epoch =
          new StatusEpoch(
              state.opened().authority(),
              uri,
              number,
              thisUpdate,
              nextUpdate,
              previous,
              StatusEpoch.digest(hash, token));
      tokens.put(uri, token);
      epochs.put(uri, epoch.sign(key));
    }
    return new Publication(number, thisUpdate, nextUpdate, tokens, epochs);
  }

  /** What the journal keeps of a publication: the epochs, not the lists, which are large. */
  static RegisterRecord record(Publication publication) {
    return new RegisterRecord.Published(
        publication.epoch(),
        publication.thisUpdate(),
        publication.epochs().values().stream()
            .map(epoch -> new String(epoch, StandardCharsets.US_ASCII))
            .toList());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
