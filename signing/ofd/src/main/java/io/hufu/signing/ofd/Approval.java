package io.hufu.signing.ofd;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.LicencePayload;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts an approver's seal under a package whose list of signatures is open. Immutable. */
record Approval(Seal seal, boolean open) {
  private static final double GAP = 3;

  SealedLicence add(SealedLicence file, SigningKey key, Instant time)
      throws KeyUnavailableException, CannotSealException {
    Sealing.require(seal, key, time);
    try {
      SealedPackage sealed = SealedPackage.read(file.bytes());
      OfdPackage parts = OfdPackage.open(Document.of(file.bytes()), Limits.DEFAULT, Set.of());
      SignatureFile last =
          SignatureFile.read(sealed.signatures().get(sealed.signatures().size() - 1), parts);
      boolean closed =
          last.references().stream()
              .anyMatch(r -> r.entry().filter(LicenceDocument.SIGNATURES::equals).isPresent());
      if (closed) {
        throw new CannotSealException(
            "SIGNATURE_LIST_CLOSED",
            "the last seal closed the list of signatures; issue with an open list to add a seal");
      }
      Map<String, byte[]> entries = new LinkedHashMap<>(sealed.entries());
      Sealing sealing =
          new Sealing(seal, key, time, beside(last), sealed.signatures().size(), !open);
      List<String> earlier = sealed.signatures().stream().map(name -> "/" + name).toList();
      SealSignature signature = sealing.add(entries, earlier);
      LicencePayload payload = file.payload();
      return LicenceSealing.sealed(payload, ZipWriter.write(entries), signature, key.certificate());
    } catch (MalformedDataException | OfdFault e) {
      throw new IllegalArgumentException("not a sealed OFD licence", e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    }
  }

  /** To the left of the last stamp, where seals of one page do not meet. */
  private Sealing.Stamp beside(SignatureFile last) throws OfdFault {
    SignatureFile.StampAnnot stamp =
        last.stamps().stream()
            .findFirst()
            .orElseThrow(() -> OfdFault.malformed(last.entry(), "no stamp to stand beside"));
    Boundary box =
        stamp
            .boundary()
            .orElseThrow(() -> OfdFault.malformed(last.entry(), "a stamp without boundary"));
    Boundary own = new Boundary(0, 0, seal.picture().width(), seal.picture().height());
    double scale = own.scaleInto(own.width(), box.height());
    double width = own.width() * scale;
    double height = own.height() * scale;
    double left = box.x() - width - GAP;
    return new Sealing.Stamp(
        stamp.page(),
        left >= 0
            ? new Boundary(left, box.y() + (box.height() - height) / 2, width, height)
            : new Boundary(box.x(), Math.max(0, box.y() - height - GAP), width, height));
  }
}
