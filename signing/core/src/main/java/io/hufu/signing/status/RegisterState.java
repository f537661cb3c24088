package io.hufu.signing.status;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Restriction;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusEpoch;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the journal's records add up to. Not thread-safe. */
final class RegisterState {
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Map<StatusReference, String> copies = new LinkedHashMap<>();
  private final List<BitSet> used = new ArrayList<>();
  private RegisterRecord.@Nullable Opened settings;
  private Instant lastRecorded = Instant.MIN;
  private Instant lastPublished = Instant.MIN;
  private long epoch;
  private final List<String> epochs = new ArrayList<>();
  private final Map<String, String> lastEpochs = new HashMap<>();

  /** Where a licence stands, and what was recorded of it, in the order of recording. */
  private record Place(int list, int index, List<Entry> history, List<Restriction> restrictions) {}

  RegisterRecord.@Nullable Opened settings() {
    return settings;
  }

  Instant lastRecorded() {
    return lastRecorded;
  }

  Instant lastPublished() {
    return lastPublished;
  }

  /** Every epoch so far as it was signed, oldest first. */
  List<String> epochs() {
    return List.copyOf(epochs);
  }

  /** The last epoch of a list; empty before its first. */
  Optional<String> lastEpoch(String uri) {
    return Optional.ofNullable(lastEpochs.get(uri));
  }

  long epoch() {
    return epoch;
  }

  boolean knows(String licence) {
    return places.containsKey(licence);
  }

  Set<String> licences() {
    return places.keySet();
  }

  List<Entry> history(String licence) {
    return List.copyOf(place(licence).history());
  }

  List<Restriction> restrictions(String licence) {
    return List.copyOf(place(licence).restrictions());
  }

  StatusReference reference(String licence) {
    Place place = place(licence);
    return new StatusReference(uri(place.list()), place.index());
  }

  private Place place(String licence) {
    Place place = places.get(licence);
    if (place == null) {
      throw new IllegalArgumentException("this register does not know licence " + licence);
    }
    return place;
  }

  String uri(int list) {
    return opened().lists() + "/" + (list + 1);
  }

  RegisterRecord.Opened opened() {
    if (settings == null) {
      throw new IllegalStateException("no settings yet");
    }
    return settings;
  }

  /** Starts drawing places; what is drawn counts only once it is applied. */
  Draw draw() {
    int last = Math.max(0, used.size() - 1);
    return new Draw(last, used.isEmpty() ? new BitSet() : used.get(last), opened().size());
  }

  /** Takes a record in; the journal has it by then. */
  void apply(RegisterRecord record) throws MalformedDataException {
    if (record instanceof RegisterRecord.Opened opened) {
      require(settings == null && opened.size() > 1, "a second head, or no room");
      settings = opened;
      return;
    }
    require(settings != null, "a record before the head");
    if (record instanceof RegisterRecord.Assigned assigned) {
      assign(assigned);
    } else if (record instanceof RegisterRecord.Copied copied) {
      copy(copied);
    } else if (record instanceof RegisterRecord.Changed changed) {
      require(knows(changed.licence()), "a change of a licence without a place");
      recorded(changed.entry().recordedAt());
      place(changed.licence()).history().add(changed.entry());
    } else if (record instanceof RegisterRecord.Restricted restricted) {
      require(knows(restricted.licence()), "a restriction of a licence without a place");
      recorded(restricted.restriction().recordedAt());
      place(restricted.licence()).restrictions().add(restricted.restriction());
    } else if (record instanceof RegisterRecord.Published published) {
      publish(published);
    }
  }

  private void publish(RegisterRecord.Published published) throws MalformedDataException {
    require(published.epoch() == epoch + 1, "an epoch out of order");
    recorded(published.at());
    epoch = published.epoch();
    lastPublished = published.at();
    for (String token : published.epochs()) {
      StatusEpoch signed = StatusEpoch.parse(token.getBytes(StandardCharsets.US_ASCII)).epoch();
      lastEpochs.put(signed.list(), token);
    }
    epochs.addAll(published.epochs());
  }

  private void assign(RegisterRecord.Assigned assigned) throws MalformedDataException {
    require(!knows(assigned.licence()), "a place given twice");
    take(assigned.list(), assigned.index());
    recorded(assigned.recordedAt());
    List<Entry> history = new ArrayList<>();
    history.add(Entry.of(assigned.value(), assigned.effectiveFrom(), assigned.recordedAt()));
    places.put(
        assigned.licence(),
        new Place(assigned.list(), assigned.index(), history, new ArrayList<>()));
  }

  private void copy(RegisterRecord.Copied copied) throws MalformedDataException {
    require(knows(copied.licence()), "a copy of a licence without a place");
    take(copied.list(), copied.index());
    recorded(copied.recordedAt());
    copies.put(new StatusReference(uri(copied.list()), copied.index()), copied.licence());
  }

  private void take(int list, int index) throws MalformedDataException {
    require(list >= 0 && list <= used.size(), "a list out of order");
    require(index >= 0 && index < opened().size(), "no such index");
    if (list == used.size()) {
      used.add(new BitSet());
    }
    require(!used.get(list).get(index), "a place given twice");
    used.get(list).set(index);
  }

  /** Tells whether a place is that of a licence or of a copy of it. */
  boolean stands(String licence, StatusReference place) {
    return licence.equals(copies.get(place))
        || (knows(licence) && reference(licence).equals(place));
  }

  private void recorded(Instant at) throws MalformedDataException {
    require(!at.isBefore(lastRecorded), "a record from before the one above it");
    lastRecorded = at;
  }

  /** The values of every list, as they are at an instant. */
  Map<String, int[]> values(Instant at) {
    List<int[]> lists = used.stream().map(places -> new int[opened().size()]).toList();
    places.forEach((licence, place) -> lists.get(place.list())[place.index()] = value(licence, at));
    Map<String, int[]> byUri = new LinkedHashMap<>();
    for (int list = 0; list < lists.size(); list++) {
      byUri.put(uri(list), lists.get(list));
    }
    copies.forEach(
        (place, licence) -> {
          int[] values = byUri.get(place.list());
          if (values != null) {
            values[(int) place.index()] = value(licence, at);
          }
        });
    return byUri;
  }

  private int value(String licence, Instant at) {
    return assertion(licence, reference(licence), at, at)
        .statusAt(at, at)
        .map(entry -> entry.value().code())
        .orElse(StatusValue.VALID.code());
  }

  /** What the register says of one licence, at its own place or at that of a copy. */
  StatusAssertion assertion(
      String licence, StatusReference place, Instant thisUpdate, Instant nextUpdate) {
    return new StatusAssertion(
        opened().authority(),
        place,
        epoch,
        thisUpdate,
        nextUpdate,
        place(licence).history(),
        place(licence).restrictions());
  }

  private static void require(boolean holds, String problem) throws MalformedDataException {
    if (!holds) {
      throw new MalformedDataException(problem);
    }
  }
}
