package io.hufu.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.cms.SignerVerification.Variant;
import io.hufu.crypto.pki.Pilot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SM2 SignedData as others write it. */
class ForeignShapesTest {
  private static final byte[] CONTENT = "示例省食品经营许可证".getBytes(StandardCharsets.UTF_8);

  private final SigningKey key;

  ForeignShapesTest() throws Exception {
    key = new Pilot(SignatureAlgorithm.SM2_SM3).signer;
  }

  private static SignerVerification verify(byte[] cms, byte[] content) throws Exception {
    return SignedDataTest.verify(SignedData.parse(cms), content);
  }

  private SignerVerification verify(RawCms cms) throws Exception {
    return verify(cms.der(), CONTENT);
  }

  private RawCms cms() {
    return new RawCms(key, CONTENT);
  }

  @Test
  void every_shape_verifies_unaltered_and_fails_over_other_content() throws Exception {
    for (Map.Entry<String, byte[]> shape : Shapes.of(key, CONTENT).entrySet()) {
      SignedData data = SignedData.parse(shape.getValue());
      assertThat(verify(shape.getValue(), CONTENT).holds()).as(shape.getKey()).isTrue();
      if (!data.hasContent()) {
        assertThat(verify(shape.getValue(), new byte[3]).holds()).as(shape.getKey()).isFalse();
      }
    }
  }

  @Test
  void no_flipped_byte_of_a_signed_part_verifies() throws Exception {
    Map<String, byte[]> shapes = Shapes.of(key, CONTENT);
    shapes.keySet().removeIf(name -> !name.startsWith("GM disagreeing") && !name.contains("raw"));
    assertThat(shapes).hasSize(8);
    assertNoFlipHolds(shapes);
  }

  @Test
  @Tag("soak")
  void no_flipped_byte_of_a_signed_part_verifies_in_any_shape() throws Exception {
    assertNoFlipHolds(Shapes.of(key, CONTENT));
  }

  private void assertNoFlipHolds(Map<String, byte[]> shapes) throws Exception {
    List<String> accepted = new ArrayList<>();
    for (Map.Entry<String, byte[]> shape : shapes.entrySet()) {
      byte[] good = shape.getValue();
      for (int i = 0; i < good.length; i++) {
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) (1 << (i % 8));
        if (holdsWithOtherFacts(good, flipped)) {
          accepted.add(shape.getKey() + " byte " + i);
        }
      }
    }
    assertThat(accepted).isEmpty();
  }

  /**
   * A flip may hit what this signer did not sign: its certificate, which its CA signed, or a
   * version number, and then all that is reported is the same.
   */
  private boolean holdsWithOtherFacts(byte[] good, byte[] flipped) throws Exception {
    try {
      SignerInfo signer = SignedData.parse(flipped).signers().get(0);
      return signer.certificate().filter(key.certificate()::equals).isPresent()
          && verify(flipped, CONTENT).holds()
          && !facts(flipped).equals(facts(good));
    } catch (MalformedDataException | IndexOutOfBoundsException e) {
      return false; // no SignedData, or none with a signer
    }
  }

  private static List<Object> facts(byte[] cms) throws Exception {
    SignedData data = SignedData.parse(cms);
    SignerInfo signer = data.signers().get(0);
    Certificate certificate = signer.certificate().orElseThrow();
    return List.of(
        data.content().map(Arrays::hashCode),
        signer.signedOctets().map(Arrays::hashCode),
        Arrays.hashCode(signer.signature()),
        certificate,
        signer.signatureAlgorithm());
  }

  @Test
  void the_content_types_of_the_field_may_disagree_and_are_named() throws Exception {
    SignerVerification verification = verify(cms().disagreeing());
    assertThat(verification.holds()).isTrue();
    assertThat(verification.isPlain()).isFalse();
    assertThat(verification.variants()).containsExactly(Variant.CONTENT_TYPES_DIFFER);
    assertThat(verify(cms().types("1.2.840.113549.1.7.2", "1.2.840.113549.1.7.1", "1.2.3")))
        .extracting(SignerVerification::status)
        .isEqualTo(Status.ATTRIBUTES_REFUSED);
  }

  @Test
  void a_raw_value_is_named() throws Exception {
    assertThat(verify(cms().rawValue()).variants()).containsExactly(Variant.RAW_VALUE);
    assertThat(verify(cms().rawValue().withoutAttributes()).variants())
        .containsExactly(Variant.RAW_VALUE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void other_user_ids_are_named_and_never_hold(boolean attributes) throws Exception {
    for (Sm2UserId id : List.of(Sm2UserId.EMPTY, Sm2UserId.ABSENT)) {
      RawCms cms = cms().gm().userId(id);
      SignerVerification verification = verify(attributes ? cms : cms.withoutAttributes());
      assertThat(verification.status()).isEqualTo(Status.OTHER_USER_ID);
      assertThat(verification.holds()).isFalse();
      assertThat(verification.variants())
          .containsExactly(id == Sm2UserId.EMPTY ? Variant.EMPTY_USER_ID : Variant.NO_USER_ID);
    }
  }

  @ParameterizedTest
  @EnumSource(MessageForm.class)
  void a_digest_for_a_message_holds_only_when_the_caller_asks_for_it(MessageForm form)
      throws Exception {
    RawCms cms = cms().gm().withoutAttributes().detached();
    byte[] digest = HashAlgorithm.SM3.digest(CONTENT);
    cms.message(
        switch (form) {
          case CONTENT -> content -> content;
          case DIGEST -> content -> digest;
          case BASE64_DIGEST -> content -> Base64.getEncoder().encode(digest);
        });
    SignerInfo signer = SignedData.parse(cms.der()).signers().get(0);
    for (MessageForm asked : MessageForm.values()) {
      SignerVerification verification =
          signer.verify(key.certificate(), ContentDigest.of(CONTENT), EnumSet.of(asked));
      assertThat(verification.holds()).isEqualTo(asked == form);
      assertThat(verification.isPlain()).isEqualTo(asked == form && form == MessageForm.CONTENT);
    }
    assertThat(
            signer
                .verify(
                    key.certificate(), ContentDigest.of(CONTENT), EnumSet.allOf(MessageForm.class))
                .holds())
        .isTrue();
  }

  @Test
  void attributes_signed_in_another_order_are_named() throws Exception {
    SignerVerification verification = verify(cms().reversedAttributes());
    assertThat(verification.variants()).containsExactly(Variant.UNSORTED_ATTRIBUTES);
    assertThat(verification.holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        AttributeType.CONTENT_TYPE,
        AttributeType.MESSAGE_DIGEST,
        AttributeType.SIGNING_TIME,
        "1.2.3.4"
      })
  void a_doubled_attribute_is_visible_and_refused(String type) throws Exception {
    byte[] value = {4, 1, 1};
    SignedData data = SignedData.parse(cms().attribute(type, value).attribute(type, value).der());
    assertThat(data.signers().get(0).doubledAttributes()).containsExactly(type);
    assertThat(SignedDataTest.verify(data, CONTENT).status()).isEqualTo(Status.ATTRIBUTES_REFUSED);
  }

  @Test
  void content_time_stamps_may_be_several() throws Exception {
    byte[] value = {4, 1, 1};
    String type = AttributeType.CONTENT_TIME_STAMP;
    SignedData data = SignedData.parse(cms().attribute(type, value).attribute(type, value).der());
    assertThat(SignedDataTest.verify(data, CONTENT).holds()).isTrue();
  }

  @Test
  void a_doubled_signer_is_visible_and_refused() throws Exception {
    SignedData data = SignedData.parse(cms().copies(2).der());
    assertThat(data.signers()).hasSize(2).allMatch(SignerInfo::isDoubled);
    assertThat(SignedDataTest.verify(data, CONTENT).status()).isEqualTo(Status.SIGNER_DOUBLED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3.14.3.2.26", "1.2.840.113549.2.5"})
  void sha1_and_md5_are_recognised_and_not_computed(String digest) throws Exception {
    SignedData data = SignedData.parse(cms().digest(digest).der());
    assertThat(data.signers().get(0).isWeak()).isTrue();
    assertThat(SignedDataTest.verify(data, CONTENT).status()).isEqualTo(Status.ALGORITHM_WEAK);
  }

  @Test
  void an_unknown_algorithm_is_no_failure_of_the_value() throws Exception {
    SignedData data = SignedData.parse(cms().algorithm("1.2.3.4").der());
    assertThat(data.signers().get(0).signatureAlgorithm()).isEmpty();
    assertThat(SignedDataTest.verify(data, CONTENT).status()).isEqualTo(Status.ALGORITHM_UNKNOWN);
    assertThat(data.signers().get(0).algorithmIdentifiers()).endsWith(" 1.2.3.4");
  }

  @Test
  void attributes_cut_out_of_a_signature_are_no_content() throws Exception {
    SignerInfo signed = SignedData.parse(cms().der()).signers().get(0);
    byte[] octets = signed.signedOctets().orElseThrow();
    byte[] forged = new RawCms(key, octets).withoutAttributes().value(signed.signature()).der();
    assertThat(verify(forged, octets).status()).isEqualTo(Status.CONTENT_IS_ATTRIBUTES);
  }

  @Test
  void a_signing_certificate_that_is_another_one_is_refused() throws Exception {
    SigningKey other = new Pilot(SignatureAlgorithm.SM2_SM3).signer;
    byte[] mine = SigningCertificateAttribute.version2(key.certificate(), HashAlgorithm.SM3);
    byte[] foreign = SigningCertificateAttribute.version2(other.certificate(), HashAlgorithm.SM3);
    String type = AttributeType.SIGNING_CERTIFICATE_V2;
    assertThat(verify(cms().attribute(type, mine)).isPlain()).isTrue();
    assertThat(verify(cms().attribute(type, foreign)).status())
        .isEqualTo(Status.CERTIFICATE_DIFFERS);
    assertThat(verify(cms().attribute(type, mine, foreign)).status())
        .isEqualTo(Status.ATTRIBUTES_REFUSED);
    assertThat(verify(cms().attribute(type, new byte[] {5, 0})).status())
        .isEqualTo(Status.ATTRIBUTES_REFUSED);
  }

  @Test
  void a_countersignature_is_seen_and_verifies_over_the_value() throws Exception {
    SignedData first = SignedData.parse(cms().der());
    byte[] value = first.signers().get(0).signature();
    byte[] counter = new RawCms(key, value).withoutAttributes().signerInfoDer();
    SignedData signed = first.withUnsignedAttribute(0, AttributeType.COUNTERSIGNATURE, counter);
    SignerInfo countersigner = signed.signers().get(0).countersignatures().get(0);
    assertThat(countersigner.verify(key.certificate(), ContentDigest.of(value)).isPlain()).isTrue();
    assertThat(countersigner.verify(key.certificate(), ContentDigest.of(CONTENT)).status())
        .isEqualTo(Status.VALUE_DIFFERS);
  }

  @Test
  void the_description_in_the_content_hints_is_read() throws Exception {
    byte[] text = "营业执照".getBytes(StandardCharsets.UTF_8);
    byte[] hints =
        DerWriter.value(
            DerWriter.SEQUENCE, DerWriter.value(0x0c, text), DerWriter.oid(ContentType.DATA));
    SignedData data = SignedData.parse(cms().attribute(AttributeType.CONTENT_HINTS, hints).der());
    assertThat(data.signers().get(0).contentDescription()).isEqualTo(Optional.of("营业执照"));
  }
}
