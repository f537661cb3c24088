package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrustListTest {
  private final TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);

  @ParameterizedTest
  @EnumSource(names = {"SM2_SM3", "ES256", "ED25519"})
  void a_signed_list_loads_by_pin_and_by_local_trust(
      SignatureAlgorithm algorithm, @TempDir Path folder) throws Exception {
    TrustListFixture made = new TrustListFixture(algorithm);
    Path file = Files.write(folder.resolve("trust-list.json"), made.file());
    TrustList pinned = TrustList.load(file, made.operator.certificate());
    TrustList local = TrustList.loadLocallyTrusted(file);
    assertThat(pinned.contents()).isEqualTo(made.contents().toJson());
    assertThat(local.contents()).isEqualTo(pinned.contents());
    assertThat(local.signer()).isEqualTo(made.operator.certificate());
    assertThat(local.digest(HashAlgorithm.SM3))
        .isEqualTo(HashAlgorithm.SM3.digest(local.signedOctets()));
    assertThat(
            made.operator
                .verificationKey()
                .verify(algorithm, local.signedOctets(), local.signatureValue()))
        .isTrue();
  }

  @Test
  void what_was_written_is_read() throws Exception {
    TrustList list = TrustList.parse(fixture.file(), null);
    assertThat(list.version()).isEqualTo(3);
    assertThat(list.nameZh()).isEqualTo("示例省可信机构名单");
    assertThat(list.nameEn()).isEqualTo("Trust list of the sample province");
    assertThat(list.issued()).isEqualTo(TrustListFixture.ISSUED);
    assertThat(list.nextUpdate()).isAfter(list.issued());
    assertThat(list.previous()).contains("sm3:" + "ab".repeat(32));
    assertThat(list.pilot()).isTrue();
    assertThat(list.anchors(TrustAnchor.Use.LICENCE)).hasSize(1);
    assertThat(list.anchors(TrustAnchor.Use.SEAL)).isEmpty();
    assertThat(list.authorities()).hasSize(2);
    assertThat(list.authority(TrustListFixture.ISSUER).orElseThrow().nameZh()).isEqualTo("示例市");
    assertThat(list.authority("none")).isEmpty();
    assertThat(list.ledger("log.example/sm3").orElseThrow().quorum()).isEqualTo(1);
    assertThat(list.addresses()).containsExactly("https://status.example/list/");
    assertThat(TrustListContents.fromJson(list.contents()).toJson()).isEqualTo(list.contents());
    assertThat(TrustListContents.fromJson(list.contents()).toBuilder().build().toJson())
        .isEqualTo(list.contents());
  }

  @Test
  void no_list_with_a_flipped_byte_ever_loads() throws Exception {
    byte[] file = fixture.file();
    for (int place = 0; place < file.length; place++) {
      byte[] flipped = file.clone();
      flipped[place] ^= (byte) (1 << (place % 8));
      // Pinned and locally trusted in turns: each byte is tried once.
      var signer = place % 2 == 0 ? null : fixture.operator.certificate();
      assertThatThrownBy(() -> TrustList.parse(flipped, signer))
          .as("byte %d", place)
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void no_truncated_or_lengthened_list_ever_loads() throws Exception {
    byte[] file = fixture.file();
    for (int length = 0; length < file.length; length += 97) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> TrustList.parse(cut, null))
          .isInstanceOf(MalformedDataException.class);
    }
    String text = new String(file, StandardCharsets.UTF_8);
    for (String longer : List.of(text + "\n", " " + text, text + text)) {
      assertThatThrownBy(() -> TrustList.parse(longer.getBytes(StandardCharsets.UTF_8), null))
          .isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void a_list_signed_by_somebody_else_does_not_load_by_pin() throws Exception {
    SigningKey other = TestKeys.selfSigned(SignatureAlgorithm.SM2_SM3, "CN=Other");
    assertThatThrownBy(() -> TrustList.parse(fixture.file(), other.certificate()))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("signature");
  }

  @Test
  void a_payload_that_is_signed_but_not_canonical_does_not_load() throws Exception {
    byte[] pretty = Json.pretty(fixture.contents().toJson());
    assertThatThrownBy(() -> TrustList.parse(signed(pretty, "hufu-trust+jws"), null))
        .isInstanceOf(MalformedDataException.class);
    byte[] canonical = Json.canonical(fixture.contents().toJson());
    assertThatCode(() -> TrustList.parse(signed(canonical, "hufu-trust+jws"), null))
        .doesNotThrowAnyException();
  }

  @Test
  void another_kind_of_token_is_no_trust_list() {
    byte[] canonical = Json.canonical(fixture.contents().toJson());
    assertThatThrownBy(() -> TrustList.parse(signed(canonical, "hufu-status+jwt"), null))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("header");
  }

  @Test
  void a_list_without_a_certificate_cannot_be_trusted_locally() throws Exception {
    String header =
        Base64Url.encode(
            "{\"alg\":\"none\",\"typ\":\"hufu-trust+jws\"}".getBytes(StandardCharsets.UTF_8));
    JsonObject unsigned =
        JsonObject.builder()
            .put("payload", Base64Url.encode(Json.canonical(fixture.contents().toJson())))
            .put("protected", header)
            .put("signature", "AA")
            .build();
    assertThatThrownBy(() -> TrustList.parse(Json.canonical(unsigned), null))
        .isInstanceOf(MalformedDataException.class);
  }

  private byte[] signed(byte[] payload, String typ) throws Exception {
    Jws jws = Jws.sign(fixture.operator, JsonObject.builder().put("typ", typ).build(), payload);
    return Json.canonical(
        JsonObject.builder()
            .put("payload", jws.payloadPart())
            .put("protected", jws.protectedPart())
            .put("signature", jws.signaturePart())
            .build());
  }

  @Test
  void an_older_list_is_rolled_back_not_malformed() throws Exception {
    TrustList list = TrustList.parse(fixture.file(), null);
    assertThat(list.requireAtLeast(3)).isSameAs(list);
    assertThatThrownBy(() -> list.requireAtLeast(4))
        .isInstanceOfSatisfying(
            TrustListRolledBackException.class,
            e -> {
              assertThat(e.offered()).isEqualTo(3);
              assertThat(e.seen()).isEqualTo(4);
            });
  }

  @Test
  void a_key_speaks_for_an_authority_only_for_its_uses() throws Exception {
    TrustList list = TrustList.parse(fixture.file(), null);
    var path = fixture.agency.chain();
    assertThat(list.authoritiesOf(path.get(0), path))
        .extracting(Authority::code)
        .containsExactly(TrustListFixture.ISSUER);
    assertThat(list.authoritiesOf(path.get(0), path, KeyUse.STATUS)).isEmpty();
    assertThat(list.authoritiesOf(path.get(0), path, KeyUse.TRUST_LIST)).isEmpty();
  }

  @Test
  void a_subject_speaks_only_under_the_named_ca() throws Exception {
    TrustList list = TrustList.parse(fixture.file(), null);
    var path = fixture.statusKeeper.chain();
    assertThat(list.authoritiesOf(path.get(0), path, KeyUse.STATUS))
        .extracting(Authority::code)
        .containsExactly(TrustListFixture.OTHER);
    assertThat(list.authoritiesOf(path.get(0), path, KeyUse.LICENCE)).isEmpty();
    assertThat(list.authoritiesOf(path.get(0), List.of(path.get(0)), KeyUse.STATUS)).isEmpty();
    SigningKey namesake =
        TestKeys.under(
            TestKeys.root(SignatureAlgorithm.SM2_SM3, "CN=Sample root"), "CN=Status,O=Sample");
    assertThat(list.authoritiesOf(namesake.certificate(), namesake.chain(), KeyUse.STATUS))
        .isEmpty();
  }

  @Test
  void grants_are_found_by_type_and_by_wildcard() throws Exception {
    TrustList list = TrustList.parse(fixture.file(), null);
    Authority issuer = list.authority(TrustListFixture.ISSUER).orElseThrow();
    assertThat(list.grants(issuer, TrustListFixture.TYPE)).hasSize(2);
    assertThat(list.grants(issuer, "11990000009901067F001")).hasSize(1);
  }

  @Test
  void a_key_rule_must_name_exactly_one_thing() {
    byte[] digest = new byte[32];
    assertThatThrownBy(
            () -> new KeyRule(HashAlgorithm.SM3, digest, digest, "CN=x", Set.of(KeyUse.LICENCE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new KeyRule(HashAlgorithm.SM3, null, digest, null, Set.of(KeyUse.LICENCE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new KeyRule(HashAlgorithm.SM3, new byte[31], null, null, Set.of(KeyUse.LICENCE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyRule(HashAlgorithm.SM3, digest, null, null, Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
