package io.hufu.crypto.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Members behave as the map that they were copied from, but nobody can change them. */
class MembersTest {
  @Test
  void any_number_of_members_is_the_map_that_was_copied() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      Map<String, JsonValue> map = new LinkedHashMap<>();
      for (int i = random.nextInt(20); i > 0; i--) {
        map.put("m" + random.nextInt(30), JsonValue.JsonNumber.of(random.nextInt()));
      }
      Map<String, JsonValue> members = Members.copyOf(new LinkedHashMap<>(map));
      String place = "seed " + seed + ", round " + round;

      assertThat(members).as(place).isEqualTo(map).hasSameHashCodeAs(map).hasSameSizeAs(map);
      assertThat(map).as(place).isEqualTo(members);
      assertThat(new ArrayList<>(members.keySet())).as(place).isEqualTo(List.copyOf(map.keySet()));
      assertThat(new ArrayList<>(members.entrySet()))
          .as(place)
          .isEqualTo(List.copyOf(map.entrySet()));
      assertThat(new ArrayList<>(members.values())).as(place).isEqualTo(List.copyOf(map.values()));
      for (int i = 0; i < 30; i++) {
        assertThat(members.get("m" + i)).as(place).isEqualTo(map.get("m" + i));
        assertThat(members.containsKey("m" + i)).as(place).isEqualTo(map.containsKey("m" + i));
      }
      assertThat(members.get(null)).as(place).isNull();
    }
  }

  @Test
  void the_map_that_was_copied_may_change_and_the_copy_may_not() {
    for (int size : new int[] {1, 12, 13}) {
      Map<String, JsonValue> map = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        map.put("m" + i, JsonValue.JsonNull.NULL);
      }
      Map<String, JsonValue> members = Members.copyOf(map);
      map.clear();

      assertThat(members).hasSize(size);
      assertThatThrownBy(() -> members.put("m0", JsonValue.JsonNull.NULL))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.remove("m0"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.keySet().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> members.entrySet().iterator().next().setValue(null))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }
}
