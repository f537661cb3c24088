package io.hufu.signing.ofd;

import static io.hufu.signing.ofd.OfdDesk.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.model.AcceptancePolicy;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.input.ZipForge;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages and XML that mean two things; none is ever accepted, and each says why. */
class OfdPackageAttacksTest {
  private static byte[] forged(Consumer<ZipForge> before, Consumer<ZipForge> after)
      throws Exception {
    ZipForge forge = new ZipForge();
    before.accept(forge);
    Tampering.entries(Sealed.GOOD).forEach(forge::stored);
    after.accept(forge);
    return forge.bytes();
  }

  private static void nothing(ZipForge forge) {}

  @Test
  void a_duplicate_entry_first_or_last() throws Exception {
    byte[] page = "<x/>".getBytes(StandardCharsets.UTF_8);
    refused(
        forged(forge -> forge.stored(Sealed.PAGE, page), OfdPackageAttacksTest::nothing),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
    refused(
        forged(OfdPackageAttacksTest::nothing, forge -> forge.stored(Sealed.PAGE, page)),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
    refused(
        forged(
            OfdPackageAttacksTest::nothing,
            forge -> forge.stored(Sealed.PAGE.toUpperCase(Locale.ROOT), page)),
        FindingCode.ARCHIVE_ENTRY_DOUBLED);
  }

  @Test
  void packages_that_mean_two_things() throws Exception {
    byte[] content = {1};
    refused(
        forged(OfdPackageAttacksTest::nothing, forge -> forge.stored("../evil", content)),
        FindingCode.ARCHIVE_NAME_UNSAFE);
    refused(
        forged(OfdPackageAttacksTest::nothing, forge -> forge.stored("/etc/evil", content)),
        FindingCode.ARCHIVE_NAME_UNSAFE);
    refused(
        forged(
            OfdPackageAttacksTest::nothing,
            forge -> forge.add("link", content, false, e -> e.attributes = 0xA1FF0000L)),
        FindingCode.ARCHIVE_ENTRY_LINK);
    refused(
        forged(
            OfdPackageAttacksTest::nothing,
            forge ->
                forge.add("big", content, false, e -> e.centralExtra = new byte[] {1, 0, 0, 0})),
        FindingCode.ARCHIVE_ZIP64);
    refused(
        forged(
            OfdPackageAttacksTest::nothing,
            forge -> forge.add("two", content, false, e -> e.localSize = e.localCompressed = 0)),
        FindingCode.ARCHIVE_DIRECTORIES_DIFFER);
    refused(
        forged(forge -> forge.before(new byte[] {'M', 'Z'}, false), OfdPackageAttacksTest::nothing),
        FindingCode.FORMAT_UNKNOWN);
    refused(
        forged(OfdPackageAttacksTest::nothing, forge -> forge.behind(new byte[] {0})),
        FindingCode.ARCHIVE_DATA_HIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a/../../evil",
        "..\\evil",
        "C:\\evil",
        "\\\\host\\evil",
        "a//b",
        "./a",
        "a/.",
        "CON",
        "Doc_0/aux.xml",
        "NUL.txt",
        "a ",
        "a.",
        "a\u0000b",
        "a\u202eb",
        ""
      })
  void names_that_lead_elsewhere(String name) throws Exception {
    refused(
        forged(OfdPackageAttacksTest::nothing, forge -> forge.stored(name, new byte[] {1})),
        FindingCode.ARCHIVE_NAME_UNSAFE);
  }

  /** APPNOTE §4.5.3: what a reader of ZIP64 takes for the sizes is in the extra field. */
  private static byte[] zip64(long size, long compressed) {
    return ByteBuffer.allocate(20)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) 1)
        .putShort((short) 16)
        .putLong(size)
        .putLong(compressed)
        .array();
  }

  private static byte[] withZip64(String name, int size, boolean only) throws Exception {
    ZipForge forge = new ZipForge();
    for (Map.Entry<String, byte[]> entry : Tampering.entries(Sealed.GOOD).entrySet()) {
      forge.add(
          entry.getKey(),
          entry.getValue(),
          false,
          e -> {
            if (entry.getKey().equals(name)) {
              e.localExtra = zip64(size < 0 ? e.centralSize : size, e.centralCompressed);
              e.localSize = only ? 0xffffffffL : e.localSize;
              e.localCompressed = only ? 0xffffffffL : e.localCompressed;
            }
          });
    }
    return forge.bytes();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_entry_with_other_sizes_in_a_zip64_field(boolean only) throws Exception {
    byte[] same = withZip64(Sealed.PAGE, -1, only);
    VerificationReport borne = OfdDesk.judge(same);
    assertThat(borne.verdict()).as(OfdDesk.describe(borne)).isEqualTo(Verdict.ACCEPTED);
    OfdFormat strict = new OfdFormat().tolerating(EnumSet.noneOf(OfdTolerance.class));
    VerificationReport unborne = OfdDesk.judge(same, AcceptancePolicy.offline(), strict);
    assertThat(unborne.verdict()).as(OfdDesk.describe(unborne)).isNotEqualTo(Verdict.ACCEPTED);
    refused(withZip64(Sealed.PAGE, 1, only), FindingCode.ARCHIVE_DIRECTORIES_DIFFER);
  }

  @Test
  void a_directory_in_zip64_behind_the_plain_one() throws Exception {
    byte[] good = Sealed.GOOD;
    int end = good.length - 22;
    ByteBuffer locator = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    locator.putInt(0x07064b50).putInt(0).putLong(0).putInt(1);
    byte[] bytes = new byte[good.length + 20];
    System.arraycopy(good, 0, bytes, 0, end);
    System.arraycopy(locator.array(), 0, bytes, end, 20);
    System.arraycopy(good, end, bytes, end + 20, 22);
    refused(bytes, FindingCode.ARCHIVE_ZIP64);
  }

  @Test
  void two_sizes_in_header_directory_or_descriptor() throws Exception {
    byte[] content = {1, 2, 3};
    Consumer<ZipForge.Forged> longer = e -> e.localSize = e.localCompressed = 4;
    Consumer<ZipForge.Forged> shorter = e -> e.centralSize = e.centralCompressed = 2;
    Consumer<ZipForge.Forged> described =
        e -> {
          e.streamed(true);
          e.descriptor[8] ^= 1;
        };
    for (Consumer<ZipForge.Forged> change : List.of(longer, shorter, described)) {
      refused(
          forged(OfdPackageAttacksTest::nothing, forge -> forge.add("two", content, false, change)),
          FindingCode.ARCHIVE_DIRECTORIES_DIFFER);
    }
  }

  @Test
  void the_flag_for_utf_8_in_one_header_only_is_borne_for_plain_names() throws Exception {
    ZipForge forge = new ZipForge();
    for (Map.Entry<String, byte[]> entry : Tampering.entries(Sealed.GOOD).entrySet()) {
      forge.add(entry.getKey(), entry.getValue(), false, e -> e.centralFlags = 1 << 11);
    }
    VerificationReport report = OfdDesk.judge(forge.bytes());
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    refused(
        forged(
            OfdPackageAttacksTest::nothing,
            f -> f.add("附.txt", new byte[] {1}, false, e -> e.centralFlags = 1 << 11)),
        FindingCode.ARCHIVE_DIRECTORIES_DIFFER);
  }

  @Test
  void prepended_data_is_refused_unless_it_is_borne() throws Exception {
    byte[] bytes =
        forged(forge -> forge.before(new byte[] {'M', 'Z'}, false), OfdPackageAttacksTest::nothing);
    OfdFormat bearing = new OfdFormat().tolerating(java.util.Set.of(OfdTolerance.PREPENDED_DATA));
    VerificationReport report = OfdDesk.judge(bytes, AcceptancePolicy.offline(), bearing);
    assertThat(report.verdict()).as(OfdDesk.describe(report)).isEqualTo(Verdict.ACCEPTED);
    assertThat(OfdDesk.describe(report)).contains("NOTICE ARCHIVE_DATA_HIDDEN");
  }

  @Test
  void entity_expansion_and_external_entities() throws Exception {
    String bomb =
        "<!DOCTYPE ofd [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    for (String entry : new String[] {"OFD.xml", "Doc_0/Document.xml", Sealed.SIGNATURE}) {
      byte[] bad =
          Tampering.edited(Sealed.GOOD, entry, xml -> xml.replaceFirst("\\?>", "?>" + bomb));
      refused(bad, FindingCode.XML_DTD_REFUSED);
    }
  }

  @Test
  void singletons_that_readers_would_choose_between() throws Exception {
    byte[] twoRoots =
        Tampering.edited(
            Sealed.GOOD,
            "OFD.xml",
            xml ->
                xml.replace(
                    "<ofd:Signatures>",
                    "<ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot><ofd:Signatures>"));
    refused(twoRoots, FindingCode.MALFORMED);
    byte[] comment =
        Tampering.edited(
            Sealed.GOOD,
            Sealed.SIGNATURE,
            xml -> xml.replaceFirst("<ofd:CheckValue>", "<ofd:CheckValue><!--x-->"));
    refused(comment, FindingCode.MALFORMED);
  }
}
