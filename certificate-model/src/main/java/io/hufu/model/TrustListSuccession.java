package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustHierarchy.Rotation;
import io.hufu.model.TrustListRefusedException.Code;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which version may follow which, and who may sign it. */
final class TrustListSuccession {
  private TrustListSuccession() {}

  /** A list that rotates has the signatures of exactly the two that it names. */
  static void requireRotation(@Nullable Rotation rotation, SignedJson signed)
      throws MalformedDataException {
    Certificate retiring = signed.retiring();
    if ((rotation == null) != (retiring == null)) {
      throw new MalformedDataException(
          "trust list: a rotation, and nothing else, has the signatures of old and new signer");
    }
    if (rotation != null
        && retiring != null
        && !(isOf(rotation.to(), signed.signer()) && isOf(rotation.from(), retiring))) {
      throw new MalformedDataException(
          "trust list: is not signed by those whom its rotation names");
    }
  }

  static JsonObject withRotation(JsonObject contents, SigningKey key, SigningKey retiring) {
    Rotation rotation =
        new Rotation(
            DigestText.of(retiring.certificate()).text(), DigestText.of(key.certificate()).text());
    return contents.with("rotation", TrustHierarchyJson.rotation(rotation));
  }

  static void require(TrustList before, TrustList list) throws TrustListRefusedException {
    if (list.version() < before.version()) {
      throw new TrustListRolledBackException(list.version(), before.version());
    }
    boolean same = list.signer().equals(before.signer());
    boolean handedOver = list.retiring().filter(before.signer()::equals).isPresent();
    if (before.retiring().filter(list.signer()::equals).isPresent()) {
      throw new TrustListRefusedException(
          Code.TRUST_LIST_SIGNER_RETIRED,
          "version "
              + list.version()
              + " is signed by "
              + list.signer().subject()
              + " alone, whom version "
              + before.version()
              + " retired");
    }
    if (!same && !handedOver) {
      throw new TrustListRefusedException(
          Code.TRUST_LIST_SIGNER_CHANGED,
          "is signed by "
              + list.signer().subject()
              + ", and the version before by "
              + before.signer().subject());
    }
    boolean next = list.version() == before.version() + 1;
    boolean twice =
        list.version() == before.version()
            && !Arrays.equals(list.signedOctets(), before.signedOctets());
    if (twice) {
      throw new TrustListRefusedException(
          Code.TRUST_LIST_PREDECESSOR_DIFFERS,
          "is another version " + list.version() + " than the one before");
    }
    if (next && !names(list, before)) {
      throw new TrustListRefusedException(
          Code.TRUST_LIST_PREDECESSOR_DIFFERS,
          "version "
              + list.version()
              + " does not name version "
              + before.version()
              + " by its digest");
    }
  }

  /** A list that names no predecessor cannot be told from a fork of the line. */
  private static boolean names(TrustList list, TrustList before) {
    return list.previous()
        .map(DigestText::parse)
        .filter(digest -> Arrays.equals(digest.value(), before.digest(digest.hash())))
        .isPresent();
  }

  private static boolean isOf(String digest, Certificate certificate) {
    return DigestText.parse(digest).isOf(certificate);
  }
}
