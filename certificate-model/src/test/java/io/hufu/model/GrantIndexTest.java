package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantIndexTest {
  private static final List<String> TYPES = List.of("A", "B", "C", "*");
  private static final List<String> REGIONS =
      List.of("990000", "990100", "990102", "990200", "980000", "100000", "991000", "*");
  private static final List<String> ASKED =
      List.of("990102", "990100", "990000", "990103", "980101", "100001", "991003", "none", "*");

  @Test
  void what_the_index_finds_is_what_a_look_at_every_grant_finds() {
    Seeds.run(
        200,
        random -> {
          List<Grant> grants = new ArrayList<>();
          for (int i = random.nextInt(12); i > 0; i--) {
            grants.add(grant(some(TYPES, random), some(REGIONS, random), random.nextInt(3)));
          }
          TYPES.forEach(type -> agree(new GrantIndex(grants), grants, type));
        });
  }

  private static void agree(GrantIndex index, List<Grant> grants, String type) {
    List<Grant> ofType = grants.stream().filter(g -> g.coversType(type)).distinct().toList();
    assertThat(index.of(type)).containsExactlyInAnyOrderElementsOf(ofType);
    for (String region : ASKED) {
      assertThat(index.of(type, region))
          .as("%s in %s", type, region)
          .containsExactlyInAnyOrderElementsOf(
              ofType.stream().filter(g -> g.coversRegion(region)).toList());
    }
  }

  private static List<String> some(List<String> all, Random random) {
    List<String> some = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      some.add(all.get(random.nextInt(all.size())));
    }
    return some;
  }

  private static Grant grant(List<String> types, List<String> regions, int days) {
    return new Grant(types, regions, LocalDate.of(2026, 1, 1).plusDays(days), null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "990102, 990102 990100 990000 *",
    "990100, 990100 990000 *",
    "990000, 990000 *",
    "99010, *",
    "省, *"
  })
  void a_region_is_covered_by_itself_its_city_and_its_province(String region, String covering) {
    assertThat(RegionCode.covering(region)).containsExactly(covering.split(" "));
  }
}
