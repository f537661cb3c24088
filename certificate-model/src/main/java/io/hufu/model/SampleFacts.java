package io.hufu.model;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Draws fictional names, codes and places. Not thread-safe. */
final class SampleFacts {
  private static final String REGION = "990102";
  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final LocalDate OLDEST = LocalDate.of(1955, 1, 1);
  private static final int DAYS_OF_BIRTH = 50 * 365;

  private final Random random;

  SampleFacts(Random random) {
    this.random = random;
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  String oneOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  String digits(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append((char) ('0' + random.nextInt(10)));
    }
    return text.toString();
  }

  String letters(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Draws a name that says that it is one: 样 or 例 stands in it. */
  String personName() {
    return oneOf("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "上官")
        + oneOf("样", "例")
        + oneOf("安", "宁", "和", "平", "文", "清", "远", "明", "");
  }

  String company() {
    return "示例市"
        + oneOf("甲乙", "丙丁", "戊己", "庚辛", "壬癸", "子丑", "寅卯")
        + oneOf("餐饮", "食品", "建设", "建筑工程", "商贸", "科技")
        + "有限公司";
  }

  /** Draws a unified social credit code of an enterprise, with both check characters right. */
  String companyCode() {
    String organisation = digits(8);
    return UnifiedSocialCreditCode.complete(
        "91990100" + organisation + organisationCheck(organisation));
  }

  /** GB 11714: weights 3 7 9 10 5 8 4 2, modulus 11. */
  private static char organisationCheck(String body) {
    int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (body.charAt(i) - '0') * weights[i];
    }
    return "0X987654321".charAt(sum % 11);
  }

  /** Draws a resident identity number; the 17th digit is odd for men. */
  String residentId(String sex) {
    LocalDate birth = OLDEST.plusDays(random.nextInt(DAYS_OF_BIRTH));
    int sequence = random.nextInt(499) * 2 + (sex.equals("男") ? 1 : 2);
    return ResidentIdNumber.complete(
        REGION
            + birth.format(DateTimeFormatter.BASIC_ISO_DATE)
            + String.format(java.util.Locale.ROOT, "%03d", sequence));
  }

  static String birthDate(String residentId) {
    return LocalDate.parse(residentId.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE)
        .toString();
  }

  static String sex(String residentId) {
    return (residentId.charAt(16) - '0') % 2 == 1 ? "男" : "女";
  }

  String address() {
    return "示例省示例市示例区" + oneOf("样本路", "示范街", "例图大道", "虎符巷") + (1 + random.nextInt(300)) + "号";
  }
}
