package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.model.LicencePayload;
import io.hufu.model.Role;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.LicenceFormatContract;
import io.hufu.signing.Payloads;
import io.hufu.signing.PilotKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every carrier must do, with the keys of a suite. */
abstract class PdfFormatContract extends LicenceFormatContract {
  private final SigningKey key;

  PdfFormatContract(SignatureAlgorithm algorithm) throws Exception {
    this.key = PilotKeys.signer(algorithm);
  }

  @Override
  protected LicenceFormat format() {
    return PdfFormat.instance();
  }

  @Override
  protected SigningKey key() {
    return key;
  }

  @Override
  protected LicencePayload payload(HashAlgorithm hash) {
    LicencePayload data = Payloads.printable(hash);
    return new LicencePayload(
        data.licence(), hash, data.salt(), data.status(), Role.ORIGINAL, null, data.issuedAt());
  }

  /** Only the QR code of the page differs, for SM2 signatures differ. */
  @Override
  protected boolean drawsSecrets() {
    return key.algorithm() == SignatureAlgorithm.SM2_SM3;
  }

  @Override
  protected int flipStride() {
    return 1201;
  }

  /**
   * The store of evidence is one object: where its number is another, none of its items is found.
   */
  @Override
  protected int lostAtMost() {
    return EVIDENCE.size();
  }

  /** Someone else signs in a field that nobody left for him. */
  @Override
  protected byte[] withSecondSignature(byte[] file) throws Exception {
    SealedPdf sealed = SealedPdf.read(file);
    Update update = sealed.update();
    Map<String, Cos> signature = new LinkedHashMap<>();
    signature.put("Type", new Cos.Name("Sig"));
    signature.put("Filter", new Cos.Name("Adobe.PPKLite"));
    signature.put("SubFilter", new Cos.Name("ETSI.CAdES.detached"));
    Map<String, Cos> field = new LinkedHashMap<>(sealed.last().field().dict().entries());
    field.put("T", DocumentTimeStamp.ascii("Second"));
    field.put("V", update.addSignature(signature, 8192));
    Cos.Ref form = AddedEvidence.reference(sealed.view().catalog().get("AcroForm"));
    Map<String, Cos> entries = new LinkedHashMap<>(sealed.view().dict(form).entries());
    List<Cos> fields = new ArrayList<>(sealed.view().items(entries.get("Fields")));
    fields.add(update.add(new Cos.Dict(field)));
    entries.put("Fields", new Cos.Array(fields));
    update.replace(form, new Cos.Dict(entries));
    ReservedSignature reserved = update.write();
    SigningKey stranger = PilotKeys.signer(key.algorithm());
    byte[] value = SignedDataBuilder.by(stranger).detached(reserved.content()).der();
    return reserved.with(value).bytes();
  }
}
