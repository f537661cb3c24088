package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds {@link Licence} to the English element names of GB/T 36903 (docs/formats/licence.md). */
final class LicenceJson {
  private static final String COPY_TIME = "certificateCopyCreationTime";
  private static final String COPY_CREATOR = "certificateCopyCreator";
  private static final String COPY_CAUSE = "certificateCopyCause";
  private static final String COPY_END = "certificateCopyExpiringTime";
  private static final String COPY_SOURCE = "certificateCopySource";
  static final List<String> COPY =
      List.of(COPY_TIME, COPY_CREATOR, COPY_CAUSE, COPY_END, COPY_SOURCE);
  private static final List<String> HIDDEN_TEXTS = List.of("certificateNumber");
  private static final List<String> HIDDEN_IDENTIFIERS =
      List.of("certificateIdentifier", "supersedes");
  private static final String NO_END = "长期";
  private static final Pattern TYPE_CODE = Pattern.compile("[0-9A-Z]{21}");
  private static final Pattern AREA_CODE = Pattern.compile("[0-9]{6}");
  private static final Pattern HOLDER_TYPE = Pattern.compile("[0-9]{3}");

  /** Control characters, and the marks that turn the direction of writing. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u202a-\\u202e\\u2066-\\u2069]");

  private LicenceJson() {}

  static JsonObject write(Licence licence) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("certificateName", licence.name())
            .put("certificateTypeCode", licence.type())
            .put("certificateNumber", licence.number())
            .put("certificateIdentifier", licence.identifier().text())
            .put("certificateIssuingAuthorityName", licence.issuer().name())
            .put("certificateIssuingAuthorityCode", licence.issuer().code())
            .put("certificateIssuingAuthorityLevel", licence.issuer().level().label())
            .put("certificateIssuedDate", licence.issuedOn().toString())
            .put(
                "certificateHolders",
                new JsonArray(
                    licence.holders().stream().map(h -> (JsonValue) writeHolder(h)).toList()))
            .put("certificateAreaCode", licence.areaCode());
    if (licence.effectiveFrom() != null) {
      json.put("certificateEffectiveDate", licence.effectiveFrom().toString());
    }
    LocalDate last = licence.expiresOn();
    json.put("certificateExpiringDate", last == null ? NO_END : last.toString());
    if (licence.supersedes() != null) {
      json.put("supersedes", licence.supersedes().text());
    }
    AnnotatedCopy copy = licence.copy();
    if (copy != null) {
      json.put(COPY_TIME, copy.createdAt().toString())
          .put(COPY_CREATOR, copy.creator())
          .put(COPY_CAUSE, copy.cause())
          .put(COPY_END, copy.expiresAt().toString())
          .put(COPY_SOURCE, Base64Url.encode(copy.source()));
    }
    return json.put("sample", licence.sample()).put("items", licence.items()).build();
  }

  private static JsonObject writeHolder(Licence.Holder holder) {
    return JsonObject.builder()
        .put("certificateHolderName", holder.name())
        .put("certificateHolderCode", holder.code())
        .put("certificateHolderType", holder.codeType())
        .build();
  }

  static Licence read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("licence", json);
    Licence licence =
        new Licence(
            matching(members, "certificateTypeCode", TYPE_CODE),
            printable(members, "certificateName"),
            printable(members, "certificateNumber"),
            identifier(members, "certificateIdentifier"),
            issuer(members),
            members.date("certificateIssuedDate"),
            holders(members),
            matching(members, "certificateAreaCode", AREA_CODE),
            effectiveFrom(members),
            expiresOn(members),
            members.has("supersedes") ? identifier(members, "supersedes") : null,
            members.bool("sample", false),
            items(members),
            copy(members));
    members.end();
    return licence;
  }

  /** Reads what a presentation discloses; see {@link DisclosedLicence#fromJson}. */
  static DisclosedLicence readDisclosed(JsonObject json, @Nullable StatusReference status)
      throws MalformedDataException {
    MemberReader members = new MemberReader("licence", json);
    for (String hidden : HIDDEN_TEXTS) {
      if (members.has(hidden)) {
        printable(members, hidden);
      }
    }
    for (String hidden : HIDDEN_IDENTIFIERS) {
      if (members.has(hidden)) {
        identifier(members, hidden);
      }
    }
    items(members);
    printable(members, "certificateName");
    members.objects("certificateHolders", LicenceJson::disclosedHolder);
    DisclosedLicence disclosed =
        new DisclosedLicence(
            matching(members, "certificateTypeCode", TYPE_CODE),
            issuer(members),
            members.date("certificateIssuedDate"),
            matching(members, "certificateAreaCode", AREA_CODE),
            effectiveFrom(members),
            expiresOn(members),
            members.bool("sample", false),
            copy(members),
            status,
            json);
    members.end();
    return disclosed;
  }

  private static JsonObject disclosedHolder(MemberReader holder) throws MalformedDataException {
    for (String part : List.of("certificateHolderName", "certificateHolderCode")) {
      if (holder.has(part)) {
        printable(holder, part);
      }
    }
    if (holder.has("certificateHolderType")) {
      matching(holder, "certificateHolderType", HOLDER_TYPE);
    }
    return JsonObject.builder().build();
  }

  private static Licence.IssuingAuthority issuer(MemberReader members)
      throws MalformedDataException {
    return new Licence.IssuingAuthority(
        printable(members, "certificateIssuingAuthorityName"),
        printable(members, "certificateIssuingAuthorityCode"),
        level(members));
  }

  /** All five members, or none. */
  private static @Nullable AnnotatedCopy copy(MemberReader members) throws MalformedDataException {
    if (COPY.stream().noneMatch(members::has)) {
      return null;
    }
    try {
      return new AnnotatedCopy(
          members.instant(COPY_TIME),
          printable(members, COPY_CREATOR),
          printable(members, COPY_CAUSE),
          members.instant(COPY_END),
          members.bytes(COPY_SOURCE));
    } catch (IllegalArgumentException e) {
      throw members.wrong(COPY_CAUSE, String.valueOf(e.getMessage()), e);
    }
  }

  private static JsonObject items(MemberReader members) throws MalformedDataException {
    if (members.value("items") instanceof JsonObject items) {
      return items;
    }
    throw members.wrong("items", "is not an object");
  }

  private static List<Licence.Holder> holders(MemberReader members) throws MalformedDataException {
    List<Licence.Holder> holders =
        members.objects(
            "certificateHolders",
            holder ->
                new Licence.Holder(
                    printable(holder, "certificateHolderName"),
                    printable(holder, "certificateHolderCode"),
                    matching(holder, "certificateHolderType", HOLDER_TYPE)));
    if (holders.isEmpty()) {
      throw members.wrong("certificateHolders", "names nobody");
    }
    return holders;
  }

  private static AuthorityLevel level(MemberReader members) throws MalformedDataException {
    String name = "certificateIssuingAuthorityLevel";
    return AuthorityLevel.ofLabel(members.text(name))
        .orElseThrow(() -> members.wrong(name, "is none of 国家级 省级 地市级 区县级 乡镇级 其他"));
  }

  private static @Nullable LocalDate effectiveFrom(MemberReader members)
      throws MalformedDataException {
    String name = "certificateEffectiveDate";
    return members.optional(name).orElse(JsonValue.JsonNull.NULL) == JsonValue.JsonNull.NULL
        ? null
        : members.date(name);
  }

  private static @Nullable LocalDate expiresOn(MemberReader members) throws MalformedDataException {
    String name = "certificateExpiringDate";
    JsonValue value = members.optional(name).orElse(JsonValue.JsonNull.NULL);
    boolean noEnd =
        value == JsonValue.JsonNull.NULL
            || (value instanceof JsonValue.JsonText text && text.value().equals(NO_END));
    return noEnd ? null : members.date(name);
  }

  private static LicenceIdentifier identifier(MemberReader members, String name)
      throws MalformedDataException {
    try {
      return LicenceIdentifier.parse(members.text(name));
    } catch (MalformedDataException e) {
      throw members.wrong(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static String printable(MemberReader members, String name) throws MalformedDataException {
    String text = members.text(name);
    if (text.isBlank() || UNPRINTABLE.matcher(text).find()) {
      throw members.wrong(name, "is blank or holds control characters");
    }
    return text;
  }

  private static String matching(MemberReader members, String name, Pattern form)
      throws MalformedDataException {
    String text = members.text(name);
    if (!form.matcher(text).matches()) {
      throw members.wrong(name, "does not have the form " + form.pattern());
    }
    return text;
  }
}
