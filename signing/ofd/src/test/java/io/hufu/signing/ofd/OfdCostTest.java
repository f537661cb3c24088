package io.hufu.signing.ofd;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.seal.RawSeal;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.seal.SealVersion;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Subject;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.verification.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reading costs, counted in bytes read: a few times the file, whatever refers to what. */
class OfdCostTest {
  private static final int PASSES = 5;

  /** Counts what is read of a document. */
  private static final class Counting implements Document {
    private final Document document;
    private long read;

    Counting(byte[] bytes) {
      document = Document.of(bytes);
    }

    @Override
    public long size() {
      return document.size();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      read += length;
      return document.read(position, length);
    }
  }

  private static Map<String, byte[]> invoice() throws Exception {
    RawSeal seal = new RawSeal(SealVersion.V4, Seals.MAKER, World.AGENCY, World.BORN, World.FAR);
    Map<String, byte[]> entries = new Invoice().sign(0, seal).entries();
    entries.keySet().removeIf(name -> name.contains("Signs/"));
    return entries;
  }

  private static Subject cheap(byte[] file) throws IOException {
    Counting document = new Counting(file);
    Subject subject = new OfdFormat().open(document, Limits.DEFAULT);
    assertThat(document.read).isLessThan((long) PASSES * file.length);
    return subject;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "500, 1", "5000, 1", "50, 4", "50, 16"})
  void bytes_read_grow_with_entries_and_signatures_as_the_file_does(int more, int signatures)
      throws Exception {
    Map<String, byte[]> entries = invoice();
    for (int i = 0; i < more; i++) {
      entries.put("Doc_0/Res/" + i + ".bin", ("content of " + i).getBytes(StandardCharsets.UTF_8));
    }
    Seal seal = OfdDesk.agencySeal();
    List<String> earlier = new ArrayList<>();
    for (int i = 0; i < signatures; i++) {
      Sealing.Stamp stamp = new Sealing.Stamp("1", new Boundary(5 + 10 * i, 50, 10, 10));
      new Sealing(seal, World.AGENCY, World.SIGNED, stamp, i, i == signatures - 1)
          .add(entries, earlier);
      earlier.add("/Doc_0/Signs/Sign_" + i + "/Signature.xml");
    }
    Subject subject = cheap(Tampering.zip(entries));
    assertThat(subject.signatures()).hasSize(signatures);
    assertThat(subject.findings())
        .filteredOn(f -> f.code().equals("SIGNATURE_INTACT"))
        .hasSize(signatures);
  }

  @Test
  void one_signature_listed_many_times_is_judged_once() throws Exception {
    String item =
        "<ofd:Signature ID=\"s001\" Type=\"Seal\" BaseLoc=\"/" + Sealed.SIGNATURE + "\"/>";
    byte[] file =
        Tampering.edited(
            Sealed.OPEN.bytes(),
            LicenceDocument.SIGNATURES,
            xml -> xml.replace("</ofd:Signatures>", item.repeat(200) + "</ofd:Signatures>"));
    Subject subject = cheap(file);
    assertThat(subject.findings()).filteredOn(f -> f.code().equals("SIGNATURE_INTACT")).hasSize(1);
    OfdDesk.refused(file, FindingCode.MALFORMED);
  }

  @Test
  void many_documents_of_one_root_are_over_the_limit() throws Exception {
    String body =
        "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo>"
            + "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>";
    byte[] file =
        Tampering.edited(
            Sealed.GOOD, "OFD.xml", x -> x.replace("</ofd:OFD>", body.repeat(1000) + "</ofd:OFD>"));
    assertThat(cheap(file).findings()).extracting(Finding::code).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  void what_expands_too_much_is_not_expanded() throws Exception {
    byte[] file = Tampering.with(Sealed.GOOD, "Doc_0/zeros.bin", new byte[8 << 20]);
    assertThat(cheap(file).findings()).extracting(Finding::code).containsExactly("LIMIT_EXCEEDED");
  }

  @Test
  @Tag("soak")
  void an_entry_larger_than_any_text_may_be_is_digested_as_it_streams() throws Exception {
    byte[] large = new byte[80 << 20];
    new Random(7).nextBytes(large);
    Map<String, byte[]> entries = invoice();
    entries.put("Doc_0/Res/film.bin", large);
    Sealing.Stamp stamp = new Sealing.Stamp("1", new Boundary(5, 50, 10, 10));
    new Sealing(OfdDesk.agencySeal(), World.AGENCY, World.SIGNED, stamp, 0, true)
        .add(entries, List.of());
    assertThat(cheap(Tampering.zip(entries)).findings())
        .extracting(Finding::code)
        .contains("SIGNATURE_INTACT");
  }
}
