package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.seal.OddSeal;
import io.hufu.crypto.seal.RawSeal;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A signed invoice as products of others write it: its paths, its spellings, its gaps. */
final class Invoice {
  private static final String NAMESPACE = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Map<String, String> uncovered = new LinkedHashMap<>();
  private UnaryOperator<String> path = name -> "/" + name;
  private String method = "1.2.156.10197.1.401";
  private byte[] prefix = {};
  private int signatures;

  Invoice() {
    put("OFD.xml", ofd(1));
    document(0);
  }

  private void put(String name, String xml) {
    entries.put(name, (HEAD + xml).getBytes(StandardCharsets.UTF_8));
  }

  private static String ofd(int bodies) {
    StringBuilder xml =
        new StringBuilder("<ofd:OFD" + NAMESPACE + " DocType=\"OFD\" Version=\"1.0\">");
    for (int i = 0; i < bodies; i++) {
      xml.append("<ofd:DocBody><ofd:DocInfo><ofd:DocID>44").append(i);
      xml.append("</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_").append(i);
      xml.append("/Document.xml</ofd:DocRoot><ofd:Signatures>/Doc_").append(i);
      xml.append("/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>");
    }
    return xml.append("</ofd:OFD>").toString();
  }

  private void document(int number) {
    String folder = "Doc_" + number + "/";
    put(
        folder + "Document.xml",
        "<ofd:Document"
            + NAMESPACE
            + "><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>"
            + "0 0 210 140</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID=\"2\""
            + " BaseLoc=\"TPLS/Tpl_0/Content.xml\"/></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\""
            + " BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages><ofd:Annotations>"
            + "Annots/Annotations.xml</ofd:Annotations></ofd:Document>");
    put(folder + "Tpls/Tpl_0/Content.xml", "<ofd:Page" + NAMESPACE + "/>");
    put(
        folder + "Pages/Page_0/Content.xml",
        "<ofd:Page" + NAMESPACE + "><ofd:Template TemplateID=\"2\"/><ofd:Content/></ofd:Page>");
    put(folder + "Annots/Annotations.xml", "<ofd:Annotations" + NAMESPACE + "/>");
  }

  /** Adds a second document with a list of its own. */
  Invoice second() {
    put("OFD.xml", ofd(2));
    document(1);
    return this;
  }

  /** Spells the digest, and paths of references, as given. */
  Invoice spelled(String checkMethod, UnaryOperator<String> reference) {
    method = checkMethod;
    path = reference;
    return this;
  }

  /** Digests with the signer's Z before the data, in references and in the seal signature. */
  Invoice withZ() {
    prefix = World.AGENCY.certificate().key().messagePrefix(Sm2UserId.PROFILE);
    return this;
  }

  /** Leaves an entry out of the references. */
  Invoice leaving(String name) {
    uncovered.put(name, "");
    return this;
  }

  /** Signs a document over everything but the lists of signatures. */
  Invoice sign(int document, RawSeal seal) throws Exception {
    return sign(document, (xml, path) -> seal.sign(xml, path, World.SIGNED));
  }

  /** Signs the first document with such a seal. */
  Invoice sign(OddSeal seal) throws Exception {
    return sign(0, (xml, path) -> seal.sign(xml, path, prefix));
  }

  /** Makes a SignedValue.dat. */
  private interface Signing {
    byte[] sign(byte[] xml, String path) throws Exception;
  }

  private byte[] digest(byte[] octets) {
    return HashAlgorithm.SM3.digest(prefix, octets);
  }

  private Invoice sign(int document, Signing seal) throws Exception {
    String folder = "Doc_" + document + "/Signs/";
    StringBuilder xml = new StringBuilder("<ofd:Signature" + NAMESPACE + "><ofd:SignedInfo>");
    xml.append("<ofd:Provider ProviderName=\"other\" Version=\"1.0\" Company=\"示例\"/>");
    xml.append("<ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>");
    xml.append("<ofd:SignatureDateTime>20260601100000</ofd:SignatureDateTime>");
    xml.append("<ofd:References CheckMethod=\"").append(method).append("\">");
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      boolean list = entry.getKey().endsWith("Signatures.xml");
      if (!uncovered.containsKey(entry.getKey()) && !list) {
        xml.append("\n<ofd:Reference FileRef=\"").append(path.apply(entry.getKey()));
        xml.append("\"><ofd:CheckValue>");
        xml.append(Base64.getEncoder().encodeToString(digest(entry.getValue())));
        xml.append("</ofd:CheckValue></ofd:Reference>");
      }
    }
    xml.append(
        "</ofd:References><ofd:StampAnnot ID=\"1\" PageRef=\"1\" Boundary=\"90 10 30 20\"/>");
    xml.append("</ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue>");
    put(folder + "Sign_0/Signature.xml", xml.append("</ofd:Signature>").toString());
    put(
        folder + "Signatures.xml",
        "<ofd:Signatures"
            + NAMESPACE
            + "><ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID=\"1\" Type=\"Seal\""
            + " BaseLoc=\"Sign_0/Signature.xml\"/></ofd:Signatures>");
    byte[] signed = entries.get(folder + "Sign_0/Signature.xml");
    entries.put(
        folder + "Sign_0/SignedValue.dat",
        seal.sign(signed, "/" + folder + "Sign_0/Signature.xml"));
    signatures++;
    return this;
  }

  Map<String, byte[]> entries() {
    return new LinkedHashMap<>(entries);
  }

  byte[] bytes() {
    if (signatures == 0) {
      throw new IllegalStateException("not signed");
    }
    return Tampering.zip(entries);
  }
}
