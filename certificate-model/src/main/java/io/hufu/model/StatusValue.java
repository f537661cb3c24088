package io.hufu.model;

import java.util.Optional;

/**
 * What the issuer says of a licence; dates of expiry are no status.
 *
 * <p>The code is the value in a Token Status List of four bits: 0 to 2 are registered there, 0x0C
 * to 0x0F are left to applications and are ours.
 */
public enum StatusValue {
  /** In force as far as the issuer knows. */
  VALID(0x0, "有效"),
  /** Ended for good; {@link EndKind} says how. */
  ENDED(0x1, "已终止"),
  /** 暂扣: not in force for now. */
  SUSPENDED(0x2, "暂扣"),
  /** Issued but not activated. */
  NOT_ACTIVE(0xC, "未生效"),
  /** Replaced by a successor. */
  SUPERSEDED(0xD, "已换发"),
  /** 办理转出: kept by another authority from now on. */
  TRANSFERRED(0xE, "已转出"),
  /** What the decision's text says. */
  OTHER(0xF, "其他");

  /** How a licence ended; never said in one word. */
  public enum EndKind {
    /** 撤销: annulled, as a rule back to the grant. */
    ANNULLED("撤销"),
    /** 撤回: withdrawn, from then on. */
    WITHDRAWN("撤回"),
    /** 吊销: taken away as a penalty. */
    FORFEITED("吊销"),
    /** 注销: cancelled, as a rule at the holder's wish. */
    CANCELLED("注销"),
    /** 作废: void, such as a misprint or a lost copy. */
    VOID("作废");

    private final String label;

    EndKind(String label) {
      this.label = label;
    }

    /** Returns the Chinese legal term. */
    public String label() {
      return label;
    }
  }

  private final int code;
  private final String label;

  StatusValue(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** Returns the value in a status list of four bits. */
  public int code() {
    return code;
  }

  /** Returns the Chinese name. */
  public String label() {
    return label;
  }

  /** Finds the value of a status list's code; empty for a code that nobody has defined. */
  public static Optional<StatusValue> ofCode(int code) {
    for (StatusValue value : values()) {
      if (value.code == code) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
