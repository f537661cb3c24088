package io.hufu.signing.ofd;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
import io.hufu.model.MiniToken;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.page.Box;
import io.hufu.signing.page.DrawingList;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageException;
import io.hufu.signing.page.PageTemplate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Draws a licence, writes the package and puts the authority's seal under it. Immutable. */
record LicenceSealing(Seal seal, boolean open, FontChain fonts) {
  private static final int DOC_ID = 16;

  SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    Sealing.require(seal, context.key(), payload.issuedAt());
    String qr = MiniToken.sign(payload, context.key()).text();
    DrawingList drawings;
    Map<String, String> custom;
    try {
      PageTemplate template = PageTemplate.of(context.type());
      drawings = new PageComposer(template, fonts).compose(payload.licence(), qr);
      custom = CustomDatas.of(payload, context.type());
      custom.put(CustomDatas.TEMPLATE, template.digest());
      custom.put(CustomDatas.QR, qr);
    } catch (PageException e) {
      throw new CannotSealException(e.code().name(), String.valueOf(e.getMessage()));
    }
    byte[] id = new byte[DOC_ID];
    context.random().nextBytes(id);
    List<String> evidence =
        open
            ? List.of(Sealing.evidencePath(0), Sealing.evidencePath(1))
            : List.of(Sealing.evidencePath(0));
    Map<String, byte[]> entries =
        LicenceDocument.write(
            drawings,
            payload,
            new LicenceDocument.Info(HexFormat.of().formatHex(id), custom, evidence));
    Sealing sealing =
        new Sealing(seal, context.key(), payload.issuedAt(), stamp(drawings, entries), 0, !open);
    return result(payload, entries, sealing.add(entries, List.of()), context);
  }

  /** In the middle of the place that the template keeps, and no larger: it must hide no data. */
  private Sealing.Stamp stamp(DrawingList drawings, Map<String, byte[]> entries) {
    Box place = drawings.seal().box();
    Boundary own = new Boundary(0, 0, seal.picture().width(), seal.picture().height());
    double scale = own.scaleInto(place.width(), place.height());
    double width = own.width() * scale;
    double height = own.height() * scale;
    Boundary box =
        new Boundary(
            place.x() + (place.width() - width) / 2,
            place.y() + (place.height() - height) / 2,
            width,
            height);
    return new Sealing.Stamp(LicenceDocument.pageIds(entries).get(drawings.seal().page()), box);
  }

  private static SealedLicence result(
      LicencePayload payload,
      Map<String, byte[]> entries,
      SealSignature signature,
      SealingContext context) {
    return sealed(payload, ZipWriter.write(entries), signature, context.key().certificate());
  }

  static SealedLicence sealed(
      LicencePayload payload, byte[] file, SealSignature signature, Certificate signer) {
    byte[] octets = signature.signedOctets();
    byte[] value = signature.value();
    return new SealedLicence(
        Carrier.OFD,
        payload,
        file,
        hash -> hash.digest(octets),
        SignatureAlgorithm.SM2_SM3.canonicalFromDer(value).orElse(value),
        value,
        signer,
        List.of());
  }
}
