package io.hufu.model;

import java.util.List;

/**
 * A fictional authority that issues samples; its region, 99xxxx, cannot exist.
 *
 * @param code unified social credit code, well-formed
 * @param region GB/T 2260 form
 * @param types ids of the types that it issues
 */
public record SampleAuthority(
    String code,
    String nameZh,
    String nameEn,
    AuthorityLevel level,
    String region,
    List<String> types) {
  /** Copies the types. */
  public SampleAuthority {
    types = List.copyOf(types);
  }

  /** Returns it as licences name it. */
  public Licence.IssuingAuthority asIssuer() {
    return new Licence.IssuingAuthority(nameZh, code, level);
  }
}
