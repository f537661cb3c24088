package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.LicenceType;
import io.hufu.signing.SealedLicence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EU DSS, pdfsig and veraPDF judge licences of every level. */
class PdfOracleTest {
  private static final List<String> LEVELS = List.of("b", "t", "lt", "lta", "renewed");

  @TempDir Path folder;

  private Path write(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name + ".pdf"), bytes);
  }

  /** One licence as B-B, B-T, B-LT, B-LTA and renewed, and one that an approver signed. */
  private Map<String, Path> files(PdfDesk desk) throws Exception {
    PdfFormat format = PdfFormat.instance();
    Map<String, Path> files = new LinkedHashMap<>();
    SealedLicence b = desk.seal(format, "food-operation");
    SealedLicence t = b.withEvidence(format, List.of(desk.stamp(b)));
    SealedLicence lt = t.withEvidence(format, desk.revocation());
    byte[] lta = format.archive(lt.bytes(), List.of(), desk.stamps);
    files.put("b", write("b", b.bytes()));
    files.put("t", write("t", t.bytes()));
    files.put("lt", write("lt", lt.bytes()));
    files.put("lta", write("lta", lta));
    files.put("renewed", write("renewed", format.archive(lta, desk.revocation(), desk.stamps)));
    SealedLicence open = desk.seal(format.withApproverField().visible(), "degree");
    SealedLicence kept =
        open.withEvidence(format, List.of(desk.stamp(open)))
            .withEvidence(format, desk.revocation());
    SealedLicence approved = format.approve(kept, desk.approver, desk.now());
    List<Evidence> more = new ArrayList<>(desk.revocation());
    more.add(desk.stamp(approved));
    files.put("open", write("open", open.bytes()));
    files.put("approved", write("approved", approved.withEvidence(format, more).bytes()));
    return files;
  }

  @Test
  void eu_dss_and_pdfsig_see_every_level_for_what_it_is() throws Exception {
    PdfDesk desk = new PdfDesk(SignatureAlgorithm.ES256);
    Map<String, Path> files = files(desk);
    Path root = Files.writeString(folder.resolve("root.pem"), desk.root().pem());
    byte[] bad = Files.readAllBytes(files.get("lt"));
    bad[2000] ^= 1;
    List<Path> judged = new ArrayList<>(files.values());
    judged.add(write("bad", bad));
    List<String> dss = Programs.dss(judged, root);
    assertThat(line(dss, "b")).contains("PAdES-BASELINE-B", "INDETERMINATE");
    assertThat(line(dss, "t")).contains("PAdES-BASELINE-T", "INDETERMINATE");
    assertThat(line(dss, "lt")).contains("PAdES-BASELINE-LT\"", "TOTAL_PASSED");
    assertThat(line(dss, "lta")).contains("PAdES-BASELINE-LTA", "TOTAL_PASSED");
    assertThat(line(dss, "renewed")).contains("PAdES-BASELINE-LTA", "TOTAL_PASSED");
    assertThat(dss.stream().filter(l -> l.contains("\"approved.pdf\"")))
        .hasSize(2)
        .allMatch(l -> l.contains("PAdES-BASELINE-LT\"") && l.contains("TOTAL_PASSED"));
    assertThat(line(dss, "bad")).contains("TOTAL_FAILED");
    // Indeterminate only for want of revocation data, not for the form or the cryptography.
    assertThat(dss.stream().filter(l -> l.contains("INDETERMINATE")))
        .allMatch(l -> l.contains("CERTIFICATE_CHAIN_GENERAL_FAILURE") || l.contains("TRY_LATER"));
    for (String level : LEVELS) {
      String said = Programs.pdfsig(files.get(level));
      assertThat(said).as(level).contains("Signature is Valid").doesNotContain("is Invalid");
      boolean one = level.equals("b") || level.equals("t");
      boolean stamped = one || level.equals("lta") || level.equals("renewed");
      assertThat(said.contains("  - Total document signed")).as(level).isEqualTo(stamped);
      assertThat(said.contains("Not total document signed")).as(level).isEqualTo(!one);
    }
    assertThat(Programs.pdfsig(files.get("approved"))).doesNotContain("is Invalid");
  }

  private static String line(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith("{\"file\":\"" + name + ".pdf\""))
        .findFirst()
        .orElse("no line for " + name + " in " + lines);
  }

  @Test
  void verapdf_accepts_every_type_and_every_level_as_pdfa_3b() throws Exception {
    PdfDesk desk = new PdfDesk(SignatureAlgorithm.SM2_SM3);
    List<Path> files = new ArrayList<>(files(desk).values());
    for (LicenceType type : Catalogue.shipped().types()) {
      if (type.page().isPresent()) {
        files.add(write(type.id(), desk.seal(PdfFormat.instance(), type.id()).bytes()));
      }
    }
    assertThat(Programs.verapdf(files)).hasSize(files.size()).allMatch(l -> l.endsWith("conforms"));
  }
}
