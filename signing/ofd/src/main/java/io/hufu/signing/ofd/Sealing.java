package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.crypto.seal.SealedData;
import io.hufu.signing.CannotSealException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts one seal under a package: GB/T 33190 §18 with GB/T 38540 values. Immutable.
 *
 * @param number of the signature in the package, from 0
 * @param closes whether the seal covers the list, so that none can follow
 */
record Sealing(Seal seal, SigningKey key, Instant time, Stamp stamp, int number, boolean closes) {
  private static final String SM3 = "1.2.156.10197.1.401";
  private static final String SM2_WITH_SM3 = "1.2.156.10197.1.501";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Where the seal is shown.
   *
   * @param page ID of the page
   * @param box of the picture
   */
  record Stamp(String page, Boundary box) {}

  /** Refuses a seal that no verifier would accept from this signer at this time. */
  static void require(Seal seal, SigningKey key, Instant time) throws CannotSealException {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3) {
      throw new CannotSealException(
          "SEAL_ALGORITHM",
          "key: seals are used with SM2 keys, this one is for "
              + key.algorithm()
              + "; issue OFD with an SM2 key");
    }
    if (seal.version() != SealVersion.V4) {
      throw new CannotSealException(
          "SEAL_VERSION", "seal: is " + seal.version() + "; use one of GB/T 38540-2020 (V4)");
    }
    if (!seal.isStrictDer()) {
      throw new CannotSealException(
          "SEAL_ENCODING", "seal: a BIT STRING states unused bits; ask its maker for one in DER");
    }
    if (seal.listing(key.certificate()) == Seal.Listing.NOT_LISTED) {
      throw new CannotSealException(
          "SIGNER_NOT_IN_SEAL",
          "seal: does not list the certificate of the key; use the key that the seal was made for");
    }
    if (time.isBefore(seal.validFrom()) || time.isAfter(seal.validTo())) {
      throw new CannotSealException(
          "SEAL_EXPIRED",
          "seal: valid from "
              + seal.validFrom()
              + " to "
              + seal.validTo()
              + "; use one that is in force");
    }
  }

  private String folder() {
    return "Doc_0/Signs/Sign_" + number + "/";
  }

  static String evidencePath(int number) {
    return "/Doc_0/Signs/Sign_" + number + "/" + EvidenceFile.NAME;
  }

  /** Adds the parts of this signature to the entries and returns it. */
  SealSignature add(Map<String, byte[]> entries, List<String> earlier)
      throws KeyUnavailableException {
    entries.put(LicenceDocument.SIGNATURES, list(earlier));
    entries.put(folder() + "Seal.esl", seal.der());
    byte[] xml = signatureXml(entries);
    String path = "/" + folder() + "Signature.xml";
    SealSignature signature =
        SealSignature.sign(seal, new SealedData(time, HashAlgorithm.SM3.digest(xml), path), key);
    entries.put(folder() + "Signature.xml", xml);
    entries.put(folder() + "SignedValue.dat", signature.der());
    entries.put(folder() + EvidenceFile.NAME, EvidenceFile.write(List.of(), false));
    return signature;
  }

  private byte[] list(List<String> earlier) {
    List<String> all = new ArrayList<>(earlier);
    all.add("/" + folder() + "Signature.xml");
    XmlText xml = XmlText.root("Signatures").element("MaxSignId", "s" + padded(all.size()));
    for (int i = 0; i < all.size(); i++) {
      xml.start("Signature").attribute("ID", "s" + padded(i + 1)).attribute("Type", "Seal");
      xml.attribute("BaseLoc", all.get(i)).end();
    }
    return xml.bytes();
  }

  private static String padded(int number) {
    return String.format(Locale.ROOT, "%03d", number);
  }

  private byte[] signatureXml(Map<String, byte[]> entries) {
    XmlText xml = XmlText.root("Signature").start("SignedInfo");
    xml.start("Provider").attribute("ProviderName", "Hufu").attribute("Version", "1").end();
    xml.element("SignatureMethod", SM2_WITH_SM3).element("SignatureDateTime", TIME.format(time));
    xml.start("References").attribute("CheckMethod", SM3);
    entries.forEach(
        (name, bytes) -> {
          if (closes || !name.equals(LicenceDocument.SIGNATURES)) {
            xml.start("Reference").attribute("FileRef", "/" + name);
            xml.element(
                "CheckValue", Base64.getEncoder().encodeToString(HashAlgorithm.SM3.digest(bytes)));
            xml.end();
          }
        });
    xml.end();
    Boundary box = stamp.box();
    xml.start("StampAnnot").attribute("ID", "1").attribute("PageRef", stamp.page());
    xml.attribute("Boundary", XmlText.numbers(box.x(), box.y(), box.width(), box.height())).end();
    xml.start("Seal").element("BaseLoc", "/" + folder() + "Seal.esl").end();
    xml.end();
    xml.element("SignedValue", "/" + folder() + "SignedValue.dat");
    return xml.bytes();
  }
}
