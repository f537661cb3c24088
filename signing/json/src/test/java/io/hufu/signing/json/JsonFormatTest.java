package io.hufu.signing.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.jose.Jwk;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.UnverifiedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is particular to the JSON carrier, beyond the contract of all carriers. */
class JsonFormatTest {
  private static SigningKey key;
  private static SealedLicence licence;

  @BeforeAll
  static void seal() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
    licence = seal(JsonFormat.instance());
  }

  private static SealedLicence seal(JsonFormat format) throws Exception {
    return format.seal(Payloads.payload(HashAlgorithm.SM3), context());
  }

  private static SealingContext context() {
    return new SealingContext(key, Payloads.type(), new SecureRandom());
  }

  private static Subject open(byte[] file) throws Exception {
    return JsonFormat.instance().open(Document.of(file), Limits.DEFAULT);
  }

  @Test
  void nothing_personal_stands_in_the_signed_part() throws Exception {
    String signed =
        new String(Json.canonical(Tampering.payload(licence.bytes())), StandardCharsets.UTF_8);
    Licence data = licence.payload().licence();
    List<String> personal = new ArrayList<>();
    personal.add(data.number());
    personal.add(data.identifier().text());
    personal.add("李示例");
    personal.add("示例路");
    personal.add("热食类");
    data.holders().forEach(holder -> personal.addAll(List.of(holder.name(), holder.code())));
    personal.add(Base64Url.encode(licence.payload().salt()));
    assertThat(signed).doesNotContain(personal.toArray(String[]::new)).contains(data.name());
  }

  @Test
  void every_field_has_a_disclosure_and_a_salt_of_its_own() throws Exception {
    Set<String> salts = new HashSet<>();
    List<String> names = new ArrayList<>();
    JsonObject header = Tampering.parse(licence.bytes()).object("header").orElseThrow();
    for (JsonValue disclosure : header.array("disclosures").orElseThrow()) {
      byte[] bytes = Base64Url.decode(((JsonText) disclosure).value());
      JsonArray array = (JsonArray) Json.parseCanonical(bytes);
      String salt = ((JsonText) array.items().get(0)).value();
      assertThat(Base64Url.decode(salt)).hasSize(16);
      salts.add(salt);
      names.add(((JsonText) array.items().get(1)).value());
    }
    assertThat(salts).hasSize(names.size());
    assertThat(names)
        .containsExactlyInAnyOrder(
            "certificateNumber",
            "certificateIdentifier",
            "supersedes",
            "licenceSalt",
            "certificateHolderName",
            "certificateHolderCode",
            "certificateHolderType",
            "certificateHolderName",
            "certificateHolderCode",
            "certificateHolderType",
            "operator",
            "area",
            "kinds",
            "site");
  }

  @Test
  void digests_are_sorted_and_decoys_are_among_them() throws Exception {
    byte[] plain = licence.bytes();
    byte[] padded = seal(JsonFormat.instance().withDecoys(5)).bytes();
    for (byte[] file : List.of(plain, padded)) {
      List<String> digests =
          Tampering.payload(file).array("_sd").orElseThrow().stream()
              .map(digest -> ((JsonText) digest).value())
              .toList();
      assertThat(digests).isSorted().hasSize(file == plain ? 4 : 9);
    }
    assertThat(open(padded).licencePayload()).isPresent();
    assertThatThrownBy(() -> JsonFormat.instance().withDecoys(65))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_compact_form_says_the_same_without_evidence() throws Exception {
    Evidence item = new Evidence(Evidence.Kind.CRL, new byte[] {1});
    byte[] file = licence.withEvidence(JsonFormat.instance(), List.of(item)).bytes();
    String compact = JsonFormat.toCompact(file);
    Subject subject = open(compact.getBytes(StandardCharsets.US_ASCII));
    assertThat(subject.findings()).extracting(Finding::code).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.licencePayload().orElseThrow().licence().toJson())
        .isEqualTo(licence.payload().licence().toJson());
    assertThat(subject.signatures().get(0).evidence()).isEmpty();
    assertThat(subject.signatures().get(0).stamped()).isEqualTo(licence.stamped());
    assertThat(JsonFormat.fromCompact(compact)).isEqualTo(licence.bytes());
    byte[] bytes = compact.getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> JsonFormat.instance().withEvidence(bytes, List.of(item)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_holders_key_is_bound_into_the_signed_part() throws Exception {
    SigningKey holder = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    byte[] file = seal(JsonFormat.instance().boundTo(holder.verificationKey())).bytes();
    JsonObject jwk =
        Tampering.payload(file).object("cnf").orElseThrow().object("jwk").orElseThrow();
    assertThat(Jwk.parse(jwk).spki()).isEqualTo(holder.verificationKey().spki());
    assertThat(open(file).licencePayload()).isPresent();
    assertThat(Tampering.payload(licence.bytes()).get("cnf")).isEmpty();
  }

  @Test
  void a_data_file_names_the_digest_of_its_original() throws Exception {
    LicencePayload p = licence.payload();
    byte[] original = HashAlgorithm.SM3.digest(new byte[] {1});
    LicencePayload data =
        new LicencePayload(
            p.licence(), p.hash(), p.salt(), null, Role.DATA, original, p.issuedAt());
    LicencePayload read =
        open(JsonFormat.instance().seal(data, context()).bytes()).licencePayload().orElseThrow();
    assertThat(read.originalDigest()).isEqualTo(original);
    assertThat(read.status()).isNull();
  }

  @Test
  void the_header_carries_the_chain_without_the_root() throws Exception {
    assertThat(open(licence.bytes()).signatures().get(0).certificates())
        .isEqualTo(key.chain().subList(0, 2));
  }

  @Test
  void items_named_like_the_mechanism_are_refused() {
    for (String name : List.of("_sd", "...", "_sd_alg")) {
      JsonObject inner = JsonObject.builder().put(name, "x").build();
      for (JsonValue value : List.of(inner, JsonArray.of(inner))) {
        LicencePayload p = licence.payload();
        Licence l = p.licence();
        Licence bad =
            new Licence(
                l.type(),
                l.name(),
                l.number(),
                l.identifier(),
                l.issuer(),
                l.issuedOn(),
                l.holders(),
                l.areaCode(),
                null,
                null,
                null,
                true,
                JsonObject.builder().put("a", value).build());
        LicencePayload payload =
            new LicencePayload(bad, p.hash(), p.salt(), null, Role.DATA, null, p.issuedAt());
        assertThatThrownBy(() -> JsonFormat.instance().seal(payload, context()))
            .isInstanceOf(CannotSealException.class)
            .hasMessageStartingWith("items/a");
      }
    }
  }

  @Test
  void what_is_inside_can_be_looked_at_without_verifying() throws Exception {
    byte[] unsigned =
        Tampering.withHeader(
            licence.bytes(),
            Tampering.protectedHeader(licence.bytes()).with("alg", new JsonText("none")));
    UnverifiedLicence seen = UnverifiedLicence.readWithoutVerifying(unsigned).orElseThrow();
    assertThat(seen.licence().orElseThrow().toJson())
        .isEqualTo(licence.payload().licence().toJson());
    assertThat(UnverifiedLicence.readWithoutVerifying(new byte[] {'P', 'K'})).isEmpty();
  }
}
