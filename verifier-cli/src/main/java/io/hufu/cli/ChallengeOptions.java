package io.hufu.cli;

import io.hufu.verification.Verifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --audience} and {@code --nonce} of {@code verify}: what the holder was asked to sign for.
 */
final class ChallengeOptions {
  @Option(names = "--audience", paramLabel = "X")
  private String audience;

  @Option(names = "--nonce", paramLabel = "N")
  private String nonce;

  /** Both or none: one alone would leave half of the question open. */
  Verifier.@Nullable Challenge challenge() throws CommandFailure {
    if (audience == null && nonce == null) {
      return null;
    }
    if (audience == null || nonce == null || audience.isBlank() || nonce.isBlank()) {
      throw CommandFailure.usage("usage.challenge");
    }
    return new Verifier.Challenge(audience, nonce);
  }
}
