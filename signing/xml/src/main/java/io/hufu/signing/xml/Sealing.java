package io.hufu.signing.xml;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.model.Carrier;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Limits;
import java.util.List;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Seals one licence. */
final class Sealing {
  private final Profile profile;

  Sealing(Profile profile) {
    this.profile = profile;
  }

  SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    byte[] nonce = new byte[LicenceElements.NONCE_BYTES];
    context.random().nextBytes(nonce);
    Document document = new LicenceElements(profile).write(payload, context.type(), nonce);
    SignatureWriter.Signed signed =
        new SignatureWriter(document, context.key(), "")
            .envelopedIn(document.getDocumentElement(), payload.issuedAt());
    byte[] file;
    byte[] stamped;
    try {
      file = CanonicalXml.INCLUSIVE.of(document);
      stamped = CanonicalXml.EXCLUSIVE.of(value(signed.element()));
    } catch (RefusedException e) {
      throw new IllegalStateException("a document of ours has no canonical form", e);
    }
    requireOpens(file, payload);
    return new SealedLicence(
        Carrier.XML,
        payload,
        file,
        hash -> hash.digest(signed.octets()),
        signed.value(),
        stamped,
        context.key().certificate(),
        List.of());
  }

  private static Element value(Element signature) {
    return (Element) signature.getFirstChild().getNextSibling();
  }

  /**
   * Opens what was made: text that XML cannot hold, or a table of Santuario's that other code has
   * filled wrongly, must not leave the house.
   */
  private static void requireOpens(byte[] file, LicencePayload payload) throws CannotSealException {
    Subject subject = new XmlOpening(Limits.DEFAULT, Contents.NONE).open(file, Supplied.NOTHING);
    boolean intact =
        subject.findings().stream()
            .map(Finding::code)
            .allMatch(FindingCode.SIGNATURE_INTACT.name()::equals);
    if (!intact || !payload.equals(subject.payload())) {
      throw new CannotSealException(
          "XML_NOT_FAITHFUL", "the licence has characters or values that XML cannot hold");
    }
  }
}
