package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.TrustList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Acceptance policies by name or file. */
final class Policies {
  private final Session session;

  Policies(Session session) {
    this.session = session;
  }

  /** Takes what was asked for; otherwise the default, which a pilot's trust list makes pilot. */
  AcceptancePolicy choose(@Nullable String asked, TrustList trust) throws CommandFailure {
    if (asked != null) {
      return named(asked);
    }
    if (trust.pilot()) {
      session.note("policy.pilot");
      return AcceptancePolicy.pilot();
    }
    return AcceptancePolicy.offline();
  }

  private AcceptancePolicy named(String nameOrFile) throws CommandFailure {
    Optional<AcceptancePolicy> preset = AcceptancePolicy.preset(nameOrFile);
    if (preset.isPresent()) {
      return preset.get();
    }
    Path file = session.resolve(nameOrFile);
    boolean looksLikeFile = nameOrFile.contains(".") || nameOrFile.contains("/");
    if (!Files.exists(file) && !looksLikeFile) {
      throw CommandFailure.usage("policy.unknown", nameOrFile);
    }
    try {
      return AcceptancePolicy.fromJson(Json.parseObject(new InputFiles(session).read(file)));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("policy.file", session.show(file), InputFiles.reason(e));
    }
  }
}
