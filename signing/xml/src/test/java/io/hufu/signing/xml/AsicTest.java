package io.hufu.signing.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.report.Finding;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.xml.Forge.Ref;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ASiC containers of others: what is signed in them, and what travels along unsigned. */
class AsicTest {
  private static final byte[] DATA = "数据\n".getBytes(StandardCharsets.UTF_8);
  private static final String SIMPLE = "application/vnd.etsi.asic-s+zip";
  private static final String EXTENDED = "application/vnd.etsi.asic-e+zip";

  /** Signatures in the element of the standard, over files by their URIs. */
  private static byte[] signatures(Map<String, byte[]> files) throws Exception {
    Forge forge =
        Forge.of("<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\"/>");
    files.keySet().forEach(uri -> forge.over(new Ref(uri)));
    return forge.contents(files).sign();
  }

  private static Map<String, byte[]> container(String type, Map<String, byte[]> files)
      throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("mimetype", type.getBytes(StandardCharsets.US_ASCII));
    files.forEach((uri, bytes) -> entries.put(AsicContents.name(uri), bytes));
    entries.put("META-INF/signatures.xml", signatures(files));
    return entries;
  }

  private static Subject open(Map<String, byte[]> entries) throws Exception {
    Document document = Document.of(Container.zip(entries));
    assertThat(new AsicFormat().recognises(document)).isTrue();
    return new AsicFormat().open(document, Limits.DEFAULT);
  }

  private static List<String> codes(Subject subject) {
    return subject.findings().stream().map(Finding::code).toList();
  }

  @Test
  void a_simple_container_is_intact() throws Exception {
    Subject subject = open(container(SIMPLE, Map.of("doc.bin", DATA)));
    assertThat(codes(subject)).containsExactlyInAnyOrder("SIGNATURE_INTACT", "SIGNATURE_FORM");
    assertThat(subject.signatures()).hasSize(1);
  }

  @Test
  void an_extended_container_with_encoded_names_is_intact() throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("%E6%95%B0%20a.bin", DATA);
    files.put("folder/b.bin", new byte[] {1, 2});
    Map<String, byte[]> entries = container(EXTENDED, files);
    assertThat(entries).containsKey("数 a.bin");
    entries.put("META-INF/manifest.xml", "<manifest/>".getBytes(StandardCharsets.UTF_8));
    assertThat(codes(open(entries)))
        .containsExactlyInAnyOrder("SIGNATURE_INTACT", "SIGNATURE_FORM");
  }

  @Test
  void an_extra_file_that_no_signature_covers_is_found() throws Exception {
    for (String name : List.of("extra.bin", "META-INF/extra.txt", "sub/extra.bin")) {
      Map<String, byte[]> entries = container(EXTENDED, Map.of("doc.bin", DATA));
      entries.put(name, DATA);
      assertThat(open(entries).findings())
          .filteredOn(f -> f.code().equals("CONTAINER_FILE_UNSIGNED"))
          .singleElement()
          .satisfies(f -> assertThat(f.outcome()).isEqualTo(Outcome.INCONCLUSIVE))
          .satisfies(f -> assertThat(f.where()).isEqualTo(name));
    }
  }

  @Test
  void a_changed_or_missing_file_is_found() throws Exception {
    Map<String, byte[]> entries = container(EXTENDED, Map.of("doc.bin", DATA));
    entries.put("doc.bin", new byte[] {0});
    assertThat(codes(open(entries))).contains("CONTENT_CHANGED").doesNotContain("SIGNATURE_INTACT");
    entries.remove("doc.bin");
    assertThat(codes(open(entries)))
        .contains("CONTAINER_FILE_MISSING")
        .doesNotContain("SIGNATURE_INTACT");
  }

  @Test
  void a_media_type_that_is_not_first_or_not_known_is_found() throws Exception {
    Map<String, byte[]> last = container(EXTENDED, Map.of("doc.bin", DATA));
    byte[] type = last.remove("mimetype");
    last.put("mimetype", type);
    assertThat(open(last).findings())
        .filteredOn(f -> f.code().equals("CONTAINER_MIMETYPE_WRONG"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.NOTICE);
    Map<String, byte[]> other =
        container("application/vnd.etsi.asic-x+zip", Map.of("doc.bin", DATA));
    assertThat(open(other).findings())
        .filteredOn(f -> f.code().equals("CONTAINER_MIMETYPE_WRONG"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.INCONCLUSIVE);
    Map<String, byte[]> two = container(SIMPLE, Map.of("a.bin", DATA, "b.bin", DATA));
    assertThat(open(two).findings())
        .filteredOn(f -> f.code().equals("CONTAINER_MIMETYPE_WRONG"))
        .extracting(Finding::outcome)
        .containsExactly(Outcome.INCONCLUSIVE);
    Map<String, byte[]> none = container(EXTENDED, Map.of("doc.bin", DATA));
    none.remove("mimetype");
    assertThat(codes(open(none))).containsExactlyInAnyOrder("SIGNATURE_INTACT", "SIGNATURE_FORM");
  }

  @Test
  void a_signature_outside_the_container_is_not_looked_for() throws Exception {
    Map<String, byte[]> entries = container(EXTENDED, Map.of("doc.bin", DATA));
    entries.put("META-INF/signatures.xml", signatures(Map.of("http://127.0.0.1:1/doc.bin", DATA)));
    assertThat(codes(open(entries)))
        .contains("CONTAINER_FILE_MISSING", "CONTAINER_FILE_UNSIGNED")
        .doesNotContain("SIGNATURE_INTACT");
  }

  @Test
  void evidence_records_and_time_stamps_are_reported_as_not_checked() throws Exception {
    Map<String, byte[]> entries = container(EXTENDED, Map.of("doc.bin", DATA));
    entries.put("META-INF/evidencerecord.ers", DATA);
    entries.put("META-INF/timestamp.tst", DATA);
    assertThat(codes(open(entries)))
        .contains("EVIDENCE_RECORD_NOT_CHECKED", "ARCHIVE_TIME_STAMP_NOT_CHECKED");
  }

  @Test
  void an_archive_that_has_two_meanings_is_refused_by_name() throws Exception {
    byte[] good = Container.zip(container(EXTENDED, Map.of("doc.bin", DATA)));
    ByteArrayOutputStream longer = new ByteArrayOutputStream();
    longer.write(good);
    longer.write(0);
    Subject subject = new AsicFormat().open(Document.of(longer.toByteArray()), Limits.DEFAULT);
    assertThat(subject.signatures()).isEmpty();
    assertThat(subject.findings()).extracting(Finding::outcome).contains(Outcome.FAILED);
  }

  @Test
  void other_archives_are_not_containers() throws Exception {
    assertThat(new AsicFormat().recognises(Document.of(Container.zip(Map.of("a.txt", DATA)))))
        .isFalse();
    Map<String, byte[]> ofd = new LinkedHashMap<>();
    ofd.put("OFD.xml", DATA);
    ofd.put("META-INF/signatures.xml", DATA);
    assertThat(new AsicFormat().recognises(Document.of(Container.zip(ofd)))).isFalse();
  }
}
