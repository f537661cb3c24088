package io.hufu.signing.xml;

import static io.hufu.signing.xml.Sealed.assertFailed;
import static io.hufu.signing.xml.Sealed.assertFound;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.xml.Forge.Ref;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** XMLDSig and XAdES of others: intact documents, and what is not covered by their signatures. */
class ForeignSignaturesTest {
  private static final String ENVELOPED = Names.ENVELOPED;
  private static final String EXCLUSIVE = Names.EXCLUSIVE;

  private static void assertIntact(Subject subject, String form) {
    assertThat(subject.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("SIGNATURE_INTACT", "SIGNATURE_FORM");
    assertThat(subject.findings())
        .filteredOn(f -> f.code().equals("SIGNATURE_FORM"))
        .singleElement()
        .satisfies(f -> assertThat(f.facts()).containsEntry("form", form));
    assertThat(subject.payload()).isNull();
    assertThat(subject.signatures().get(0).signer()).contains(Forge.CERTIFICATE);
  }

  @Test
  void an_enveloped_signature_over_the_whole_document_is_intact() throws Exception {
    String xml = "<order>\n  <!-- note --><item Id=\"a\">x &amp; y</item></order>";
    assertIntact(
        Sealed.open(Forge.of(xml).over(new Ref("", ENVELOPED, EXCLUSIVE)).sign()), "XAdES-B-B");
    assertIntact(
        Sealed.open(Forge.of(xml).over(new Ref("", ENVELOPED, Names.INCLUSIVE)).sign()),
        "XAdES-B-B");
    assertIntact(
        Sealed.open(
            Forge.of(xml)
                .over(new Ref("", ENVELOPED))
                .canonicalization(Names.INCLUSIVE_11)
                .withoutXades()
                .sign()),
        "XMLDSig");
    String withId = "<order Id=\"o\"><item>x</item></order>";
    assertIntact(
        Sealed.open(Forge.of(withId).over(new Ref("#o", ENVELOPED, EXCLUSIVE)).sign()),
        "XAdES-B-B");
  }

  @Test
  void an_enveloping_signature_over_its_objects_is_intact() throws Exception {
    String object = "<ds:Object xmlns:ds=\"" + Names.DS + "\" Id=\"o\"><x>y</x></ds:Object>";
    assertIntact(
        Sealed.open(Forge.of("<x/>").object(object).over(new Ref("#o", EXCLUSIVE)).signAsRoot()),
        "XAdES-B-B");
    String octets = "<ds:Object xmlns:ds=\"" + Names.DS + "\" Id=\"o\">aHVmdQ==</ds:Object>";
    assertIntact(
        Sealed.open(Forge.of("<x/>").object(octets).over(new Ref("#o", Names.BASE64)).signAsRoot()),
        "XAdES-B-B");
  }

  @Test
  void an_object_that_is_not_covered_leaves_the_document_undecided() throws Exception {
    String one = "<ds:Object xmlns:ds=\"" + Names.DS + "\" Id=\"o\"><x>y</x></ds:Object>";
    String two = "<ds:Object xmlns:ds=\"" + Names.DS + "\" Id=\"p\"><x>z</x></ds:Object>";
    byte[] file =
        Forge.of("<x/>").object(one).object(two).over(new Ref("#o", EXCLUSIVE)).signAsRoot();
    assertFound(file, Outcome.INCONCLUSIVE, FindingCode.COVERAGE_INCOMPLETE);
  }

  @Test
  void a_signature_over_a_part_of_a_document_is_not_one_over_the_document() throws Exception {
    byte[] file =
        Forge.of("<order><item Id=\"a\">x</item><item>y</item></order>")
            .over(new Ref("#a", EXCLUSIVE))
            .sign();
    assertFound(file, Outcome.INCONCLUSIVE, FindingCode.COVERAGE_INCOMPLETE);
    byte[] styled =
        Forge.of("<order Id=\"o\"><item>x</item></order>")
            .over(new Ref("#o", ENVELOPED, EXCLUSIVE))
            .sign();
    assertFound(
        ("<?xml-stylesheet href=\"x\"?>" + Sealed.text(styled)).getBytes(StandardCharsets.UTF_8),
        Outcome.INCONCLUSIVE,
        FindingCode.COVERAGE_INCOMPLETE);
  }

  @Test
  void a_detached_signature_needs_its_content_and_never_fetches_it() throws Exception {
    byte[] content = "内容".getBytes(StandardCharsets.UTF_8);
    byte[] file =
        Forge.of("<x/>").over(new Ref("doc.bin")).contents(Map.of("doc.bin", content)).signAsRoot();
    assertFound(file, Outcome.INCONCLUSIVE, FindingCode.CONTENT_NOT_GIVEN);
    XmlFormat given = XmlFormat.instance().withContents(Map.of("doc.bin", content));
    assertIntact(given.open(Document.of(file), Limits.DEFAULT), "XAdES-B-B");
    XmlFormat other = XmlFormat.instance().withContents(Map.of("doc.bin", new byte[1]));
    assertThat(other.open(Document.of(file), Limits.DEFAULT).findings())
        .extracting(Finding::code)
        .contains("CONTENT_CHANGED")
        .doesNotContain("SIGNATURE_INTACT");
  }

  @Test
  void a_changed_byte_is_noticed() throws Exception {
    String file =
        Sealed.text(
            Forge.of("<order><item>x</item></order>")
                .over(new Ref("", ENVELOPED, EXCLUSIVE))
                .sign());
    assertFailed(file.replace("<item>x", "<item>y"), FindingCode.CONTENT_CHANGED);
    assertFailed(file.replace("2026-11-24", "2026-11-25"), FindingCode.CONTENT_CHANGED);
    String value = file.replaceAll(".*<ds:SignatureValue[^>]*>([^<]*)<.*", "$1");
    String bent = (value.charAt(3) == 'A' ? 'B' : 'A') + "";
    assertFailed(
        file.replace(value, value.substring(0, 3) + bent + value.substring(4)),
        FindingCode.SIGNATURE_INVALID);
  }

  @Test
  void an_id_that_is_ambiguous_is_refused_where_it_is_signed() throws Exception {
    String file =
        Sealed.text(
            Forge.of("<order><item Id=\"a\">x</item></order>")
                .over(new Ref("#a", EXCLUSIVE))
                .sign());
    assertFailed(
        file.replace("<order>", "<order><item ID=\"a\">evil</item>"), FindingCode.XML_ID_REPEATED);
  }

  @Test
  void properties_that_are_not_signed_count_for_nothing() throws Exception {
    String signed =
        Sealed.text(
            Forge.of("<order>x</order>")
                .over(new Ref("", ENVELOPED, EXCLUSIVE))
                .withoutXades()
                .sign());
    String properties =
        "<ds:Object><xades:QualifyingProperties xmlns:xades=\""
            + Names.XADES
            + "\" Target=\"#signature\"><xades:SignedProperties"
            + " Id=\"p\"><xades:SignedSignatureProperties>"
            + "<xades:SigningTime>2020-01-01T00:00:00Z</xades:SigningTime>"
            + "</xades:SignedSignatureProperties></xades:SignedProperties>"
            + "</xades:QualifyingProperties></ds:Object>";
    assertFailed(
        signed.replace("</ds:Signature>", properties + "</ds:Signature>"),
        FindingCode.XML_REFERENCE_WRONG);
  }

  @Test
  void customs_methods_are_read_and_their_sha1_variant_is_refused() {
    String customs = "http://www.chinaport.gov.cn/2022/04/xmldsig#";
    assertThat(AlgorithmUris.signature(customs + "sm2-sm3"))
        .contains(io.hufu.crypto.SignatureAlgorithm.SM2_SM3);
    assertThat(AlgorithmUris.signature(Names.DS + "sm2-sm3"))
        .contains(io.hufu.crypto.SignatureAlgorithm.SM2_SM3);
    assertThat(AlgorithmUris.digest(customs + "sm3")).contains(io.hufu.crypto.HashAlgorithm.SM3);
    assertThat(AlgorithmUris.isRefused(Names.DS + "sha1")).isTrue();
    for (String good : List.of("sha256", "sha384", "ecdsa-sha256", "rsa-sha256", "sm2-sm3")) {
      assertThat(AlgorithmUris.isRefused(Names.DS + good)).as(good).isFalse();
    }
  }

  @Test
  void what_is_not_computed_shows_nothing_against_a_document_of_others() throws Exception {
    String file =
        Sealed.text(Forge.of("<order>x</order>").over(new Ref("", ENVELOPED, EXCLUSIVE)).sign());
    for (String sha256 : List.of("xmlenc#sha256", "xmldsig-more#ecdsa-sha256")) {
      String weak = sha256.replace("256", "1").replace("2001/04/xmlenc#", "2000/09/xmldsig#");
      assertUndecided(file.replace(sha256, weak), FindingCode.XML_ALGORITHM_REFUSED);
    }
    assertUndecided(
        file.replace(EXCLUSIVE + "\"", EXCLUSIVE + "WithComments\""),
        FindingCode.XML_CANONICALIZATION_REFUSED);
    String path = "<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath>";
    String start = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">";
    String xpath = file.replaceFirst("<ds:Transforms>", "$0" + start + path + "</ds:Transform>");
    assertUndecided(xpath, FindingCode.XML_TRANSFORM_REFUSED);
    assertFailed(xpath.replace("ds:Signature)", "ds:Object)"), FindingCode.XML_TRANSFORM_REFUSED);
    assertFailed(
        xpath.replace("<ds:XPath>", "<ds:XPath xmlns:ds=\"urn:x\">"),
        FindingCode.XML_TRANSFORM_REFUSED);
  }

  private static void assertUndecided(String file, FindingCode code) throws Exception {
    Subject subject = Sealed.open(file);
    assertThat(subject.findings())
        .filteredOn(f -> f.code().equals(code.name()))
        .isNotEmpty()
        .allMatch(f -> f.outcome() == Outcome.INCONCLUSIVE);
    assertThat(subject.findings()).extracting(Finding::code).doesNotContain("SIGNATURE_INTACT");
  }

  @Test
  void archive_time_stamps_and_evidence_records_are_reported_as_not_checked() throws Exception {
    String file =
        Sealed.text(Forge.of("<order>x</order>").over(new Ref("", ENVELOPED, EXCLUSIVE)).sign());
    String unsigned =
        "</xades:SignedProperties><xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
            + "<a:ArchiveTimeStamp xmlns:a=\""
            + Names.XADES_141
            + "\"/>"
            + "<e:EvidenceRecord xmlns:e=\""
            + Names.ERS
            + "\"/>"
            + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>";
    Subject subject = Sealed.open(file.replace("</xades:SignedProperties>", unsigned));
    assertThat(subject.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder(
            "SIGNATURE_INTACT",
            "SIGNATURE_FORM",
            "ARCHIVE_TIME_STAMP_NOT_CHECKED",
            "EVIDENCE_RECORD_NOT_CHECKED");
    assertThat(subject.findings().toString()).contains("XAdES-B-LTA");
  }

  @Test
  void a_key_value_beside_the_certificate_must_be_its_key() throws Exception {
    String file =
        Sealed.text(Forge.of("<order>x</order>").over(new Ref("", ENVELOPED, EXCLUSIVE)).sign());
    byte[] spki = Forge.CERTIFICATE.spki();
    byte[] point = java.util.Arrays.copyOfRange(spki, spki.length - 65, spki.length);
    String value =
        "</ds:X509Data><ds:KeyValue><e:ECKeyValue xmlns:e=\"http://www.w3.org/2009/xmldsig11#\">"
            + "<e:NamedCurve URI=\"urn:oid:1.2.840.10045.3.1.7\"/><e:PublicKey>%s</e:PublicKey>"
            + "</e:ECKeyValue></ds:KeyValue>";
    assertIntact(
        Sealed.open(file.replace("</ds:X509Data>", value.formatted(XmlText.base64(point)))),
        "XAdES-B-B");
    point[40] ^= 1;
    assertFailed(
        file.replace("</ds:X509Data>", value.formatted(XmlText.base64(point))),
        FindingCode.XML_KEY_INFO_REFUSED);
    String other = "</ds:X509Data><ds:KeyValue><ds:DSAKeyValue/></ds:KeyValue>";
    assertFound(
        file.replace("</ds:X509Data>", other).getBytes(StandardCharsets.UTF_8),
        Outcome.INCONCLUSIVE,
        FindingCode.ALGORITHM_UNKNOWN);
  }

  @Test
  void plain_xml_is_not_signed() throws Exception {
    Subject subject = Sealed.open("<order>x</order>");
    assertThat(subject.signatures()).isEmpty();
  }
}
