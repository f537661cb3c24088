package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restriction (查封, 抵押 …) that was imposed or lifted; stands beside a status and is none.
 *
 * <p>Immutable. Kind and decision together name one restriction: a licence can be under several of
 * one kind, and lifting one leaves the others.
 *
 * @param decision number of the decision or registration that imposed it
 * @param by who imposed or lifted it; null when that is the authority that keeps the status
 * @param lifted whether this entry lifts what an earlier one imposed
 * @param effectiveFrom from when on
 * @param recordedAt when the issuer wrote it down
 */
public record Restriction(
    Kind kind,
    String decision,
    @Nullable String by,
    boolean lifted,
    Instant effectiveFrom,
    Instant recordedAt) {

  /** What a restriction is. */
  public enum Kind {
    /** 查封: sealed up by a court or an authority. */
    SEALED_UP("查封"),
    /** 抵押: mortgaged. */
    MORTGAGED("抵押"),
    /** 质押: pledged. */
    PLEDGED("质押"),
    /** 冻结: frozen. */
    FROZEN("冻结"),
    /** 异议登记: somebody objects to the registration. */
    DISPUTED("异议登记"),
    /** 预告登记: a later right is announced. */
    ADVANCE_NOTICE("预告登记"),
    /** Anything else; the decision says what. */
    OTHER("其他限制");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Returns the Chinese legal term. */
    public String label() {
      return label;
    }

    /** Finds a kind by its name or its Chinese term. */
    public static Optional<Kind> of(String nameOrLabel) {
      for (Kind kind : values()) {
        if (kind.name().equals(nameOrLabel) || kind.label.equals(nameOrLabel)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** Refuses an empty decision: without it nobody could lift the right one. */
  public Restriction {
    if (decision.isBlank()) {
      throw new IllegalArgumentException("restriction: names no decision");
    }
  }

  /** Writes the entry as it stands in an assertion. */
  public JsonObject toJson() {
    return StatusJson.write(this);
  }

  /** Reads an entry strictly. */
  public static Restriction fromJson(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("restriction", json);
    try {
      Restriction restriction = StatusJson.readRestriction(members);
      members.end();
      return restriction;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  boolean isSameAs(Restriction other) {
    return kind == other.kind && decision.equals(other.decision);
  }

  /**
   * Finds those in force at an instant, by what had been recorded at another.
   *
   * @param history in the order of recording
   */
  public static List<Restriction> inForce(List<Restriction> history, Instant at, Instant knownAt) {
    List<Restriction> found = new ArrayList<>();
    for (Restriction entry : history) {
      if (!entry.recordedAt.isAfter(knownAt) && !entry.effectiveFrom.isAfter(at)) {
        found.removeIf(entry::isSameAs);
        if (!entry.lifted) {
          found.add(entry);
        }
      }
    }
    return List.copyOf(found);
  }
}
