package io.hufu.signing.pdf;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignedData;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.crypto.cms.SignerInfo;
import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
import io.hufu.model.MiniToken;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageException;
import io.hufu.signing.page.PageStatement;
import io.hufu.signing.page.PageTemplate;
import java.io.IOException;
import java.util.List;

/** Draws a licence, makes a PDF of it and signs it (PAdES B-B, ETSI EN 319 142-1 §6). */
final class PdfSealer {
  /** Bytes for what comes later: time-stamp, receipt, status assertion. */
  static final int ROOM_FOR_EVIDENCE = 16 << 10;

  private final PdfOptions options;

  PdfSealer(PdfOptions options) {
    this.options = options;
  }

  SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    SigningKey key = context.key();
    SignedDataBuilder builder = SignedDataBuilder.by(key);
    int reserved = builder.detachedLength() + ROOM_FOR_EVIDENCE;
    ReservedSignature file = PdfMaker.make(order(payload, context, reserved));
    return sealed(payload, key, file, sign(builder, file));
  }

  /** Fills a signature in, and says what is needed to add evidence to it. */
  static SealedLicence sealed(
      LicencePayload payload, SigningKey key, ReservedSignature file, SignedData signed) {
    SignerInfo signer = signed.signers().get(0);
    byte[] octets = signer.signedOctets().orElseThrow();
    return new SealedLicence(
        Carrier.PDF,
        payload,
        file.with(signed.der()).bytes(),
        hash -> hash.digest(octets),
        signer.canonicalSignature().orElseThrow(),
        signer.signature(),
        key.certificate(),
        List.of());
  }

  private PdfOrder order(LicencePayload payload, SealingContext context, int reserved)
      throws KeyUnavailableException, CannotSealException {
    try {
      PageTemplate template = PageTemplate.of(context.type());
      String qr = MiniToken.sign(payload, context.key()).text();
      PageStatement statement = new PageStatement(template.digest(), qr, !options.visible());
      DrawingList drawings =
          new PageComposer(template, options.chain()).compose(payload.licence(), qr);
      return new PdfOrder(payload, statement, drawings, reserved, options.approver());
    } catch (PageException e) {
      throw new CannotSealException(e.code().name(), String.valueOf(e.getMessage()));
    }
  }

  static SignedData sign(SignedDataBuilder builder, ReservedSignature file)
      throws KeyUnavailableException {
    try {
      return builder.detached(file.content());
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
  }
}
