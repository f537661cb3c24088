package io.hufu.signing.pdf;

import io.hufu.crypto.SignatureAlgorithm;

class PdfFormatSmTest extends PdfFormatContract {
  PdfFormatSmTest() throws Exception {
    super(SignatureAlgorithm.SM2_SM3);
  }
}
