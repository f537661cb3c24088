package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.DisclosedLicence;
import io.hufu.model.DisclosureRequest;
import io.hufu.signing.UnverifiedLicence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Requests for disclosure, and consent tokens, in files. */
final class RequestFiles {
  private static final int MAX_TOKEN = 8192;

  private final Session session;

  RequestFiles(Session session) {
    this.session = session;
  }

  DisclosureRequest read(Path file) throws CommandFailure {
    try {
      return DisclosureRequest.fromJson(Json.parseObject(new InputFiles(session).read(file)));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("present.request", session.show(file), InputFiles.reason(e));
    }
  }

  /** What a request asks of a licence; nothing for a type that it does not name. */
  List<String> fields(DisclosureRequest request, byte[] licence) {
    Optional<String> type =
        UnverifiedLicence.readWithoutVerifying(licence)
            .flatMap(found -> found.subject().inSight())
            .map(DisclosedLicence::type);
    return type.map(code -> request.fields().getOrDefault(code, List.of())).orElse(List.of());
  }

  String token(Path file) throws CommandFailure {
    byte[] token = EvidenceFiles.strip(new InputFiles(session).read(file));
    if (token.length == 0 || token.length > MAX_TOKEN) {
      throw CommandFailure.input("present.consent", session.show(file));
    }
    return new String(token, StandardCharsets.UTF_8);
  }
}
