package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.TrustList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust: the list, who must have signed it, and the versions seen before. */
final class TrustOptions {
  private static final String FINGERPRINT = "(?:sm3:|sha-256:)?[0-9a-f]{64}";

  @Option(names = "--trust", required = true, paramLabel = "LIST")
  private Path list;

  @Option(names = "--trust-signer", paramLabel = "CERT|FINGERPRINT")
  private String signer;

  @Option(names = "--trust-older")
  private boolean older;

  @Option(names = "--state", paramLabel = "DIR")
  private Path state;

  /** Reads the list; refuses another signer, and an older version than was seen. */
  TrustList open(Session session) throws CommandFailure {
    TrustList read = signer == null ? new TrustFiles(session).signed(list) : pinned(session);
    if (state != null) {
      new TrustState(session, state).check(read, older);
    }
    return read;
  }

  private TrustList pinned(Session session) throws CommandFailure {
    byte[] file = new InputFiles(session).read(list);
    String fingerprint = signer.toLowerCase(Locale.ROOT).replace(" ", "");
    boolean named = fingerprint.matches(FINGERPRINT) && !Files.exists(session.resolve(signer));
    @Nullable Certificate pin =
        named ? null : new Keys(session).certificates(session.resolve(signer)).get(0);
    try {
      TrustList read = TrustList.parse(file, pin);
      if (named && !hasFingerprint(read.signer(), fingerprint)) {
        throw CommandFailure.input("trust.signer", session.show(list), read.signer().subject());
      }
      return read;
    } catch (MalformedDataException e) {
      String key = pin == null ? "trust.list" : "trust.listOrSigner";
      throw CommandFailure.input(key, session.show(list), InputFiles.reason(e));
    }
  }

  private static boolean hasFingerprint(Certificate certificate, String fingerprint) {
    for (HashAlgorithm hash : List.of(HashAlgorithm.SM3, HashAlgorithm.SHA_256)) {
      String digits = HexFormat.of().formatHex(certificate.digest(hash));
      String label = hash.label().toLowerCase(Locale.ROOT) + ":";
      if (fingerprint.equals(digits) || fingerprint.equals(label + digits)) {
        return true;
      }
    }
    return false;
  }
}
