package io.hufu.signing.xml;

import static io.hufu.signing.xml.Sealed.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.xml.Forge.Ref;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Signature wrapping in its eight published kinds, on a licence that refers to itself by an id (as
 * the attacks need) and on a licence of ours. The signature holds in all of them.
 */
class WrappingAttacksTest {
  private static final String EVIL = "<certificateName>伪</certificateName>";
  private static final String ENVELOPED = Names.ENVELOPED;
  private static final String EXCLUSIVE = Names.EXCLUSIVE;

  /** A licence with an id, signed by reference to it: what an attacker would like us to issue. */
  private static String byId() throws Exception {
    String xml = Sealed.unsigned().replaceFirst("<licence ", "<licence Id=\"genuine\" ");
    return Sealed.text(Forge.of(xml).over(new Ref("#genuine", ENVELOPED, EXCLUSIVE)).sign());
  }

  private static String signatureOf(String file) {
    return file.substring(file.indexOf("<ds:Signature"), file.lastIndexOf("</licence>"));
  }

  private static String without(String file, String part) {
    return file.replace(part, "");
  }

  private static String evil(String genuine, String id) {
    return genuine
        .replaceFirst("Id=\"genuine\"", "Id=\"" + id + "\"")
        .replaceFirst("<certificateName>[^<]*</certificateName>", EVIL);
  }

  private static String withInside(String licence, String more) {
    return licence.substring(0, licence.lastIndexOf("</licence>")) + more + "</licence>";
  }

  private static String intoObject(String signature, String content) {
    int end = signature.lastIndexOf("</ds:Signature>");
    return signature.substring(0, end) + "<ds:Object>" + content + "</ds:Object></ds:Signature>";
  }

  /** XSW1 to XSW8 as published for SAML, message and assertion both being our licence. */
  private static Map<String, String> permutations() throws Exception {
    String file = byId();
    String signature = signatureOf(file);
    String genuine = without(file, signature);
    String evil = evil(genuine, "evil");
    String sameId = evil(genuine, "genuine");
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "XSW1: evil root, signature inside, genuine inside the signature",
        withInside(evil, intoObject(signature, genuine)));
    all.put(
        "XSW2: evil root, genuine beside a detached signature",
        withInside(evil, genuine + signature));
    all.put("XSW3: evil before genuine under one root", "<message>" + evil + file + "</message>");
    all.put("XSW4: genuine inside evil", "<message>" + withInside(evil, file) + "</message>");
    all.put(
        "XSW5: evil root carries the signature, genuine at the end",
        "<message>" + withInside(evil, signature) + genuine + "</message>");
    all.put(
        "XSW6: evil root carries the signature, which carries genuine",
        "<message>" + withInside(evil, intoObject(signature, genuine)) + "</message>");
    all.put(
        "XSW7: evil in extensions before genuine",
        "<message><extensions>" + sameId + "</extensions>" + file + "</message>");
    all.put(
        "XSW8: genuine in an object of the signature of evil",
        "<message>"
            + withInside(sameId, intoObject(signature, "<x>" + genuine + "</x>"))
            + "</message>");
    return all;
  }

  @TestFactory
  Stream<DynamicTest> the_eight_kinds_are_rejected_as_a_misplaced_licence() throws Exception {
    return permutations().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertFailed(entry.getValue(), FindingCode.XML_LICENCE_MISPLACED)));
  }

  @TestFactory
  Stream<DynamicTest> a_licence_of_ours_is_moved_in_vain() {
    String genuine = Sealed.unsigned();
    String signature = Sealed.signature();
    String evil = genuine.replaceFirst("<certificateName>[^<]*</certificateName>", EVIL);
    Map<String, String> all = new LinkedHashMap<>();
    all.put("evil around genuine", withInside(evil, Sealed.GOOD));
    all.put("genuine in an object", withInside(evil, intoObject(signature, genuine)));
    all.put("genuine beside evil", "<message>" + evil + Sealed.GOOD + "</message>");
    all.put("genuine in a foreign element", "<message>" + Sealed.GOOD + "</message>");
    return all.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> assertFailed(entry.getValue(), FindingCode.XML_LICENCE_MISPLACED)));
  }

  @Test
  void a_signature_taken_to_another_licence_does_not_hold() throws Exception {
    String evil = Sealed.unsigned().replaceFirst("<certificateName>[^<]*</certificateName>", EVIL);
    assertFailed(withInside(evil, Sealed.signature()), FindingCode.CONTENT_CHANGED);
  }

  @Test
  void a_signature_by_id_over_the_licence_is_not_the_form_of_a_licence() throws Exception {
    Subject subject = Sealed.open(byId());
    assertThat(subject.findings())
        .filteredOn(f -> f.outcome() == Outcome.FAILED)
        .extracting(Finding::code)
        .contains(FindingCode.XML_REFERENCE_WRONG.name());
    assertThat(subject.payload()).isNull();
  }

  @Test
  void a_signature_over_a_part_of_the_licence_is_refused() throws Exception {
    String xml = Sealed.unsigned().replaceFirst("<envelope>", "<envelope Id=\"part\">");
    byte[] file = Forge.of(xml).over(new Ref("#part", EXCLUSIVE)).sign();
    assertFailed(file, FindingCode.XML_REFERENCE_WRONG);
  }

  @Test
  void a_second_reference_is_refused() throws Exception {
    String xml = Sealed.unsigned().replaceFirst("<envelope>", "<envelope Id=\"part\">");
    byte[] file =
        Forge.of(xml)
            .over(new Ref("", ENVELOPED, EXCLUSIVE))
            .over(new Ref("#part", EXCLUSIVE))
            .sign();
    assertFailed(file, FindingCode.XML_REFERENCE_EXTRA);
  }

  @Test
  void properties_that_are_not_signed_are_refused() throws Exception {
    byte[] file =
        Forge.of(Sealed.unsigned()).over(new Ref("", ENVELOPED, EXCLUSIVE)).withoutXades().sign();
    assertFailed(file, FindingCode.MALFORMED);
  }

  @Test
  void the_honest_form_by_the_same_means_is_intact() throws Exception {
    byte[] file = Forge.of(Sealed.unsigned()).over(new Ref("", ENVELOPED, EXCLUSIVE)).sign();
    Subject subject = Sealed.open(file);
    assertThat(subject.findings()).extracting(Finding::code).containsExactly("SIGNATURE_INTACT");
    assertThat(subject.payload()).isNotNull();
  }

  @Test
  void an_external_reference_is_refused_and_not_followed() throws Exception {
    for (String uri : new String[] {"http://127.0.0.1:1/x", "file:///etc/hostname", "other.xml"}) {
      byte[] file =
          Forge.of(Sealed.unsigned())
              .over(new Ref("", ENVELOPED, EXCLUSIVE))
              .over(new Ref(uri))
              .contents(Map.of(uri, new byte[] {1}))
              .sign();
      assertFailed(file, FindingCode.XML_REFERENCE_EXTERNAL);
    }
  }

  @Test
  void signatures_in_wrong_places_are_refused() throws Exception {
    String signature = Sealed.signature();
    String inEnvelope = Sealed.unsigned().replaceFirst("</envelope>", signature + "</envelope>");
    assertFailed(inEnvelope, FindingCode.XML_SIGNATURE_MISPLACED);
    String first = Sealed.unsigned().replaceFirst("<envelope>", signature + "<envelope>");
    assertFailed(first, FindingCode.XML_SIGNATURE_MISPLACED);
    assertFailed(withInside(Sealed.GOOD, signature), FindingCode.XML_SIGNATURE_REPEATED);
    assertFailed(
        Sealed.GOOD.replace("</ds:Object>", "</ds:Object><ds:Object>" + signature + "</ds:Object>"),
        FindingCode.XML_SIGNATURE_REPEATED);
    assertFailed(Sealed.unsigned(), FindingCode.NOT_SIGNED);
  }
}
