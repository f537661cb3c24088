package io.hufu.crypto.pki;

import io.hufu.crypto.MalformedDataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Reads a text with one block (RFC 7468); text around it is ignored. Stateless. */
public final class PemBlock {
  private PemBlock() {}

  /** Returns the bytes of the only block, which has one of the labels. */
  public static byte[] only(byte[] text, List<String> labels) throws MalformedDataException {
    String names = String.join(" or ", labels);
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.US_ASCII))) {
      PemObject block = reader.readPemObject();
      if (block == null || !labels.contains(block.getType()) || reader.readPemObject() != null) {
        throw new MalformedDataException("neither DER nor one " + names + " block in PEM");
      }
      return block.getContent();
    } catch (IOException | RuntimeException e) {
      throw new MalformedDataException(names + " block cannot be read", e);
    }
  }
}
