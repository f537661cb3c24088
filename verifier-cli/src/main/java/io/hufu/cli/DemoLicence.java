package io.hufu.cli;

import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Licence;
import io.hufu.model.LicenceIdentifier;
import io.hufu.model.SampleLicences;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fictional licence under construction, like a shipped sample. Not thread-safe. */
final class DemoLicence {
  private final Licence sample;
  private final String serial;
  private Licence.IssuingAuthority issuer;
  private List<Licence.Holder> holders;
  private String area;
  private LocalDate issued;
  private @Nullable LocalDate expires;
  private JsonObject items;

  private DemoLicence(Licence sample, String serial, LocalDate today) {
    this.sample = sample;
    this.serial = serial;
    this.issuer = sample.issuer();
    this.holders = sample.holders();
    this.area = sample.areaCode();
    this.issued = today;
    this.expires = sample.expiresOn() == null ? null : today.plusYears(5);
    this.items = sample.items();
  }

  /**
   * Starts from a sample.
   *
   * @param seed which sample; also its number
   */
  static DemoLicence like(String type, int seed, LocalDate today) {
    Licence sample = SampleLicences.stream(type, seed).findFirst().orElseThrow();
    return new DemoLicence(sample, "CASE" + seed, today);
  }

  DemoLicence issuer(Licence.IssuingAuthority authority) {
    this.issuer = authority;
    return this;
  }

  DemoLicence holders(List<Licence.Holder> whoseItIs) {
    this.holders = whoseItIs;
    return this;
  }

  DemoLicence area(String code) {
    this.area = code;
    return this;
  }

  DemoLicence period(LocalDate from, @Nullable LocalDate to) {
    this.issued = from;
    this.expires = to;
    return this;
  }

  DemoLicence item(String name, String value) {
    this.items = items.with(name, new JsonText(value));
    return this;
  }

  /** Returns the value of an item that is a text. */
  String item(String name) {
    return items.text(name).orElseThrow();
  }

  List<Licence.Holder> holders() {
    return holders;
  }

  Licence build() {
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        LicenceIdentifier.of(sample.type(), issuer.code(), serial, "001"),
        issuer,
        issued,
        holders,
        area,
        issued,
        expires,
        null,
        true,
        items);
  }
}
