package io.hufu.model;

import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.time.LocalDate;
import java.util.List;

/** Fills the items of the shipped types with fictional values. Not thread-safe. */
final class SampleItems {
  private static final String COMPANY = "有限责任公司(自然人投资或控股)";

  private final SampleFacts facts;

  SampleItems(SampleFacts facts) {
    this.facts = facts;
  }

  JsonObject of(String typeId, List<Licence.Holder> holders, LocalDate issuedOn) {
    String code = holders.get(0).code();
    return switch (typeId) {
      case "business-licence" -> businessLicence(issuedOn);
      case "food-operation" -> foodOperation();
      case "construction-qualification" -> constructionQualification();
      case "work-safety" -> workSafety();
      case "real-estate" -> realEstate();
      case "marriage" -> marriage(holders, issuedOn);
      case "birth-medical" -> birthMedical(issuedOn);
      case "driving-licence" -> drivingLicence(code, issuedOn);
      case "physician-practice" -> physicianPractice(code);
      case "degree" -> degree(code);
      case "resident-id" -> residentId(code);
      default -> throw new IllegalArgumentException("no sample items for " + typeId);
    };
  }

  private JsonObject businessLicence(LocalDate issuedOn) {
    return JsonObject.builder()
        .put("entityType", COMPANY)
        .put("legalRepresentative", facts.personName())
        .put("registeredCapital", capital())
        .put("establishedOn", issuedOn.minusDays(facts.number(3000)).toString())
        .put("domicile", facts.address())
        .put("businessScope", "许可项目:食品销售;餐饮服务。一般项目:会议及展览服务;技术咨询。")
        .build();
  }

  private JsonObject foodOperation() {
    String address = facts.address();
    return JsonObject.builder()
        .put("principal", facts.personName())
        .put("domicile", address)
        .put("premises", address)
        .put("operatorCategory", facts.oneOf("食品销售经营者", "餐饮服务经营者", "集中用餐单位食堂"))
        .put("operationItems", texts("预包装食品销售", facts.oneOf("热食类食品制售", "冷食类食品制售")))
        .put("supervisor", "示例市示例区市场监督管理局样本路市场监督管理所")
        .put("complaintPhone", "12315")
        .build();
  }

  private JsonObject constructionQualification() {
    return JsonObject.builder()
        .put("legalRepresentative", facts.personName())
        .put("address", facts.address())
        .put("registeredCapital", capital())
        .put("economicNature", COMPANY)
        .put(
            "qualifications",
            JsonArray.of(
                qualification("建筑工程施工总承包", facts.oneOf("一级", "二级")),
                qualification("建筑装修装饰工程专业承包", facts.oneOf("一级", "二级"))))
        .build();
  }

  private static JsonObject qualification(String category, String grade) {
    return JsonObject.builder().put("category", category).put("grade", grade).build();
  }

  private JsonObject workSafety() {
    return JsonObject.builder()
        .put("principal", facts.personName())
        .put("address", facts.address())
        .put("economicType", COMPANY)
        .put("permittedScope", "建筑施工")
        .build();
  }

  private JsonObject realEstate() {
    return JsonObject.builder()
        .put("coOwnership", "单独所有")
        .put("location", facts.address() + (1 + facts.number(30)) + "栋101室")
        .put(
            "unitNumber",
            "990102" + facts.digits(6) + "GB" + facts.digits(5) + "F" + facts.digits(8))
        .put("rightType", "国有建设用地使用权/房屋所有权")
        .put("rightNature", "出让/市场化商品房")
        .put("usage", "城镇住宅用地/住宅")
        .put("area", "房屋建筑面积" + (60 + facts.number(90)) + "." + facts.digits(2) + "㎡")
        .put("usePeriod", "国有建设用地使用权 2019年03月01日起至2089年02月28日止")
        .build();
  }

  private static JsonObject marriage(List<Licence.Holder> holders, LocalDate issuedOn) {
    return JsonObject.builder()
        .put("registeredOn", issuedOn.toString())
        .put("spouses", new JsonArray(List.of(spouse(holders.get(0)), spouse(holders.get(1)))))
        .build();
  }

  private static JsonObject spouse(Licence.Holder holder) {
    return JsonObject.builder()
        .put("name", holder.name())
        .put("sex", SampleFacts.sex(holder.code()))
        .put("nationality", "中国")
        .put("birthDate", SampleFacts.birthDate(holder.code()))
        .put("idNumber", holder.code())
        .build();
  }

  private JsonObject birthMedical(LocalDate issuedOn) {
    return JsonObject.builder()
        .put("sex", facts.oneOf("男", "女"))
        .put(
            "bornAt",
            issuedOn.minusDays(3) + " 0" + facts.number(10) + ":" + (10 + facts.number(50)))
        .put("gestationalWeeks", 37 + facts.number(5))
        .put("weightGrams", 2600 + facts.number(1500))
        .put("lengthCm", 47 + facts.number(6))
        .put("birthplace", "示例省示例市示例区")
        .put("institution", "示例市妇幼保健院")
        .put("motherName", facts.personName())
        .put("motherIdNumber", facts.residentId("女"))
        .put("fatherName", facts.personName())
        .put("fatherIdNumber", facts.residentId("男"))
        .build();
  }

  private JsonObject drivingLicence(String code, LocalDate issuedOn) {
    return person(code)
        .put("nationality", "中国")
        .put("address", facts.address())
        .put("firstIssuedOn", issuedOn.minusYears(6).toString())
        .put("vehicleClass", facts.oneOf("C1", "C2", "B2", "C1E"))
        .put("fileNumber", "9901" + facts.digits(8))
        .build();
  }

  private JsonObject physicianPractice(String code) {
    return person(code)
        .put("qualificationCode", facts.digits(24))
        .put("category", "临床")
        .put("scope", facts.oneOf("内科专业", "外科专业", "儿科专业", "全科医学专业"))
        .put("place", "示例省")
        .put("mainInstitution", "示例市第一人民医院")
        .build();
  }

  private JsonObject degree(String code) {
    return person(code)
        .put("level", facts.oneOf("学士", "硕士", "博士"))
        .put("discipline", facts.oneOf("工学", "理学", "法学"))
        .put("major", facts.oneOf("计算机科学与技术", "应用化学", "行政法学"))
        .put("institution", "示例大学")
        .put("chair", facts.personName())
        .build();
  }

  private JsonObject residentId(String code) {
    return person(code).put("ethnicity", "汉").put("address", facts.address()).build();
  }

  private static JsonObject.Builder person(String residentId) {
    return JsonObject.builder()
        .put("sex", SampleFacts.sex(residentId))
        .put("birthDate", SampleFacts.birthDate(residentId));
  }

  private String capital() {
    return (1 + facts.number(50)) * 100 + "万元人民币";
  }

  private static JsonArray texts(String first, String second) {
    return JsonArray.of(new JsonText(first), new JsonText(second));
  }
}
