package io.hufu.signing;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The least that can be called a carrier, so that issuing is tested without a real one. */
record PlainFormat(Carrier carrier, boolean carriesChain) implements LicenceFormat {
  @Override
  public boolean recognises(Document document) {
    return false;
  }

  @Override
  public Subject open(Document document, Limits limits) {
    return new Subject(carrier, null, null, List.of(), List.of(), false);
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    octets.writeBytes(payload.salt());
    octets.writeBytes(carrier.label().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    octets.writeBytes(Json.canonical(payload.licence().toJson()));
    byte[] signed = octets.toByteArray();
    byte[] value = context.key().sign(signed);
    return new SealedLicence(
        carrier,
        payload,
        signed,
        hash -> hash.digest(signed),
        value,
        value,
        context.key().certificate(),
        List.of());
  }

  @Override
  public byte[] withEvidence(byte[] file, List<Evidence> items) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(file);
    items.forEach(item -> out.writeBytes(item.bytes()));
    return out.toByteArray();
  }
}
