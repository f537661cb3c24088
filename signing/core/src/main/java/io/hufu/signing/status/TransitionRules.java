package io.hufu.signing.status;

import io.hufu.model.StatusAssertion.Entry;
import io.hufu.model.StatusValue;
import io.hufu.model.StatusValue.EndKind;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which status can follow which, and from when on (docs/formats/status.md). Stateless. */
final class TransitionRules {
  private static final Map<StatusValue, Set<StatusValue>> NEXT = new EnumMap<>(StatusValue.class);

  static {
    NEXT.put(
        StatusValue.NOT_ACTIVE,
        EnumSet.of(StatusValue.VALID, StatusValue.ENDED, StatusValue.OTHER));
    NEXT.put(
        StatusValue.VALID,
        EnumSet.of(
            StatusValue.SUSPENDED,
            StatusValue.ENDED,
            StatusValue.SUPERSEDED,
            StatusValue.TRANSFERRED,
            StatusValue.OTHER));
    NEXT.put(
        StatusValue.SUSPENDED, EnumSet.of(StatusValue.VALID, StatusValue.ENDED, StatusValue.OTHER));
    NEXT.put(
        StatusValue.OTHER,
        EnumSet.of(
            StatusValue.VALID,
            StatusValue.SUSPENDED,
            StatusValue.ENDED,
            StatusValue.SUPERSEDED,
            StatusValue.TRANSFERRED));
    NEXT.put(StatusValue.SUPERSEDED, EnumSet.of(StatusValue.ENDED));
    NEXT.put(StatusValue.ENDED, EnumSet.of(StatusValue.ENDED));
    NEXT.put(StatusValue.TRANSFERRED, EnumSet.noneOf(StatusValue.class));
  }

  /** These may undo what was so before they were decided: 撤销 the grant, 作废 a misprint. */
  private static final Set<EndKind> BACKWARD = EnumSet.of(EndKind.ANNULLED, EndKind.VOID);

  private TransitionRules() {}

  /**
   * Says why a change is refused; empty when it is legal.
   *
   * @param history at least one entry
   */
  static Optional<String> objection(List<Entry> history, Transition change) {
    Entry current = history.get(history.size() - 1);
    Set<StatusValue> next = NEXT.getOrDefault(current.value(), Set.of());
    if (!next.contains(change.value())) {
      return Optional.of(
          "is " + name(current) + " and cannot become " + change.value() + ": " + why(current));
    }
    EndKind kind = change.kind();
    boolean over =
        current.value() == StatusValue.ENDED || current.value() == StatusValue.SUPERSEDED;
    if (over && (kind != EndKind.ANNULLED || current.kind() == EndKind.ANNULLED)) {
      return Optional.of(
          "is " + name(current) + " for good: only an annulment (撤销) can still follow, once");
    }
    boolean back = kind != null && BACKWARD.contains(kind);
    if (!back && change.effectiveFrom().isBefore(current.effectiveFrom())) {
      return Optional.of(
          "is "
              + name(current)
              + " since "
              + current.effectiveFrom()
              + ": only 撤销 and 作废 work back before that");
    }
    boolean mute = change.decision() == null && change.reason() == null;
    return change.value() == StatusValue.OTHER && mute
        ? Optional.of("cannot become OTHER without a decision or a reason that says what it is")
        : Optional.empty();
  }

  private static String name(Entry entry) {
    EndKind kind = entry.kind();
    return entry.value() + (kind == null ? "" : " (" + kind.label() + ")");
  }

  private static String why(Entry current) {
    return switch (current.value()) {
      case NOT_ACTIVE -> "it must be activated first";
      case VALID -> "it is in force already";
      case SUSPENDED -> "restore it first";
      case TRANSFERRED -> "another authority keeps it now";
      case ENDED, SUPERSEDED -> "issue a new licence instead";
      case OTHER -> "that is what it is already";
    };
  }
}
