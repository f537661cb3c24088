package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.Answer;
import io.hufu.exchange.Answers;
import io.hufu.exchange.Attachment;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.model.Licence;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.json.CannotPresentException;
import io.hufu.signing.json.Presenter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An authority's own JSON licences in a folder, as a register that answers requests.
 *
 * <p>What was asked for is disclosed and no more. Whether a licence is still in force is for the
 * requester's verification to say.
 */
final class LicenceShelf implements Answers {
  private final Path folder;
  private final Clock clock;

  LicenceShelf(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Answer answer(ExchangeRequest request) throws IOException {
    Presenter presenter =
        Presenter.to(request.parties().from(), request.nonce()).clock(clock).build();
    List<Answer.Item> items = new ArrayList<>();
    for (Wanted wanted : request.wanted()) {
      Optional<byte[]> licence = find(request.holder(), wanted);
      if (licence.isEmpty()) {
        return new Answer.Refused(Code.NO_SUCH_LICENCE, wanted.type());
      }
      try {
        byte[] presented =
            presenter.present(
                licence.get(),
                wanted.fields().isEmpty() ? List.of(Presenter.EVERYTHING) : wanted.fields());
        items.add(item(wanted.type(), items.size() + 1, presented));
      } catch (CannotPresentException e) {
        return new Answer.Refused(
            e.reason() == CannotPresentException.Reason.FIELD_UNKNOWN
                ? Code.REQUEST_INVALID
                : Code.UNABLE_NOW,
            wanted.type());
      } catch (KeyUnavailableException e) {
        throw new IOException(e);
      }
    }
    return new Answer.Granted(items);
  }

  private static Answer.Item item(String type, int number, byte[] presented) {
    return new Answer.Item(
        type,
        new Attachment(
            "licence-" + number + ".json",
            "application/json",
            () -> new ByteArrayInputStream(presented)));
  }

  private Optional<byte[]> find(ExchangeRequest.Holder holder, Wanted wanted) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      if (Files.size(file) > InputFiles.SMALL) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      Optional<Licence> licence =
          UnverifiedLicence.readWithoutVerifying(bytes).flatMap(UnverifiedLicence::licence);
      if (licence.filter(found -> fits(found, holder, wanted)).isPresent()) {
        return Optional.of(bytes);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Licence licence, ExchangeRequest.Holder holder, Wanted wanted) {
    return licence.type().equals(wanted.type())
        && (wanted.identifier() == null || wanted.identifier().equals(licence.identifier().text()))
        && licence.holders().stream()
            .anyMatch(
                each ->
                    each.code().equals(holder.code())
                        && each.codeType().equals(holder.codeType())
                        && (holder.name() == null || holder.name().equals(each.name())));
  }
}
