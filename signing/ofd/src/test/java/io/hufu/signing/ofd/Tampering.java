package io.hufu.signing.ofd;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Changes packages as somebody would who does not have the key. */
final class Tampering {
  static final String SIGN = "Doc_0/Signs/Sign_0/";

  private Tampering() {}

  static Map<String, byte[]> entries(byte[] file) throws Exception {
    return new LinkedHashMap<>(SealedPackage.read(file).entries());
  }

  static byte[] zip(Map<String, byte[]> entries) {
    return ZipWriter.write(entries);
  }

  static byte[] with(byte[] file, String name, byte[] content) throws Exception {
    Map<String, byte[]> entries = entries(file);
    entries.put(name, content);
    return zip(entries);
  }

  static byte[] without(byte[] file, String... names) throws Exception {
    Map<String, byte[]> entries = entries(file);
    for (String name : names) {
      if (entries.remove(name) == null) {
        throw new AssertionError("no " + name);
      }
    }
    return zip(entries);
  }

  /** Edits the text of an entry; the edit must change it. */
  static byte[] edited(byte[] file, String name, UnaryOperator<String> edit) throws Exception {
    String before = text(file, name);
    String after = edit.apply(before);
    if (after.equals(before)) {
      throw new AssertionError("nothing to edit in " + name);
    }
    return with(file, name, after.getBytes(StandardCharsets.UTF_8));
  }

  static String text(byte[] file, String name) throws Exception {
    return new String(SealedPackage.read(file).entry(name), StandardCharsets.UTF_8);
  }

  /** Adds a seal that is not hindered by a closed list. */
  static byte[] withStrangersSeal(byte[] file, SigningKey key, Seal seal) throws Exception {
    return withStrangersSeal(file, key, seal, new Boundary(10, 10, 40, 40));
  }

  static byte[] withStrangersSeal(byte[] file, SigningKey key, Seal seal, Boundary box)
      throws Exception {
    Map<String, byte[]> entries = entries(file);
    String page = LicenceDocument.pageIds(entries).get(0);
    new Sealing(seal, key, World.SIGNED, new Sealing.Stamp(page, box), 1, true)
        .add(entries, java.util.List.of("/" + SIGN + "Signature.xml"));
    return zip(entries);
  }
}
