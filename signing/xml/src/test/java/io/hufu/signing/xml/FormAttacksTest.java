package io.hufu.signing.xml;

import static io.hufu.signing.xml.Sealed.GOOD;
import static io.hufu.signing.xml.Sealed.assertFailed;
import static io.hufu.signing.xml.Sealed.assertFound;
import static io.hufu.signing.xml.Sealed.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.xml.Forge.Ref;
import io.hufu.signing.xml.Forge.Transform;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tricks of XML, of transforms, of canonicalisation and of KeyInfo: each refused by its code. */
class FormAttacksTest {
  private static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
  private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
  private static final String XPATH_FILTER = "http://www.w3.org/2002/06/xmldsig-filter2";
  private static final String XSLT = "http://www.w3.org/TR/1999/REC-xslt-19991116";

  private static Forge honest() throws Exception {
    return Forge.of(unsigned());
  }

  private static Ref whole() {
    return new Ref("", Names.ENVELOPED, Names.EXCLUSIVE);
  }

  private static Ref with(Transform... transforms) {
    return new Ref("", null, List.of(transforms), "http://www.w3.org/2001/04/xmlenc#sha256");
  }

  private static Transform plain(String algorithm) {
    return new Transform(algorithm, null);
  }

  private static String changed(String from, String to) {
    assertThat(GOOD).contains(from);
    return GOOD.replaceFirst(java.util.regex.Pattern.quote(from), to);
  }

  @Test
  void document_types_and_entities_are_refused() throws Exception {
    assertFailed("<!DOCTYPE licence>" + GOOD, FindingCode.XML_DTD_REFUSED);
    assertFailed(
        "<!DOCTYPE licence [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + changed("<role>DATA", "<role>&x;DATA"),
        FindingCode.XML_DTD_REFUSED);
    assertFailed(
        "<!DOCTYPE licence SYSTEM \"http://127.0.0.1:1/x.dtd\">" + GOOD,
        FindingCode.XML_DTD_REFUSED);
    assertFailed(
        "<!DOCTYPE licence [<!ATTLIST licence Id ID \"x\">]>" + GOOD, FindingCode.XML_DTD_REFUSED);
    assertFailed(changed("<role>", "<role>&undefined;"), FindingCode.MALFORMED);
  }

  @Test
  void comments_instructions_and_cdata_cannot_split_a_value() throws Exception {
    assertFailed(changed("<role>DATA", "<role>DA<!---->TA"), FindingCode.XML_NODE_UNEXPECTED);
    assertFailed(changed("<role>DATA", "<role>DATA<?x y?>"), FindingCode.XML_NODE_UNEXPECTED);
    assertFailed("<!-- x -->" + GOOD, FindingCode.XML_NODE_UNEXPECTED);
    assertFailed(GOOD + "<?xml-stylesheet href=\"x\"?>", FindingCode.XML_NODE_UNEXPECTED);
    assertFailed(changed("<role>DATA", "<role><![CDATA[DA]]>TA"), FindingCode.NOT_CANONICAL);
    assertFailed(changed("<role>DATA", "<role>D&#65;TA"), FindingCode.NOT_CANONICAL);
    assertFailed(changed("<role>DATA</role>", "<role >DATA</role>"), FindingCode.NOT_CANONICAL);
  }

  @Test
  void another_encoding_or_a_declaration_is_not_the_canonical_form() throws Exception {
    assertFailed("<?xml version=\"1.0\"?>" + GOOD, FindingCode.NOT_CANONICAL);
    assertFailed("\ufeff" + GOOD, FindingCode.NOT_CANONICAL);
    assertFailed(GOOD.getBytes(StandardCharsets.UTF_16), FindingCode.NOT_CANONICAL);
    assertFailed(
        ("<?xml version=\"1.0\" encoding=\"GB18030\"?>" + GOOD).getBytes("GB18030"),
        FindingCode.NOT_CANONICAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Id", "ID", "id", "xml:id"})
  void an_id_that_occurs_twice_is_refused_in_every_spelling(String name) throws Exception {
    String file = changed("<envelope>", "<envelope " + name + "=\"signed-properties\">");
    assertFailed(file, FindingCode.XML_ID_REPEATED);
  }

  @Test
  void transforms_that_select_or_rewrite_are_refused_though_the_signature_holds() throws Exception {
    String xpath = "<XPath xmlns=\"" + Names.DS + "\">%s</XPath>";
    for (String path :
        List.of("self::text()", "not(ancestor-or-self::*[local-name()='Signature'])")) {
      Transform transform = new Transform(XPATH, xpath.formatted(path));
      byte[] file =
          honest().over(with(transform, plain(Names.ENVELOPED), plain(Names.EXCLUSIVE))).sign();
      assertFailed(file, FindingCode.XML_TRANSFORM_REFUSED);
    }
    String filter = "<XPath xmlns=\"" + XPATH_FILTER + "\" Filter=\"intersect\">/*/*[1]</XPath>";
    assertFailed(
        honest()
            .over(
                with(
                    plain(Names.ENVELOPED),
                    new Transform(XPATH_FILTER, filter),
                    plain(Names.EXCLUSIVE)))
            .sign(),
        FindingCode.XML_TRANSFORM_REFUSED);
    // Santuario will not make one with a style sheet.
    String sheet = "<ds:Transform Algorithm=\"" + XSLT + "\"><ds:x></ds:x></ds:Transform>";
    assertFailed(
        changed("<ds:Transforms>", "<ds:Transforms>" + sheet), FindingCode.XML_TRANSFORM_REFUSED);
    String base64 = "<ds:Transform Algorithm=\"" + Names.BASE64 + "\"></ds:Transform>";
    assertFailed(
        changed("</ds:Transforms>", base64 + "</ds:Transforms>"),
        FindingCode.XML_TRANSFORM_REFUSED);
  }

  @Test
  void canonicalisations_beside_exclusive_are_refused() throws Exception {
    for (String algorithm :
        List.of(
            Names.INCLUSIVE,
            Names.INCLUSIVE_11,
            Names.EXCLUSIVE + "WithComments",
            Names.INCLUSIVE + "#WithComments")) {
      assertFailed(
          honest().over(whole()).canonicalization(algorithm).sign(),
          FindingCode.XML_CANONICALIZATION_REFUSED);
    }
    assertFailed(
        honest().over(new Ref("", Names.ENVELOPED, Names.INCLUSIVE)).sign(),
        FindingCode.XML_CANONICALIZATION_REFUSED);
    assertFailed(
        honest().over(new Ref("", Names.ENVELOPED)).sign(),
        FindingCode.XML_CANONICALIZATION_REFUSED);
    String prefixes =
        "<InclusiveNamespaces xmlns=\"" + Names.EXCLUSIVE + "\" PrefixList=\"#default xades\"/>";
    assertFailed(
        honest()
            .over(with(plain(Names.ENVELOPED), new Transform(Names.EXCLUSIVE, prefixes)))
            .sign(),
        FindingCode.XML_CANONICALIZATION_REFUSED);
  }

  @Test
  void namespaces_and_xml_attributes_that_canonicalisation_treats_apart_are_refused()
      throws Exception {
    assertFailed(
        GOOD.replaceFirst("<envelope>", "<envelope xmlns:x=\"relative/name\">"),
        FindingCode.XML_CANONICALIZATION_REFUSED);
    for (String attribute :
        List.of("xml:lang=\"zh\"", "xml:space=\"preserve\"", "xml:base=\"http://x/\"")) {
      byte[] file =
          Forge.of(unsigned().replaceFirst("<licence ", "<licence " + attribute + " "))
              .over(whole())
              .sign();
      assertFailed(file, FindingCode.SCHEMA_VIOLATION);
    }
    // A declaration that exclusive canonicalisation leaves out is in the file for no reason.
    String unused = GOOD.replaceFirst("<licence ", "<licence xmlns:x=\"urn:x\" ");
    Subject subject = Sealed.open(unused);
    assertThat(subject.findings()).extracting(f -> f.outcome()).contains(Outcome.FAILED);
  }

  @Test
  void broken_digests_and_methods_are_refused_though_the_signature_holds() throws Exception {
    assertFailed(
        honest().over(new Ref("", null, whole().transforms(), SHA1)).sign(),
        FindingCode.XML_ALGORITHM_REFUSED);
    assertFailed(
        honest().over(whole()).method("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1").sign(),
        FindingCode.XML_ALGORITHM_REFUSED);
    String hmac = changed("xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256");
    assertFailed(hmac, FindingCode.XML_ALGORITHM_REFUSED);
    String sm2Customs = changed("http://www.w3.org/2001/04/xmlenc#sha256", SHA1);
    assertFailed(sm2Customs, FindingCode.XML_ALGORITHM_REFUSED);
    String unknown = changed("xmldsig-more#ecdsa-sha256", "xmldsig-more#ecdsa-sha999");
    assertFound(
        unknown.getBytes(StandardCharsets.UTF_8),
        Outcome.INCONCLUSIVE,
        FindingCode.ALGORITHM_UNKNOWN);
    String other = changed("xmldsig-more#ecdsa-sha256", "xmldsig-more#rsa-sha256");
    assertFailed(other, FindingCode.ALGORITHM_KEY_MISMATCH);
  }

  @Test
  void key_info_other_than_certificates_is_refused() throws Exception {
    String retrieval = "<ds:RetrievalMethod URI=\"http://127.0.0.1:1/x\"></ds:RetrievalMethod>";
    assertFailed(
        changed("<ds:KeyInfo>", "<ds:KeyInfo>" + retrieval), FindingCode.XML_KEY_INFO_REFUSED);
    String value =
        "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent>"
            + "</ds:RSAKeyValue></ds:KeyValue>";
    assertFailed(
        changed("</ds:X509Data>", "</ds:X509Data>" + value), FindingCode.XML_KEY_INFO_REFUSED);
    String name = "<ds:X509SubjectName>CN=x</ds:X509SubjectName>";
    assertFailed(
        changed("<ds:X509Data>", "<ds:X509Data>" + name), FindingCode.XML_KEY_INFO_REFUSED);
    String withValue =
        Sealed.text(
                Forge.of("<doc>x</doc>").over(new Ref("", Names.ENVELOPED, Names.EXCLUSIVE)).sign())
            .replace("</ds:X509Data>", "</ds:X509Data>" + value);
    assertFailed(withValue, FindingCode.XML_KEY_INFO_REFUSED);
  }

  @Test
  void certificates_beside_the_signature_are_those_that_it_names() throws Exception {
    String mine = XmlText.base64(Forge.CERTIFICATE.der());
    String leaf = XmlText.base64(Sealed.KEY.certificate().der());
    assertFailed(changed(leaf, mine), FindingCode.XADES_CERTIFICATE_MISMATCH);
    String more =
        changed(
            "</ds:X509Data>",
            "<ds:X509Certificate>" + mine + "</ds:X509Certificate></ds:X509Data>");
    assertFailed(more, FindingCode.XADES_CERTIFICATE_MISMATCH);
    String none = GOOD.replaceFirst("<ds:KeyInfo>.*</ds:KeyInfo>", "");
    assertThat(Sealed.open(none).findings())
        .isNotEmpty()
        .noneMatch(f -> f.outcome() == Outcome.PASSED);
  }

  @Test
  void objects_and_properties_that_do_not_belong_there_are_refused() throws Exception {
    assertFailed(
        changed("</ds:Object>", "</ds:Object><ds:Object>x</ds:Object>"),
        FindingCode.XML_OBJECT_UNEXPECTED);
    assertFailed(
        changed("Target=\"#signature\"", "Target=\"#other\""), FindingCode.XML_OBJECT_UNEXPECTED);
    assertFailed(
        changed("<ds:SignatureValue ", "<ds:Manifest></ds:Manifest><ds:SignatureValue "),
        FindingCode.MALFORMED);
    assertFailed(changed("<ds:KeyInfo>", "text<ds:KeyInfo>"), FindingCode.MALFORMED);
  }

  @Test
  void a_signed_document_that_only_looks_like_a_licence_has_no_licence() throws Exception {
    for (String xml :
        List.of(
            "<licence xmlns=\"" + Names.LICENCE + "\"></licence>",
            "<licence xmlns=\"" + Names.LICENCE + "\"><envelope></envelope></licence>",
            unsigned().replaceFirst("<role>DATA</role>", "<role>BOTH</role>"),
            unsigned().replaceFirst("<certificateHolders>.*</certificateHolders>", ""),
            unsigned().replaceFirst("</items>", "<text name=\"operator\">x</text></items>"),
            unsigned().replaceFirst("</items>", "<more></more></items>"),
            unsigned()
                .replaceFirst("<number name=\"area\">120.5", "<number name=\"area\">120.50"))) {
      byte[] file = Forge.of(xml).over(whole()).sign();
      assertFailed(file, FindingCode.SCHEMA_VIOLATION);
      assertThat(Sealed.open(file).payload()).isNull();
    }
    byte[] digest =
        Forge.of(
                unsigned()
                    .replaceFirst("<certificateAreaCode>990100", "<certificateAreaCode>990101"))
            .over(whole())
            .sign();
    assertFailed(digest, FindingCode.LICENCE_DIGEST_MISMATCH);
  }

  @Test
  void given_contents_do_not_make_a_licence_refer_outside() throws Exception {
    byte[] file =
        honest().over(whole()).over(new Ref("x")).contents(Map.of("x", new byte[1])).sign();
    Subject subject =
        XmlFormat.instance()
            .withContents(Map.of("x", new byte[1]))
            .open(io.hufu.signing.input.Document.of(file), io.hufu.signing.input.Limits.DEFAULT);
    assertThat(subject.findings())
        .extracting(f -> f.code())
        .contains(FindingCode.XML_REFERENCE_EXTERNAL.name());
  }
}
