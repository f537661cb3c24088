package io.hufu.signing.xml;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two bindings of GB/T 36903: English names and pinyin short names. */
@SuppressWarnings("ImmutableEnumChecker") // the maps are made by Map.of and never change
enum Profile {
  ENGLISH(Names.LICENCE, Map.of()),
  PINYIN(
      Names.LICENCE_PINYIN,
      Map.ofEntries(
          Map.entry("certificateName", "ZZMC"),
          Map.entry("certificateTypeCode", "ZZLXDM"),
          Map.entry("certificateNumber", "ZZBH"),
          Map.entry("certificateIdentifier", "ZZBS"),
          Map.entry("certificateIssuingAuthorityName", "ZZBFJG"),
          Map.entry("certificateIssuingAuthorityCode", "ZZBFJGDM"),
          Map.entry("certificateIssuingAuthorityLevel", "ZZBFJGJB"),
          Map.entry("certificateIssuedDate", "ZZBFRQ"),
          Map.entry("certificateHolderName", "CZZT"),
          Map.entry("certificateHolderCode", "CZZTDM"),
          Map.entry("certificateHolderType", "CZZTDMLXDM"),
          Map.entry("certificateEffectiveDate", "ZZYXQQSRQ"),
          Map.entry("certificateExpiringDate", "ZZYXQJZRQ"),
          // No deployed short name was found for the rest: these are ours.
          Map.entry("certificateHolders", "CZZTLB"),
          Map.entry("holder", "CZZTXX"),
          Map.entry("certificateAreaCode", "ZZSSXZQHDM"),
          Map.entry("supersedes", "BTDZZBS"),
          Map.entry("sample", "SFYL"),
          Map.entry("items", "KZXX")));

  /** The simple members of a licence, in the order in which they are written. */
  static final List<String> MEMBERS =
      List.of(
          "certificateName",
          "certificateTypeCode",
          "certificateNumber",
          "certificateIdentifier",
          "certificateIssuingAuthorityName",
          "certificateIssuingAuthorityCode",
          "certificateIssuingAuthorityLevel",
          "certificateIssuedDate",
          "certificateHolders",
          "certificateAreaCode",
          "certificateEffectiveDate",
          "certificateExpiringDate",
          "supersedes",
          "sample",
          "items");

  private final String namespace;
  private final Map<String, String> names;

  Profile(String namespace, Map<String, String> names) {
    this.namespace = namespace;
    this.names = names;
  }

  static Optional<Profile> of(String namespace) {
    return Arrays.stream(values()).filter(p -> p.namespace.equals(namespace)).findFirst();
  }

  String namespace() {
    return namespace;
  }

  /** Returns the element's name for a member. */
  String element(String member) {
    return names.getOrDefault(member, member);
  }
}
