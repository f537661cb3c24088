package io.hufu.crypto;

/**
 * User ids under which SM2 signatures of others are met (GB/T 32918.2 §5.5). Immutable.
 *
 * <p>Hufu signs and accepts {@link #PROFILE} only; the others exist so that a verifier can say why
 * a value does not hold.
 */
public enum Sm2UserId {
  /** 1234567812345678 (GM/T 0009 clause 10). */
  PROFILE,
  /** No octets: what OpenSSL before 4.0 takes unless told otherwise. */
  EMPTY,
  /** No Z at all: the message alone is hashed, as for ECDSA; not SM2 as the standard has it. */
  ABSENT
}
