package io.hufu.crypto.jose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Vector files under {@code src/test/resources/vectors/jose}. */
final class Vectors {
  private Vectors() {}

  static JsonValue.JsonObject read(String name) throws Exception {
    return Json.parseObject(bytes(name));
  }

  static byte[] bytes(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/jose/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no vector file " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
