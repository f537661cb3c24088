package io.hufu.signing.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicenceType;
import io.hufu.model.SampleLicences;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageComposerTest {
  static Stream<Licence> withAPage() {
    return SampleLicences.shipped().stream().filter(licence -> type(licence).page().isPresent());
  }

  static Stream<Licence> oneOfEachType() {
    return Catalogue.shipped().types().stream()
        .filter(type -> type.page().isPresent())
        .map(type -> sample(type.id()));
  }

  private static LicenceType type(Licence licence) {
    return Catalogue.shipped().find(licence.type()).orElseThrow();
  }

  private static DrawingList compose(Licence licence) throws PageException {
    return new PageComposer(PageTemplate.of(type(licence)), FontChain.standard())
        .compose(licence, "HUFU:TEST");
  }

  private static String text(DrawingList list) {
    return list.pages().stream()
        .flatMap(page -> page.drawings().stream())
        .filter(Drawing.Text.class::isInstance)
        .map(drawing -> ((Drawing.Text) drawing).characters())
        .collect(Collectors.joining());
  }

  private static Licence with(Licence licence, String item, String value) {
    return fromJson(
        licence.toJson().with("items", licence.items().with(item, new JsonText(value))));
  }

  private static Licence fromJson(JsonObject json) {
    try {
      return Licence.fromJson(json);
    } catch (MalformedDataException e) {
      throw new AssertionError(e);
    }
  }

  private static Licence sample(String id) {
    return withAPage().filter(licence -> type(licence).id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void every_shipped_type_but_the_identity_card_has_a_page() {
    assertThat(Catalogue.shipped().types().stream().filter(t -> t.page().isEmpty()))
        .extracting(LicenceType::id)
        .containsExactly("resident-id");
  }

  @Test
  void a_type_without_a_page_is_refused_by_name() {
    LicenceType type = Catalogue.shipped().find("resident-id").orElseThrow();
    assertThatThrownBy(() -> PageTemplate.of(type))
        .isInstanceOfSatisfying(
            PageException.class,
            e -> assertThat(e.code()).isEqualTo(PageException.Code.PAGE_MISSING))
        .hasMessageContaining("resident-id");
  }

  @ParameterizedTest
  @MethodSource("withAPage")
  void every_item_and_name_and_number_is_on_the_page(Licence licence) throws PageException {
    String shown = text(compose(licence));
    LicenceValues values = new LicenceValues(licence);
    assertThat(shown).contains(licence.number(), licence.identifier().text());
    licence.holders().forEach(holder -> assertThat(shown).contains(holder.name()));
    String squeezed = shown.replaceAll("\\s", "");
    for (String item : licence.items().members().keySet()) {
      for (String part : values.fill("{items/" + item + "}").split("[\\s\\uff1b]+")) {
        assertThat(squeezed).as(item).contains(part);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withAPage")
  void every_sample_fits_one_page_and_says_that_it_is_one(Licence licence) throws PageException {
    DrawingList list = compose(licence);
    assertThat(list.pages()).hasSize(1);
    assertThat(text(list)).contains("样例");
  }

  @ParameterizedTest
  @MethodSource("withAPage")
  void nothing_reaches_over_the_edge_of_the_paper(Licence licence) throws PageException {
    for (DrawingList.Page page : compose(licence).pages()) {
      for (Drawing drawing : page.drawings()) {
        if (drawing instanceof Drawing.Text text && text.angle() == 0) {
          Drawing.Glyph last = text.glyphs().get(text.glyphs().size() - 1);
          assertThat(text.x()).isGreaterThanOrEqualTo(8);
          assertThat(text.x() + last.offset() + text.size() * 0.4).isLessThan(page.width() - 8);
          assertThat(text.y()).isBetween(8.0, page.height() - 8);
        }
      }
    }
  }

  @Test
  void equal_input_gives_an_equal_list() throws PageException {
    Licence licence = sample("food-operation");
    assertThat(compose(licence)).isEqualTo(compose(licence));
  }

  @Test
  void a_character_that_no_font_has_is_refused_with_its_name() {
    Licence licence = with(sample("food-operation"), "principal", "王\ud88a\udfff");
    assertThatThrownBy(() -> compose(licence))
        .isInstanceOfSatisfying(
            PageException.class,
            e -> assertThat(e.code()).isEqualTo(PageException.Code.GLYPH_MISSING))
        .hasMessageContaining("U+32BFF");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"\u200b", "\u202e", "\u0007", "\ufe0f", "\ufeff", "\u2066"})
  void a_character_that_leaves_no_mark_is_refused(String invisible) {
    Licence licence = with(sample("food-operation"), "principal", "王" + invisible + "样");
    assertThatThrownBy(() -> compose(licence)).hasMessageContaining("U+");
  }

  @Test
  void long_values_go_on_on_further_pages_and_lose_nothing() throws PageException {
    String scope = "许可项目、一般项目与其他。".repeat(800);
    DrawingList list = compose(with(sample("business-licence"), "businessScope", scope));
    assertThat(list.pages().size()).isGreaterThan(1);
    long drawn = text(list).codePoints().filter(c -> c == '许').count();
    long elsewhere =
        text(compose(with(sample("business-licence"), "businessScope", "无")))
            .codePoints()
            .filter(c -> c == '许')
            .count();
    assertThat(drawn).isEqualTo(800 + elsewhere);
    assertThat(text(list)).contains("附页", "第 2 页");
  }

  @Test
  void too_long_a_licence_is_refused() {
    String scope = "许可项目".repeat(60_000);
    assertThatThrownBy(() -> compose(with(sample("business-licence"), "businessScope", scope)))
        .isInstanceOfSatisfying(
            PageException.class,
            e -> assertThat(e.code()).isEqualTo(PageException.Code.PAGE_OVERFLOW));
  }

  @Test
  void a_seal_is_paths_alone_and_a_sample_of_it_says_so() throws PageException {
    Licence licence = sample("degree");
    Licence real = fromJson(licence.toJson().with("sample", JsonValue.JsonBool.FALSE));
    assertThat(compose(licence).seal().shapes()).isNotEqualTo(compose(real).seal().shapes());
    assertThat(text(compose(real))).doesNotContain("样例");
    assertThat(compose(real).seal().shapes()).allMatch(shape -> !shape.path().segments().isEmpty());
  }

  @Test
  void two_characters_that_share_a_glyph_stay_two() throws PageException {
    // U+2F00 KANGXI RADICAL ONE and U+4E00 look alike; what is copied must be what was meant.
    List<Integer> characters =
        compose(with(sample("food-operation"), "principal", "\u2f00\u4e00"))
            .fonts()
            .get(0)
            .codePoints();
    assertThat(characters).contains(0x2f00, 0x4e00).doesNotHaveDuplicates();
  }

  @Test
  void a_blank_value_is_shown_like_one_that_is_absent() throws Exception {
    assertThat(text(compose(with(sample("food-operation"), "principal", "")))).contains("/");
  }

  @Test
  void the_qr_code_stands_on_white_with_four_light_modules_on_every_side() throws Exception {
    QrPicture code = new QrPicture("HUFU:TEST");
    List<Drawing.Shape> shapes = code.shapes(new Box(10, 20, code.size() + 8, code.size() + 8));
    assertThat(shapes.get(0).fill()).isEqualTo(Colour.WHITE);
    assertThat(shapes.get(0).path().segments().get(0)).isEqualTo(new Path.Move(10, 20));
    assertThat(shapes.get(1).path().segments())
        .filteredOn(Path.Move.class::isInstance)
        .isNotEmpty()
        .allSatisfy(
            move -> {
              assertThat(((Path.Move) move).x()).isBetween(14.0, 14.0 + code.size() - 1);
              assertThat(((Path.Move) move).y()).isBetween(24.0, 24.0 + code.size() - 1);
            });
  }

  /** A mini-token has at most 220 bytes: 330 characters of Base45 behind its prefix. */
  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void the_qr_code_is_read_back_from_the_drawn_page(Licence licence) throws Exception {
    String token = "HUFU1:" + "6BFOXN*TS0BI$ZD-PHQ7I9AD66V5B22C".repeat(11).substring(0, 330);
    DrawingList list =
        new PageComposer(PageTemplate.of(type(licence)), FontChain.standard())
            .compose(licence, token);
    assertThat(new PageRaster(list.pages().get(0), 200).code()).isEqualTo(token);
  }
}
