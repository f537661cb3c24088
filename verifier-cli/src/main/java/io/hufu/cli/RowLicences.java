package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.LicenceType;
import io.hufu.model.ResidentIdNumber;
import io.hufu.model.UnifiedSocialCreditCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes licences of rows: fills in what follows from the type, and draws identifiers.
 *
 * <p>An identifier is drawn from the row itself under a secret salt: the same row in the same
 * output directory is the same licence again, and nobody can read a personal number out of it.
 */
final class RowLicences {
  private static final int SERIAL_LENGTH = 20;
  private static final String PLAIN_SERIAL = "[0-9A-Z]{1,40}";

  private final LicenceType type;
  private final byte[] salt;
  private final RowChecks checks;

  RowLicences(LicenceType type, byte[] salt) {
    this.type = type;
    this.salt = salt.clone();
    this.checks = new RowChecks(type);
  }

  /** Makes the licence of a row. */
  Licence licence(JsonObject row) throws RowProblem {
    JsonObject filled = new RowDates(type).iso(withHolders(row));
    filled = orDefault(filled, "certificateTypeCode", type.code());
    filled = orDefault(filled, "certificateName", type.nameZh());
    if (!filled.text("certificateTypeCode").equals(Optional.of(type.code()))) {
      throw new RowProblem("row.otherType", type.id());
    }
    checks.require(filled);
    if (filled.get("certificateIdentifier").isEmpty()) {
      filled = filled.with("certificateIdentifier", new JsonText(identifier(filled).text()));
    }
    try {
      Licence licence = Licence.fromJson(filled);
      requireSafeSerial(licence);
      return licence;
    } catch (MalformedDataException e) {
      throw new RowProblem("row.malformed", InputFiles.reason(e));
    }
  }

  /** Digests a licence under the salt, to tell later whether a row has changed. */
  byte[] digest(Licence licence) {
    return HashAlgorithm.SM3.digest(salt, Json.canonical(licence.toJson()));
  }

  private LicenceIdentifier identifier(JsonObject row) {
    String authority = row.text("certificateIssuingAuthorityCode").orElseThrow();
    String number = row.text("certificateNumber").orElse("");
    boolean plain =
        !type.personalNumber() && number.matches(PLAIN_SERIAL) && !namesHolder(row, number);
    String serial = plain ? number : drawn(row);
    return LicenceIdentifier.of(type.code(), authority, serial, "001");
  }

  /** Some licences print the code by which their holder is known: 出生医学证明. */
  private static boolean namesHolder(JsonObject row, String number) {
    return row.array("certificateHolders").orElse(List.of()).stream()
        .flatMap(holder -> holder instanceof JsonObject object ? Stream.of(object) : Stream.empty())
        .filter(holder -> !holder.text("certificateHolderType").equals(Optional.of("001")))
        .flatMap(holder -> holder.text("certificateHolderCode").stream())
        .anyMatch(code -> !code.isEmpty() && number.contains(code));
  }

  private String drawn(JsonObject row) {
    byte[] digest = HashAlgorithm.SM3.digest(salt, Json.canonical(row));
    String digits = new BigInteger(1, digest).toString(36).toUpperCase(Locale.ROOT);
    // The last digits: the first ones are not evenly spread.
    return digits.substring(digits.length() - SERIAL_LENGTH);
  }

  /** File names, journals and codes on paper show the identifier: no personal number in it. */
  private void requireSafeSerial(Licence licence) throws RowProblem {
    String serial = licence.identifier().serial();
    if (!serial.matches("[0-9A-Za-z_-]{1,64}")) {
      throw new RowProblem("row.serial");
    }
    boolean personal =
        licence.holders().stream()
            .anyMatch(holder -> !holder.codeType().equals("001") && serial.contains(holder.code()));
    if (personal || (type.personalNumber() && serial.contains(licence.number()))) {
      throw new RowProblem("row.personalSerial");
    }
  }

  private static JsonObject orDefault(JsonObject row, String member, String value) {
    return row.get(member).isPresent() ? row : row.with(member, new JsonText(value));
  }

  private static JsonObject withHolders(JsonObject row) {
    List<JsonValue> holders = new ArrayList<>();
    for (JsonValue holder : row.array("certificateHolders").orElse(List.of())) {
      holders.add(holder instanceof JsonObject object ? withCodeType(object) : holder);
    }
    return holders.isEmpty() ? row : row.with("certificateHolders", new JsonArray(holders));
  }

  /** 001 and 111 of GB/T 36903 annex A can be told from a valid code; others must be named. */
  private static JsonObject withCodeType(JsonObject holder) {
    String code = holder.text("certificateHolderCode").orElse("");
    if (UnifiedSocialCreditCode.isValid(code)) {
      return orDefault(holder, "certificateHolderType", "001");
    }
    return ResidentIdNumber.isValid(code)
        ? orDefault(holder, "certificateHolderType", "111")
        : holder;
  }
}
