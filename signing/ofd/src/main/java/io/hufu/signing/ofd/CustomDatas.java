package io.hufu.signing.ofd;

import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The licence under the pinyin short names of GB/T 36903 (docs/formats/ofd.md), as CustomData.
 *
 * <p>Several holders are joined with {@code ^}, as interfaces in use do; structures are JSON.
 */
final class CustomDatas {
  /** Digest of template and layout rules, so that a reader knows what to draw again. */
  static final String TEMPLATE = "HUFU_TEMPLATE";

  /** What the QR code on the page says. */
  static final String QR = "HUFU_QR";

  private static final String NO_END = "长期";
  private static final Map<String, String> HOLDER_TYPES =
      Map.of("001", "统一社会信用代码", "111", "公民身份号码", "099", "其他法人或其他组织有效证件代码", "999", "其他自然人有效证件代码");

  private CustomDatas() {}

  static Map<String, String> of(LicencePayload payload, LicenceType type) {
    Licence licence = payload.licence();
    Map<String, String> data = new LinkedHashMap<>();
    data.put("ZZMC", licence.name());
    data.put("ZZLXDM", licence.type());
    data.put("ZZBH", licence.number());
    data.put("ZZBS", licence.identifier().text());
    data.put("ZZBFJG", licence.issuer().name());
    data.put("ZZBFJGDM", licence.issuer().code());
    data.put("ZZBFJGJB", licence.issuer().level().label());
    data.put("ZZBFRQ", licence.issuedOn().toString());
    data.put("CZZT", holders(licence, Licence.Holder::name));
    data.put("CZZTDM", holders(licence, Licence.Holder::code));
    data.put(
        "CZZTDMLX", holders(licence, holder -> HOLDER_TYPES.getOrDefault(holder.codeType(), "其他")));
    data.put("CZZTDMLXDM", holders(licence, Licence.Holder::codeType));
    putDate(data, "ZZYXQQSRQ", licence.effectiveFrom());
    LocalDate last = licence.expiresOn();
    data.put("ZZYXQJZRQ", last == null ? NO_END : last.toString());
    data.put("CJSJ", payload.issuedAt().toString());
    for (LicenceType.Field field : type.fields()) {
      licence.items().get(field.name()).ifPresent(value -> data.put(field.pinyin(), text(value)));
    }
    return data;
  }

  private static void putDate(Map<String, String> data, String name, @Nullable LocalDate day) {
    if (day != null) {
      data.put(name, day.toString());
    }
  }

  private static String holders(Licence licence, Function<Licence.Holder, String> part) {
    List<Licence.Holder> holders = licence.holders();
    return holders.stream().map(part).collect(Collectors.joining("^"));
  }

  private static String text(JsonValue value) {
    return value instanceof JsonText text
        ? text.value()
        : new String(Json.canonical(value), StandardCharsets.UTF_8);
  }
}
