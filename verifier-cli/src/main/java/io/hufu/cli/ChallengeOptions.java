package io.hufu.cli;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.AcceptancePolicy.Presenting;
import io.hufu.model.DisclosureRequest;
import io.hufu.verification.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --audience} and {@code --nonce} of {@code verify}, or {@code --request}: what the holder
 * was asked to sign for, and to disclose.
 */
final class ChallengeOptions {
  @Option(names = "--audience", paramLabel = "X")
  private String audience;

  @Option(names = "--nonce", paramLabel = "N")
  private String nonce;

  @Option(names = "--request", paramLabel = "FILE")
  private Path request;

  /** What was asked: no challenge when nobody was, no fields when none were named. */
  record Asked(Verifier.@Nullable Challenge challenge, Map<String, List<String>> fields) {
    /** The policy, with what was asked for beside what it needs anyway. */
    AcceptancePolicy policy(AcceptancePolicy base) {
      if (fields.isEmpty()) {
        return base;
      }
      Presenting rules = base.presenting();
      Map<String, List<String>> needed = new TreeMap<>(rules.disclosures());
      fields.forEach(
          (type, names) ->
              needed.merge(
                  type,
                  names,
                  (a, b) -> Stream.concat(a.stream(), b.stream()).distinct().toList()));
      return base.with(new Presenting(needed, rules.maxAge(), rules.purpose()));
    }
  }

  /** Audience and nonce go together: one alone would leave half of the question open. */
  Asked read(Session session) throws CommandFailure {
    if (request != null) {
      if (audience != null || nonce != null) {
        throw CommandFailure.usage("usage.challenge");
      }
      DisclosureRequest asked = new RequestFiles(session).read(request);
      return new Asked(new Verifier.Challenge(asked.audience(), asked.nonce()), asked.fields());
    }
    if (audience == null && nonce == null) {
      return new Asked(null, Map.of());
    }
    if (audience == null || nonce == null || audience.isBlank() || nonce.isBlank()) {
      throw CommandFailure.usage("usage.challenge");
    }
    return new Asked(new Verifier.Challenge(audience, nonce), Map.of());
  }
}
