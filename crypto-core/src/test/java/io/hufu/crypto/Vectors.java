package io.hufu.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;

/** Reads vector files with a JSON reader that is not our own. */
final class Vectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vectors() {}

  /** Reads a file of {@code src/test/resources/vectors/crypto}. */
  static JsonNode read(String name) throws IOException {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/crypto/" + name)) {
      return JSON.readTree(in);
    }
  }

  static JsonNode read(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  static byte[] hex(JsonNode node, String field) {
    return HexFormat.of().parseHex(node.required(field).textValue());
  }
}
