package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Puts a signature of type Sign, of any bytes, under the content of a licence. */
final class SignPackage {
  static final String XML = Tampering.SIGN + "Signature.xml";

  /** Makes the signed value. */
  interface Signer {
    byte[] sign(byte[] xml) throws Exception;
  }

  private SignPackage() {}

  static byte[] of(byte[] licence, Signer signer) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(licence);
    entries.keySet().removeIf(name -> name.startsWith("Doc_0/Signs/"));
    XmlText list = XmlText.root("Signatures").element("MaxSignId", "s001");
    list.start("Signature").attribute("ID", "s001").attribute("Type", "Sign");
    list.attribute("BaseLoc", "Sign_0/Signature.xml").end();
    entries.put(LicenceDocument.SIGNATURES, list.bytes());
    byte[] xml = xml(entries);
    entries.put(XML, xml);
    entries.put(Tampering.SIGN + "SignedValue.dat", signer.sign(xml));
    return Tampering.zip(entries);
  }

  private static byte[] xml(Map<String, byte[]> entries) {
    XmlText xml = XmlText.root("Signature").start("SignedInfo");
    xml.start("Provider").attribute("ProviderName", "other").end();
    xml.start("References").attribute("CheckMethod", "SM3");
    entries.forEach(
        (name, bytes) -> {
          xml.start("Reference").attribute("FileRef", "/" + name);
          byte[] digest = HashAlgorithm.SM3.digest(bytes);
          xml.element("CheckValue", Base64.getEncoder().encodeToString(digest)).end();
        });
    xml.end().end();
    return xml.element("SignedValue", "SignedValue.dat").bytes();
  }

  /** OFDEntries.xml over every entry that there is, signed. */
  static byte[] withEntriesList(byte[] licence, Signer signer) throws Exception {
    Map<String, byte[]> entries = Tampering.entries(licence);
    StringBuilder list =
        new StringBuilder(
            "<ofd:DocEntries xmlns:ofd=\"http://www.ofdspec.org/2016\" ID=\"1\">"
                + "<ofd:SignedValueLoc>/signedvalue.dat</ofd:SignedValueLoc><ofd:FileList>");
    int id = 1;
    for (String name : entries.keySet()) {
      list.append("<ofd:File ID=\"" + ++id + "\" FileLoc=\"/" + name + "\"/>");
    }
    list.append("</ofd:FileList></ofd:DocEntries>");
    byte[] xml = list.toString().getBytes(StandardCharsets.UTF_8);
    entries.put(EntriesList.NAME, xml);
    entries.put("signedvalue.dat", signer.sign(xml));
    return Tampering.zip(entries);
  }
}
