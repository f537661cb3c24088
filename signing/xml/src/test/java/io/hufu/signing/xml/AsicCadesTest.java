package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.cms.ContentDigest;
import io.hufu.crypto.cms.SignedDataBuilder;
import io.hufu.model.Carrier;
import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.cms.Counter;
import io.hufu.verification.World;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Containers with CAdES: over the only file, and over a manifest of files. */
class AsicCadesTest {
  private static final byte[] DATA = "示例市公证处证明\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER = {1, 2, 3};
  private static final String SIGNATURE = "META-INF/signature.p7s";
  private static final String MANIFEST = "META-INF/ASiCManifest.xml";

  private static byte[] cms(byte[] content) throws Exception {
    return SignedDataBuilder.by(World.AGENCY)
        .signingTime(World.SIGNED)
        .detached(ContentDigest.of(content))
        .der();
  }

  private static String reference(String uri, byte[] content) {
    return """
    <DataObjectReference URI="%s" MimeType="text/plain"><ds:DigestMethod Algorithm="%s"/>
    <ds:DigestValue>%s</ds:DigestValue></DataObjectReference>
    """
        .formatted(uri, AlgorithmUris.SM3, XmlText.base64(HashAlgorithm.SM3.digest(content)));
  }

  private static byte[] manifest(String signature, String... references) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <ASiCManifest xmlns="%s" xmlns:ds="%s">
    <SigReference URI="%s" MimeType="application/pkcs7-signature"/>%s</ASiCManifest>
    """
        .formatted(Names.ASIC, Names.DS, signature, String.join("", references))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> simple() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("mimetype", "application/vnd.etsi.asic-s+zip".getBytes(StandardCharsets.US_ASCII));
    entries.put("证明.txt", DATA);
    entries.put(SIGNATURE, cms(DATA));
    return entries;
  }

  private static Map<String, byte[]> extended(byte[] manifest) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(StandardCharsets.US_ASCII));
    entries.put("证明.txt", DATA);
    entries.put("folder/b.bin", OTHER);
    entries.put(MANIFEST, manifest);
    entries.put(SIGNATURE, cms(manifest));
    return entries;
  }

  private static Map<String, byte[]> extended() throws Exception {
    return extended(
        manifest(
            SIGNATURE,
            reference("%E8%AF%81%E6%98%8E.txt", DATA),
            reference("folder/b.bin", OTHER)));
  }

  private static VerificationReport judge(Map<String, byte[]> entries) throws Exception {
    return new Counter().judge(Container.zip(entries));
  }

  private static void assertFound(
      Map<String, byte[]> entries, Verdict verdict, String code, Outcome outcome) throws Exception {
    VerificationReport report = judge(entries);
    assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(verdict);
    assertThat(report.findings())
        .filteredOn(f -> f.outcome() == outcome)
        .extracting(Finding::code)
        .contains(code);
  }

  @Test
  void whole_containers_are_accepted_as_signed_documents() throws Exception {
    for (Map<String, byte[]> entries : List.of(simple(), extended())) {
      VerificationReport report = judge(entries);
      assertThat(report.verdict()).as(report.findings().toString()).isEqualTo(Verdict.ACCEPTED);
      assertThat(report.carrier()).isEqualTo(Carrier.ASIC);
      assertThat(report.licence()).isNull();
      entries.remove("mimetype"); // it may be absent
      assertThat(judge(entries).verdict()).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void a_file_that_the_manifest_does_not_name_is_not_signed() throws Exception {
    Map<String, byte[]> entries = extended();
    entries.put("extra.txt", DATA);
    assertFound(entries, Verdict.UNDECIDED, "CONTAINER_FILE_UNSIGNED", Outcome.INCONCLUSIVE);
    entries = simple();
    entries.put("extra.txt", DATA);
    entries.put("mimetype", "application/vnd.etsi.asic-e+zip".getBytes(StandardCharsets.US_ASCII));
    assertFound(entries, Verdict.UNDECIDED, "CONTENT_NOT_GIVEN", Outcome.INCONCLUSIVE);
  }

  @Test
  void changed_files_manifests_and_signatures_are_rejected() throws Exception {
    Map<String, byte[]> entries = extended();
    entries.put("folder/b.bin", DATA);
    assertFound(entries, Verdict.REJECTED, "CONTENT_CHANGED", Outcome.FAILED);
    assertThat(judge(entries).findings())
        .extracting(Finding::code)
        .doesNotContain("CONTAINER_FILE_UNSIGNED");
    entries = extended();
    entries.put(
        MANIFEST,
        manifest(
            SIGNATURE, reference("%E8%AF%81%E6%98%8E.txt", DATA), reference("folder/b.bin", DATA)));
    entries.put("folder/b.bin", DATA);
    assertFound(entries, Verdict.REJECTED, "CONTENT_CHANGED", Outcome.FAILED);
    entries = simple();
    entries.put("证明.txt", OTHER);
    assertFound(entries, Verdict.REJECTED, "CONTENT_CHANGED", Outcome.FAILED);
    entries = simple();
    byte[] value = entries.get(SIGNATURE);
    value[value.length - 1] ^= 1;
    assertThat(judge(entries).verdict()).isEqualTo(Verdict.REJECTED);
    entries.put(SIGNATURE, new byte[0]);
    assertFound(entries, Verdict.REJECTED, "MALFORMED", Outcome.FAILED);
  }

  @Test
  void a_missing_file_leaves_it_open() throws Exception {
    Map<String, byte[]> entries = extended();
    entries.remove("folder/b.bin");
    assertFound(entries, Verdict.UNDECIDED, "CONTAINER_FILE_MISSING", Outcome.INCONCLUSIVE);
  }

  @Test
  void a_container_without_files_says_nothing() throws Exception {
    Map<String, byte[]> entries = extended(manifest(SIGNATURE));
    entries.remove("folder/b.bin");
    entries.remove("证明.txt");
    assertFound(entries, Verdict.UNDECIDED, "CONTAINER_FILE_MISSING", Outcome.INCONCLUSIVE);
  }

  @Test
  void manifests_that_contradict_or_demand_are_not_followed() throws Exception {
    Map<String, byte[]> entries = extended();
    entries.put("META-INF/ASiCManifest2.xml", manifest(SIGNATURE));
    assertFound(entries, Verdict.REJECTED, "MALFORMED", Outcome.FAILED);
    String critical =
        new String(extended().get(MANIFEST), StandardCharsets.UTF_8)
            .replace(
                "</ASiCManifest>",
                "<ASiCManifestExtensions><Extension"
                    + " Critical=\"true\"/></ASiCManifestExtensions></ASiCManifest>");
    assertFound(
        extended(critical.getBytes(StandardCharsets.UTF_8)),
        Verdict.UNDECIDED,
        "CRITICAL_HEADER_UNKNOWN",
        Outcome.INCONCLUSIVE);
    String weak = critical.replace("true", "false").replace(AlgorithmUris.SM3, Names.DS + "sha1");
    assertFound(
        extended(weak.getBytes(StandardCharsets.UTF_8)),
        Verdict.UNDECIDED,
        "XML_ALGORITHM_REFUSED",
        Outcome.INCONCLUSIVE);
  }

  @Test
  void a_manifest_of_another_signature_lends_it_nothing() throws Exception {
    Map<String, byte[]> entries =
        extended(manifest("META-INF/signature9.p7s", reference("folder/b.bin", OTHER)));
    VerificationReport report = judge(entries);
    assertThat(report.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(report.findings()).extracting(Finding::code).contains("CONTAINER_FILE_UNSIGNED");
  }

  @Test
  void thousands_of_unsigned_files_are_not_listed_one_by_one() throws Exception {
    Map<String, byte[]> entries = extended();
    for (int i = 0; i < 1000; i++) {
      entries.put("extra-" + i, new byte[0]);
    }
    assertThat(judge(entries).findings())
        .filteredOn(f -> f.code().equals("CONTAINER_FILE_UNSIGNED"))
        .hasSize(AsicReader.MAX_NAMED);
  }
}
