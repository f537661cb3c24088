package io.hufu.signing.pdf;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An approver's signature in the field that was left for it (ISO 32000-1 §12.8.2.2). */
final class PdfApproval {
  private PdfApproval() {}

  static SealedLicence add(SealedLicence licence, SigningKey key, Instant time)
      throws KeyUnavailableException, CannotSealException {
    SealedPdf file = SealedPdf.read(licence.bytes());
    SignedDataBuilder builder = SignedDataBuilder.by(key);
    try {
      FormField field = emptyField(file);
      int reserved = builder.detachedLength() + PdfSealer.ROOM_FOR_EVIDENCE;
      ReservedSignature update = reserve(file, field, reserved, time);
      return PdfSealer.sealed(licence.payload(), key, update, PdfSealer.sign(builder, update));
    } catch (PdfFault e) {
      throw new IllegalArgumentException("not a sealed PDF licence: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
  }

  private static FormField emptyField(SealedPdf file)
      throws IOException, PdfFault, CannotSealException {
    for (FormField field : FormField.of(file.view())) {
      if (field.name().equals(SignatureFields.APPROVER)
          && file.view().resolve(field.value()) instanceof Cos.Null
          && !file.isCovered()) {
        return field;
      }
    }
    throw new CannotSealException(
        "APPROVER_FIELD_MISSING",
        "no field is left for an approver; issue with one, and approve before archiving");
  }

  private static ReservedSignature reserve(
      SealedPdf file, FormField field, int reserved, Instant time) throws IOException {
    Update update = file.update();
    Map<String, Cos> entries = new LinkedHashMap<>();
    entries.put("Type", new Cos.Name("Sig"));
    entries.put("Filter", new Cos.Name("Adobe.PPKLite"));
    entries.put("SubFilter", new Cos.Name("ETSI.CAdES.detached"));
    entries.put("M", DocumentTimeStamp.ascii(PdfTime.of(time)));
    Map<String, Cos> signed = new LinkedHashMap<>(field.dict().entries());
    signed.put("V", update.addSignature(entries, reserved));
    if (field.reference() == null) {
      throw new IllegalArgumentException("a field that should stand by itself");
    }
    update.replace(field.reference(), new Cos.Dict(signed));
    return update.write();
  }
}
