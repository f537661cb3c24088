package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustListRefusedException.Code;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Which version may follow which, and who must have signed it. */
class TrustListSuccessionTest {
  private static final SigningKey OLD =
      TestKeys.selfSigned(SignatureAlgorithm.SM2_SM3, "CN=Old root");
  private static final SigningKey NEW =
      TestKeys.selfSigned(SignatureAlgorithm.SM2_SM3, "CN=New root");
  private static final TrustListContents CONTENTS =
      new TrustListFixture(SignatureAlgorithm.SM2_SM3).contents();

  private static JsonObject version(int number, TrustList before) {
    TrustListContents.Builder contents = CONTENTS.toBuilder().version(number);
    if (before != null) {
      contents.previous("sm3:" + HexFormat.of().formatHex(before.digest(HashAlgorithm.SM3)));
    }
    return contents.build().toJson();
  }

  private static TrustList signed(JsonObject contents, SigningKey key) throws Exception {
    return TrustList.parse(TrustList.sign(contents, key), null);
  }

  private static void refused(Code code, TrustList list, TrustList before) {
    assertThatThrownBy(() -> list.requireSuccessorOf(before))
        .isInstanceOfSatisfying(
            TrustListRefusedException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void the_next_version_names_its_predecessor_by_digest() throws Exception {
    TrustList first = signed(version(3, null), OLD);
    TrustList second = signed(version(4, first), OLD);
    assertThat(second.requireSuccessorOf(first)).isSameAs(second);
    assertThat(first.requireSuccessorOf(first)).isSameAs(first);
    refused(Code.TRUST_LIST_PREDECESSOR_DIFFERS, signed(version(4, null), OLD), first);
    refused(Code.TRUST_LIST_PREDECESSOR_DIFFERS, signed(version(3, second), OLD), first);
    refused(Code.TRUST_LIST_ROLLED_BACK, first, second);
  }

  @Test
  void a_new_signer_needs_the_signatures_of_both() throws Exception {
    TrustList first = signed(version(3, null), OLD);
    refused(Code.TRUST_LIST_SIGNER_CHANGED, signed(version(4, first), NEW), first);
    byte[] file = TrustList.signRotation(version(4, first), NEW, OLD);
    for (SigningKey pinned : new SigningKey[] {OLD, NEW}) {
      TrustList rotated = TrustList.parse(file, pinned.certificate());
      assertThat(rotated.requireSuccessorOf(first).signer()).isEqualTo(NEW.certificate());
      assertThat(rotated.retiring()).contains(OLD.certificate());
    }
  }

  @Test
  void after_a_rotation_the_old_signer_alone_is_refused() throws Exception {
    TrustList first = signed(version(3, null), OLD);
    TrustList rotated = TrustList.parse(TrustList.signRotation(version(4, first), NEW, OLD), null);
    refused(Code.TRUST_LIST_SIGNER_RETIRED, signed(version(5, rotated), OLD), rotated);
    TrustList third = signed(version(5, rotated), NEW);
    assertThat(third.requireSuccessorOf(rotated)).isSameAs(third);
  }

  @Test
  void a_rotation_with_one_signature_is_not_signed() throws Exception {
    byte[] file = TrustList.signRotation(version(4, null), NEW, OLD);
    JsonObject both = Json.parseObject(file);
    JsonArray signatures = (JsonArray) both.get("signatures").orElseThrow();
    byte[] one =
        Json.canonical(
            JsonObject.builder()
                .put("payload", both.get("payload").orElseThrow())
                .put("signatures", JsonArray.of(signatures.items().get(0)))
                .build());
    byte[] flat =
        Json.canonical(
            ((JsonObject) signatures.items().get(1))
                .with("payload", both.get("payload").orElseThrow()));
    byte[] swapped =
        Json.canonical(
            both.with(
                "signatures", JsonArray.of(signatures.items().get(1), signatures.items().get(0))));
    byte[] twice =
        Json.canonical(
            both.with(
                "signatures", JsonArray.of(signatures.items().get(1), signatures.items().get(1))));
    for (byte[] wrong : new byte[][] {one, flat, swapped, twice}) {
      assertThatThrownBy(() -> TrustList.parse(wrong, null))
          .isInstanceOf(MalformedDataException.class)
          .hasMessageContaining("trust list");
    }
    JsonObject rotating = TrustListSuccession.withRotation(version(4, null), NEW, OLD);
    assertThatThrownBy(() -> TrustList.sign(rotating, OLD))
        .hasMessageContaining("needs the old and the new signer");
  }

  @Test
  void a_version_is_an_entry_of_a_log() throws Exception {
    TrustList list = signed(version(3, null), OLD);
    LogEntry entry = list.logEntry(HashAlgorithm.SM3);
    assertThat(entry.kind()).isEqualTo(LogEntry.Kind.TRUST_LIST);
    assertThat(entry.contentDigest()).isEqualTo(list.digest(HashAlgorithm.SM3));
    assertThat(entry.value()).isEqualTo(list.signatureValue());
  }
}
