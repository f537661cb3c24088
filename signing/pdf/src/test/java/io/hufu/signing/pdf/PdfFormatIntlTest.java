package io.hufu.signing.pdf;

import io.hufu.crypto.SignatureAlgorithm;

class PdfFormatIntlTest extends PdfFormatContract {
  PdfFormatIntlTest() throws Exception {
    super(SignatureAlgorithm.ES256);
  }
}
