package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Fictional licences of 示例省 and 示例市, well-formed and marked as samples. Thread-safe.
 *
 * <p>Every number has its right check character and a region, 99xxxx, that cannot exist.
 */
public final class SampleLicences {
  /** The fictional authorities, each with the types that it issues. */
  private static final List<SampleAuthority> AUTHORITIES =
      List.of(
          authority("11990100009902019W", AuthorityLevel.CITY, "示例市市场监督管理局", "business-licence"),
          authority("11990102009902027L", AuthorityLevel.COUNTY, "示例市示例区市场监督管理局", "food-operation"),
          authority(
              "119900000099010242",
              AuthorityLevel.PROVINCE,
              "示例省住房和城乡建设厅",
              "construction-qualification",
              "work-safety"),
          authority("11990100009902043D", AuthorityLevel.CITY, "示例市自然资源和规划局", "real-estate"),
          authority("119901020099020515", AuthorityLevel.COUNTY, "示例市示例区民政局", "marriage"),
          authority(
              "119901000099020780",
              AuthorityLevel.CITY,
              "示例市卫生健康委员会",
              "birth-medical",
              "physician-practice"),
          authority("11990100009902086T", AuthorityLevel.CITY, "示例市公安局交通警察支队", "driving-licence"),
          authority("12990000009902094D", AuthorityLevel.OTHER, "示例大学", "degree"),
          authority("119901020099021078", AuthorityLevel.COUNTY, "示例市公安局示例分局", "resident-id"));

  private SampleLicences() {}

  private static SampleAuthority authority(
      String code, AuthorityLevel level, String nameZh, String... types) {
    String nameEn = "Sample authority " + code.substring(code.length() - 5);
    return new SampleAuthority(code, nameZh, nameEn, level, code.substring(2, 8), List.of(types));
  }

  /** Returns the fictional authorities. */
  public static List<SampleAuthority> authorities() {
    return AUTHORITIES;
  }

  /** Finds the authority that issues a type of the shipped catalogue. */
  public static Optional<SampleAuthority> issuerOf(String typeId) {
    return AUTHORITIES.stream().filter(a -> a.types().contains(typeId)).findFirst();
  }

  /** Returns the shipped samples, two of every type, in the order of the catalogue. */
  public static List<Licence> shipped() {
    return Shipped.LICENCES;
  }

  /** Returns the shipped samples as if issued on a day; periods keep their length. */
  public static List<Licence> shipped(LocalDate issuedOn) {
    return shipped().stream().map(licence -> moved(licence, issuedOn)).toList();
  }

  /**
   * Makes samples of one type without end; the same seed makes the same samples.
   *
   * @throws IllegalArgumentException when the type is not of the shipped catalogue
   */
  public static Stream<Licence> stream(String typeId, long seed) {
    LicenceType type =
        Catalogue.shipped()
            .find(typeId)
            .orElseThrow(() -> new IllegalArgumentException("no sample type " + typeId));
    SampleAuthority issuer =
        issuerOf(type.id()).orElseThrow(() -> new IllegalArgumentException("no issuer"));
    SampleMaker maker = new SampleMaker(type, issuer, new Random(seed));
    return Stream.generate(maker::next);
  }

  private static Licence moved(Licence licence, LocalDate day) {
    long days = ChronoUnit.DAYS.between(licence.issuedOn(), day);
    LocalDate from = licence.effectiveFrom();
    LocalDate to = licence.expiresOn();
    return new Licence(
        licence.type(),
        licence.name(),
        licence.number(),
        licence.identifier(),
        licence.issuer(),
        day,
        licence.holders(),
        licence.areaCode(),
        from == null ? null : from.plusDays(days),
        to == null ? null : to.plusDays(days),
        licence.supersedes(),
        licence.sample(),
        licence.items());
  }

  /** Reads the samples once, when they are first asked for. */
  private static final class Shipped {
    static final List<Licence> LICENCES = load();

    private static List<Licence> load() {
      try (InputStream file = SampleLicences.class.getResourceAsStream("samples.json")) {
        if (file == null) {
          throw new IllegalStateException("samples.json is missing from the jar");
        }
        JsonValue.JsonObject json = Json.parseObject(file.readAllBytes());
        MemberReader members = new MemberReader("samples.json", json);
        List<JsonValue> array = members.array("licences");
        members.end();
        Licence[] licences = new Licence[array.size()];
        for (int i = 0; i < licences.length; i++) {
          licences[i] = Licence.fromJson((JsonValue.JsonObject) array.get(i));
        }
        return List.of(licences);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedDataException e) {
        throw new IllegalStateException("samples.json in the jar is malformed", e);
      }
    }
  }
}
