package io.hufu.chaincode;

import org.jspecify.annotations.Nullable;

/** Thrown when the contract refuses a transaction; the message starts with the code. */
public final class Refusal extends RuntimeException {
  /** Why the contract refuses. Append-only: clients read the names. */
  public enum Code {
    /** An argument does not have its form. */
    INVALID_ARGUMENT,
    /** No such origin is registered. */
    UNKNOWN_ORIGIN,
    /** The origin is registered already, differently. */
    ORIGIN_EXISTS,
    /** Only the organisation that owns the origin, or the trust list, may do this. */
    NOT_THE_OWNER,
    /** No registered key of the origin has signed the note. */
    NOT_SIGNED,
    /** The proof starts elsewhere than at the checkpoint that the channel holds. */
    CONFLICT,
    /** The checkpoint does not continue what the channel holds: a fork. */
    INCONSISTENT,
    /** There is no such value. */
    NOT_FOUND
  }

  private final Code code;

  /** Refuses with words for a person. */
  public Refusal(Code code, String detail) {
    super("[" + code + "] " + detail);
    this.code = code;
  }

  /** Refuses, and names the tree size that the channel holds. */
  public Refusal(Code code, long size, String detail) {
    this(code, size + " " + detail);
  }

  /** Returns why. */
  public Code code() {
    return code;
  }

  /** Returns the code in brackets, the size if there is one, and words for a person. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new Refusal(Code.INVALID_ARGUMENT, otherwise);
    }
  }

  static <T> T found(@Nullable T value, Code code, String detail) {
    if (value == null) {
      throw new Refusal(code, detail);
    }
    return value;
  }
}
