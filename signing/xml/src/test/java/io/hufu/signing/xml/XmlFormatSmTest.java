package io.hufu.signing.xml;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.LicenceFormatContract;
import io.hufu.signing.PilotKeys;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;

class XmlFormatSmTest extends LicenceFormatContract {
  private static SigningKey key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = PilotKeys.signer(SignatureAlgorithm.SM2_SM3);
  }

  @Override
  protected LicenceFormat format() {
    return XmlFormat.instance();
  }

  @Override
  protected SigningKey key() {
    return key;
  }

  @Override
  protected byte[] withSecondSignature(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    String signature = text.substring(text.indexOf("<ds:Signature "), text.indexOf("</licence>"));
    return text.replace("</licence>", signature + "</licence>").getBytes(StandardCharsets.UTF_8);
  }
}
