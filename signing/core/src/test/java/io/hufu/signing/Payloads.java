package io.hufu.signing;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.Role;
import io.hufu.model.StatusReference;
import io.hufu.model.UnifiedSocialCreditCode;
import java.time.LocalDate;
import java.util.List;

/** Fictional licence data that uses every member a carrier must keep. */
public final class Payloads {
  public static final String AUTHORITY = UnifiedSocialCreditCode.complete("11990000MB0000001");
  public static final String TYPE = type().code();

  private Payloads() {}

  /** Returns a type; the items below do not obey its schema, which is no carrier's business. */
  public static LicenceType type() {
    return Catalogue.shipped().find("food-operation").orElseThrow();
  }

  /** Makes a licence with two holders, rare characters, nested items and a predecessor. */
  public static Licence licence(String serial) {
    return licence(serial, "张示例𠀀");
  }

  private static Licence licence(String serial, String person) {
    return new Licence(
        TYPE,
        "示例许可证",
        "示许字〔2026〕第" + serial + "号",
        LicenceIdentifier.of(TYPE, AUTHORITY, serial, "002"),
        new Licence.IssuingAuthority("示例市市场监督管理局", AUTHORITY, AuthorityLevel.CITY),
        LocalDate.of(2026, 11, 20),
        List.of(
            new Licence.Holder(
                "示例餐饮有限公司", UnifiedSocialCreditCode.complete("91990000MA0000001"), "001"),
            new Licence.Holder(person, ResidentIdNumber.complete("99010119900101001"), "111")),
        "990100",
        LocalDate.of(2026, 11, 20),
        LocalDate.of(2031, 11, 19),
        LicenceIdentifier.of(TYPE, AUTHORITY, serial, "001"),
        true,
        JsonObject.builder()
            .put("operator", "李示例")
            .put("area", new JsonNumber(new java.math.BigDecimal("120.5")))
            .put("kinds", JsonArray.of(new JsonText("热食类"), new JsonText("冷食类")))
            .put("site", JsonObject.builder().put("street", "示例路 1 号").put("floor", 2).build())
            .build());
  }

  /** Makes the payload of a licence, with a status reference. */
  public static LicencePayload payload(HashAlgorithm hash) {
    return payload(hash, licence("20261120001"));
  }

  /** Makes the same payload with characters that the shipped font has. */
  public static LicencePayload printable(HashAlgorithm hash) {
    return payload(hash, licence("20261120001", "张示例䶮"));
  }

  private static LicencePayload payload(HashAlgorithm hash, Licence licence) {
    byte[] salt = new byte[32];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) (i * 7 + 1);
    }
    return new LicencePayload(
        licence,
        hash,
        salt,
        new StatusReference("https://status.example/lists/1", 417),
        Role.DATA,
        null,
        PilotKeys.NOW);
  }
}
