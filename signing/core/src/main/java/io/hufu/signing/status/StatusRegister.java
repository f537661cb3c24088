package io.hufu.signing.status;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusReference;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The status register of one authority, in a directory: places in lists, and what was decided.
 *
 * <p>One writer at a time; what a method has returned survives a crash. Thread-safe.
 *
 * <pre>{@code
 * try (StatusRegister register = StatusRegister.in(Path.of("status"))
 *     .authority("11110000000000000A").lists("https://status.example/lists").key(key).open()) {
 *   register.record(identifier, Transition.suspend(effectiveFrom, "示市监暂〔2026〕3号"));
 *   Publication lists = register.publish();
 * }
 * }</pre>
 */
public final class StatusRegister implements Closeable {
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final Means means;
  private final RegisterStore store;
  private final RegisterState state;
  private final RegisterTimes times;

  StatusRegister(Means means, RegisterStore store) {
    this.means = means;
    this.store = store;
    this.state = store.state();
    this.times = new RegisterTimes(means.clock(), store);
  }

  /** Starts opening the register of a directory, which is made when it is not there. */
  public static StatusRegisterBuilder in(Path directory) {
    return new StatusRegisterBuilder(directory);
  }

  /**
   * Gives each licence its place in a list, durably; the same licence always has the same place.
   *
   * @throws IOException when nothing was assigned: a full disk, a clock before the last record
   */
  public synchronized List<StatusReference> assign(List<Licence> licences) throws IOException {
    Instant now = times.recording();
    Draw draw = state.draw();
    Map<String, RegisterRecord> drawn = new LinkedHashMap<>();
    for (Licence licence : licences) {
      String identifier = licence.identifier().text();
      if (!state.knows(identifier) && !drawn.containsKey(identifier)) {
        Draw.Place place = draw.next(means.random());
        drawn.put(
            identifier,
            new RegisterRecord.Assigned(
                identifier,
                place.list(),
                place.index(),
                state.opened().first(),
                firstDay(licence),
                now));
      }
    }
    store.append(List.copyOf(drawn.values()));
    return licences.stream().map(l -> state.reference(l.identifier().text())).toList();
  }

  /**
   * Gives a one-time copy a place of its own, durably; the status there is always the licence's.
   *
   * @throws IOException when nothing was assigned: a full disk, a clock before the last record
   */
  public synchronized StatusReference assignCopy(Licence licence) throws IOException {
    assign(List.of(licence));
    Draw.Place place = state.draw().next(means.random());
    store.append(
        List.of(
            new RegisterRecord.Copied(
                licence.identifier().text(), place.list(), place.index(), times.recording())));
    return new StatusReference(state.uri(place.list()), place.index());
  }

  /** The status speaks of the licence from its first day on, whenever it entered the register. */
  private static Instant firstDay(Licence licence) {
    LocalDate issued = licence.issuedOn();
    LocalDate effective = licence.effectiveFrom();
    LocalDate first = effective == null || effective.isAfter(issued) ? issued : effective;
    return first.atStartOfDay(CHINA).toInstant();
  }

  /** Returns the unified social credit code of the authority whose licences are kept here. */
  public synchronized String authority() {
    return state.opened().authority();
  }

  /** Returns every licence of the register, in the order of their coming. */
  public synchronized List<String> licences() {
    return List.copyOf(state.licences());
  }

  /** Returns the place of a licence; empty when it has none. */
  public synchronized Optional<StatusReference> reference(LicenceIdentifier licence) {
    return state.knows(licence.text())
        ? Optional.of(state.reference(licence.text()))
        : Optional.empty();
  }

  /** Returns the history of a licence in the order of recording; empty when it has no place. */
  public synchronized List<Entry> history(LicenceIdentifier licence) {
    return state.knows(licence.text()) ? state.history(licence.text()) : List.of();
  }

  /**
   * Records a decision durably, with the clock's now as the time of recording.
   *
   * @throws TransitionRefusedException when the licence is unknown or its status cannot change so
   */
  public synchronized void record(LicenceIdentifier licence, Transition transition)
      throws TransitionRefusedException, IOException {
    List<Entry> history = requireKnown(licence);
    Optional<String> objection = TransitionRules.objection(history, transition);
    if (objection.isPresent()) {
      throw new TransitionRefusedException("licence " + licence.text() + " " + objection.get());
    }
    Entry entry = transition.recorded(times.recording());
    store.append(List.of(new RegisterRecord.Changed(licence.text(), entry)));
  }

  private List<Entry> requireKnown(LicenceIdentifier licence) throws TransitionRefusedException {
    List<Entry> history = history(licence);
    if (history.isEmpty()) {
      throw new TransitionRefusedException(
          "licence " + licence.text() + " has no place in this register; check the identifier");
    }
    return history;
  }

  /** Returns what was imposed and lifted, in the order of recording; empty for the unknown. */
  public synchronized List<Restriction> restrictions(LicenceIdentifier licence) {
    return state.knows(licence.text()) ? state.restrictions(licence.text()) : List.of();
  }

  /**
   * Records durably that a restriction was imposed, beside the status, which stays what it is.
   *
   * @throws TransitionRefusedException when the licence is unknown or under it already
   */
  public synchronized void restrict(LicenceIdentifier licence, RestrictionDecision decision)
      throws TransitionRefusedException, IOException {
    restrict(licence, decision, false);
  }

  /**
   * Records durably that a restriction was lifted; the decision is the one that imposed it.
   *
   * @throws TransitionRefusedException when the licence is unknown or not under it
   */
  public synchronized void lift(LicenceIdentifier licence, RestrictionDecision decision)
      throws TransitionRefusedException, IOException {
    restrict(licence, decision, true);
  }

  private void restrict(LicenceIdentifier licence, RestrictionDecision decision, boolean lifted)
      throws TransitionRefusedException, IOException {
    requireKnown(licence);
    boolean stands =
        decision.standsIn(Restriction.inForce(restrictions(licence), Instant.MAX, Instant.MAX));
    if (stands != lifted) {
      throw new TransitionRefusedException(
          "licence "
              + licence.text()
              + (lifted ? " is under no such restriction: " : " is under it already: ")
              + decision.kind().label()
              + " "
              + decision.number());
    }
    Restriction entry = decision.recorded(lifted, times.recording());
    store.append(List.of(new RegisterRecord.Restricted(licence.text(), entry)));
  }

  /**
   * Makes the signed status of one licence, as of now.
   *
   * @throws IllegalArgumentException when the licence has no place in this register
   */
  public synchronized Evidence assertion(LicenceIdentifier licence)
      throws IOException, KeyUnavailableException {
    return assertion(licence, state.reference(licence.text()));
  }

  /**
   * Makes the signed status of one licence for the place of a copy of it, as of now.
   *
   * @throws IllegalArgumentException when the place is not one of the licence
   */
  public synchronized Evidence assertion(LicenceIdentifier licence, StatusReference place)
      throws IOException, KeyUnavailableException {
    if (!state.stands(licence.text(), place)) {
      throw new IllegalArgumentException("licence " + licence.text() + " has no such place");
    }
    Instant now = times.now();
    StatusAssertion assertion =
        state.assertion(licence.text(), place, now, now.plus(means.validity()));
    requireInForce(now);
    return new Evidence(Evidence.Kind.STATUS_ASSERTION, assertion.sign(means.key()));
  }

  /** Signs every list as it is now; the epoch's number is durable before anything is returned. */
  public synchronized Publication publish() throws IOException, KeyUnavailableException {
    Instant now = times.now();
    Instant next = now.plus(means.validity());
    requireInForce(now);
    Publication publication = new Publishing(state, means.key()).at(now, next);
    store.append(List.of(Publishing.record(publication)));
    return publication;
  }

  /** Returns every epoch that was ever signed, oldest first: compact JWS in ASCII. */
  public synchronized List<byte[]> epochs() {
    return state.epochs().stream().map(e -> e.getBytes(StandardCharsets.US_ASCII)).toList();
  }

  private void requireInForce(Instant now) throws KeyUnavailableException {
    Certificate certificate = means.key().certificate();
    if (now.isBefore(certificate.notBefore()) || now.isAfter(certificate.notAfter())) {
      throw new KeyUnavailableException(
          KeyUnavailableException.Reason.CERTIFICATE_NOT_IN_FORCE,
          "the status certificate is valid from "
              + certificate.notBefore()
              + " to "
              + certificate.notAfter());
    }
  }

  /** Gives the directory free for the next writer. */
  @Override
  public synchronized void close() throws IOException {
    store.close();
  }

  /** What a register works with. */
  record Means(SigningKey key, Clock clock, SecureRandom random, Duration validity) {}
}
