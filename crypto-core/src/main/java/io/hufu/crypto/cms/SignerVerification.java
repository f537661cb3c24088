package io.hufu.crypto.cms;

import java.util.EnumSet;
import java.util.Set;

/**
 * What the verification of one SignerInfo came to. Immutable.
 *
 * <p>It says nothing of the certificate's path, validity or revocation.
 *
 * @param variants in what the signature is not as the standard has it, empty when it is plain
 */
public record SignerVerification(Status status, Set<Variant> variants) {

  /** The first obstacle, or that there is none. */
  public enum Status {
    /** Value, attributes and content agree. */
    HOLDS,
    /** Another SignerInfo in the same structure has the same signer and digest. */
    SIGNER_DOUBLED,
    /** SHA-1, MD5 or older; the value was not computed. */
    ALGORITHM_WEAK,
    /** A combination of algorithms that Hufu does not verify. */
    ALGORITHM_UNKNOWN,
    /** The SignerInfo, or its signing certificate attribute, names another certificate. */
    CERTIFICATE_DIFFERS,
    /** The certificate's key is not of the kind that the algorithm asks for. */
    KEY_DIFFERS,
    /** A signed attribute is missing, doubled, unreadable, or says another content type. */
    ATTRIBUTES_REFUSED,
    /** There are no signed attributes, and the content has the form of some. */
    CONTENT_IS_ATTRIBUTES,
    /** The value does not verify. */
    VALUE_DIFFERS,
    /** An SM2 value that verifies, but under a user id that is not accepted. */
    OTHER_USER_ID,
    /** The value verifies, and the content is not the one that was signed. */
    CONTENT_DIFFERS,
    /** The content is neither inside nor given. */
    CONTENT_ABSENT
  }

  /** A way to differ from the standard that does not leave open what was signed. */
  public enum Variant {
    /** r‖s where CMS has DER. */
    RAW_VALUE,
    /** The content type attribute and the content type are of different arcs; both are data. */
    CONTENT_TYPES_DIFFER,
    /** The attributes were signed in an order that is not DER's. */
    UNSORTED_ATTRIBUTES,
    /** {@link MessageForm#DIGEST}. */
    DIGEST_AS_MESSAGE,
    /** {@link MessageForm#BASE64_DIGEST}. */
    BASE64_DIGEST_AS_MESSAGE,
    /** With OTHER_USER_ID: the empty one. */
    EMPTY_USER_ID,
    /** With OTHER_USER_ID: no Z was hashed. */
    NO_USER_ID
  }

  /** Copies the variants. */
  public SignerVerification {
    variants = variants.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(variants));
  }

  static SignerVerification of(Status status) {
    return new SignerVerification(status, Set.of());
  }

  /** Tells whether value, attributes and content agree; look at the variants, too. */
  public boolean holds() {
    return status == Status.HOLDS;
  }

  /** Tells whether it holds exactly as the standard has it. */
  public boolean isPlain() {
    return holds() && variants.isEmpty();
  }
}
