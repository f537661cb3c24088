package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.exchange.Answer;
import io.hufu.exchange.Answers;
import io.hufu.exchange.Attachment;
import io.hufu.exchange.message.ExchangeRefusal.Code;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.model.Licence;
import io.hufu.signing.json.CannotPresentException;
import io.hufu.signing.json.Presenter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An authority's own JSON licences in a folder, as a register that answers requests.
 *
 * <p>What was asked for is disclosed and no more. Whether a licence is still in force is for the
 * requester's verification to say.
 */
final class LicenceShelf implements Answers {
  private final ShelfIndex index;
  private final Clock clock;

  LicenceShelf(Path folder, Clock clock) {
    this.index = new ShelfIndex(folder, clock);
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
    Optional<byte[]> found = best(holder, wanted);
    if (found.isEmpty()) {
      index.distrust(); // a file may have changed in its place
      found = best(holder, wanted);
    }
    return found;
  }

  /** Several fit after a renewal: one that is in force comes first, then the one issued last. */
  private Optional<byte[]> best(ExchangeRequest.Holder holder, Wanted wanted) throws IOException {
    LocalDate today = ChinaTime.day(clock.instant());
    List<ShelfIndex.Shelved> fitting = new ArrayList<>();
    for (Path file : index.about(holder.codeType(), holder.code())) {
      ShelfIndex.read(file)
          .filter(shelved -> fits(shelved.licence(), holder, wanted))
          .ifPresent(fitting::add);
    }
    return fitting.stream()
        .max(
            Comparator.<ShelfIndex.Shelved, Boolean>comparing(
                    shelved -> isInForce(shelved.licence(), today))
                .thenComparing(shelved -> shelved.licence().issuedOn()))
        .map(ShelfIndex.Shelved::file);
  }

  private static boolean isInForce(Licence licence, LocalDate today) {
    LocalDate from = licence.effectiveFrom();
    LocalDate until = licence.expiresOn();
    return (from == null || !from.isAfter(today)) && (until == null || !until.isBefore(today));
  }

  private static boolean fits(Licence licence, ExchangeRequest.Holder holder, Wanted wanted) {
    return licence.copy() == null
        && licence.type().equals(wanted.type())
        && (wanted.identifier() == null || wanted.identifier().equals(licence.identifier().text()))
        && licence.holders().stream()
            .anyMatch(
                each ->
                    each.code().equals(holder.code())
                        && each.codeType().equals(holder.codeType())
                        && (holder.name() == null || holder.name().equals(each.name())));
  }
}
