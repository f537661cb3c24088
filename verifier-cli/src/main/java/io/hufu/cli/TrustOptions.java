package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.TrustList;
import io.hufu.model.TrustListRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom to trust: the lists, who must have signed them, and the versions seen before. */
final class TrustOptions {
  private static final String FINGERPRINT = "(?:sm3:|sha-256:)?[0-9a-f]{64}";

  @Option(names = "--trust", required = true, paramLabel = "LIST")
  private List<Path> roots;

  @Option(names = "--trust-below", paramLabel = "LIST|DIR")
  private List<Path> below = List.of();

  @Option(names = "--trust-signer", paramLabel = "CERT|FINGERPRINT")
  private List<String> signers = List.of();

  @Option(names = "--trust-older")
  private boolean older;

  @Option(names = "--state", paramLabel = "DIR")
  private Path state;

  /** Reads the lists; refuses another signer, and an older version than was seen. */
  TrustList open(Session session) throws CommandFailure {
    List<TrustList> chosen = new ArrayList<>();
    for (Path root : roots) {
      chosen.add(signers.isEmpty() ? new TrustFiles(session).signed(root) : pinned(session, root));
    }
    List<TrustList> lower = new ArrayList<>();
    for (Path path : below) {
      for (Path file : new EvidenceFiles(session).under(path)) {
        lower.add(new TrustFiles(session).signed(file));
      }
    }
    if (state != null) {
      List<TrustList> all = new ArrayList<>(chosen);
      all.addAll(lower);
      for (TrustList list : all) {
        new TrustState(session, state).check(list, older);
      }
    }
    try {
      return chosen.size() == 1 && lower.isEmpty() ? chosen.get(0) : TrustList.join(chosen, lower);
    } catch (TrustListRefusedException e) {
      throw CommandFailure.refused(e);
    }
  }

  /** Each list must be signed by one of those who were named. */
  private TrustList pinned(Session session, Path list) throws CommandFailure {
    CommandFailure first = null;
    for (String signer : signers) {
      try {
        return pinned(session, list, signer);
      } catch (CommandFailure e) {
        first = first == null ? e : first;
      }
    }
    throw first == null ? CommandFailure.usage("usage.missing", "--trust-signer") : first;
  }

  private static TrustList pinned(Session session, Path list, String signer) throws CommandFailure {
    byte[] file = new InputFiles(session).read(list);
    String fingerprint = signer.toLowerCase(Locale.ROOT).replace(" ", "");
    boolean named = fingerprint.matches(FINGERPRINT) && !Files.exists(session.resolve(signer));
    @Nullable Certificate pin =
        named ? null : new Keys(session).certificates(session.resolve(signer)).get(0);
    try {
      TrustList read = TrustList.parse(file, pin);
      if (named && !isNamed(read, fingerprint)) {
        throw CommandFailure.input("trust.signer", session.show(list), read.signer().subject());
      }
      return read;
    } catch (MalformedDataException e) {
      String key = pin == null ? "trust.list" : "trust.listOrSigner";
      throw CommandFailure.input(key, session.show(list), InputFiles.reason(e));
    }
  }

  /** A list that changes hands is signed by both, and either may be the one that is asked for. */
  private static boolean isNamed(TrustList list, String fingerprint) {
    return hasFingerprint(list.signer(), fingerprint)
        || list.retiring().filter(old -> hasFingerprint(old, fingerprint)).isPresent();
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
