package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.MatterRule.Compare;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The normalisation of docs/formats/matter.md, one line for each thing that it says. */
class ComparisonTest {
  @ParameterizedTest
  @CsvSource({
    "EXACT, 甲, 甲, true",
    "EXACT, A, Ａ, false",
    "CODE, 9199010040593264XK, 9199010040593264xk, true",
    "CODE, 9199010040593264XK, '9199 0100 4059 3264 XK', true",
    "CODE, １１０１０５１９４９１２３１００２Ｘ, 11010519491231002x, true",
    "CODE, 9199010040593264XK, 9199010040593264X, false",
    "NAME, 阿依古丽·买买提, 阿依古丽•买买提, true",
    "NAME, 阿依古丽·买买提, 阿依古丽．买买提, true",
    "NAME, 阿依古丽·买买提, 阿依古丽买买提, false",
    "NAME, '示例（市）有限公司', '示例(市)有限公司', true",
    "NAME, 示例有限公司, 示例有限责任公司, false",
    "NAME, 张三, 張三, false",
    "ADDRESS, 一号路8号, 一号路８号, true",
    "ADDRESS, '一号路8号，2-3室', '一号路8号-2—3室', true",
    "ADDRESS, 示例省示例市示例区一号路8号, 一号路8号, true",
    "ADDRESS, 一号路8号, 示例省示例市示例区一号路8号, true",
    "ADDRESS, 示例省示例市示例区一号路8号, 示例区一号路8号, true",
    "ADDRESS, 示例省甲市一号路8号, 示例省乙市一号路8号, false",
    "ADDRESS, 二号楼一号路8号, 一号路8号, false",
    "ADDRESS, 一号路18号, 8号, false",
    "ADDRESS, 一号路8号, 一号路8号二楼, false",
    "ADDRESS, 一号路12号, 一号路1-2号, false"
  })
  void two_spellings_are_one_by_a_written_rule_only(
      Compare how, String left, String right, boolean same) {
    assertThat(Comparison.same(left, right, how)).isEqualTo(same);
    assertThat(Comparison.same(right, left, how)).as("the other way round").isEqualTo(same);
  }
}
