package io.hufu.crypto.cms;

import io.hufu.crypto.SigningKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** Every shape of SM2 SignedData that is met, and must verify, by name. */
public final class Shapes {
  private Shapes() {}

  /** The shapes over some content; those whose name ends in detached do not carry it. */
  public static Map<String, byte[]> of(SigningKey key, byte[] content) throws Exception {
    Map<String, byte[]> shapes = new LinkedHashMap<>();
    Map<String, BiFunction<SigningKey, byte[], RawCms>> bases = new LinkedHashMap<>();
    bases.put("plain", RawCms::new);
    bases.put("plain sm2-1 NULL", Shapes::plainSm2Sign);
    bases.put("GM", (k, c) -> new RawCms(k, c).gm());
    bases.put("GM disagreeing", (k, c) -> new RawCms(k, c).disagreeing());
    bases.put("GM version 3", (k, c) -> new RawCms(k, c).gm().version(3));
    bases.put("GM by key identifier", (k, c) -> new RawCms(k, c).gm().byKeyId());
    bases.put("plain by key identifier", (k, c) -> new RawCms(k, c).byKeyId().version(3));
    bases.put("GM raw value", (k, c) -> new RawCms(k, c).gm().rawValue());
    bases.put("GM 501", (k, c) -> new RawCms(k, c).gm().algorithm(RawCms.SM2_WITH_SM3));
    for (Map.Entry<String, BiFunction<SigningKey, byte[], RawCms>> base : bases.entrySet()) {
      BiFunction<SigningKey, byte[], RawCms> made = base.getValue();
      String name = base.getKey();
      shapes.put(name + ", attributes, attached", made.apply(key, content).der());
      shapes.put(name + ", attributes, detached", made.apply(key, content).detached().der());
      shapes.put(name + ", plain, attached", made.apply(key, content).withoutAttributes().der());
      shapes.put(
          name + ", plain, detached",
          made.apply(key, content).withoutAttributes().detached().der());
    }
    return shapes;
  }

  private static RawCms plainSm2Sign(SigningKey key, byte[] content) {
    return new RawCms(key, content).algorithm(RawCms.SM2_SIGN).nullParameters();
  }
}
