package io.hufu.signing.xml;

import io.hufu.signing.input.ArchiveEntry;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** The names of an ASiC container's entries (ETSI EN 319 162-1 §4.3, §4.4). */
final class AsicNames {
  static final String MIMETYPE = "mimetype";
  static final String TYPE = "application/vnd.etsi.asic-";
  private static final String META = "META-INF/";
  private static final Pattern XADES = Pattern.compile("(?i)META-INF/[^/]*signatures[^/]*\\.xml");
  private static final Pattern CADES = Pattern.compile("(?i)META-INF/[^/]*signature[^/]*\\.p7s");
  private static final Pattern MANIFEST =
      Pattern.compile("(?i)META-INF/ASiC(Archive)?Manifest[^/]*\\.xml");
  private static final Pattern TIME_STAMP = Pattern.compile("(?i)META-INF/[^/]*\\.tst");
  private static final Pattern EVIDENCE_RECORD =
      Pattern.compile("(?i)META-INF/[^/]*evidencerecord[^/]*\\.(ers|xml)");

  /** Lists of media types and of parts that EPUB and OpenDocument keep; they say nothing. */
  private static final Pattern LISTS =
      Pattern.compile("META-INF/(manifest|container|metadata)\\.xml");

  private AsicNames() {}

  /** Tells whether entries are those of a container with signatures, and not of an OFD package. */
  static boolean isContainer(Collection<ArchiveEntry> entries) {
    return entries.stream().noneMatch(e -> e.name().equalsIgnoreCase("OFD.xml"))
        && entries.stream().anyMatch(e -> isXades(e) || isCades(e) || isTimeStamp(e));
  }

  static boolean isXades(ArchiveEntry entry) {
    return XADES.matcher(entry.name()).matches();
  }

  static boolean isCades(ArchiveEntry entry) {
    return CADES.matcher(entry.name()).matches();
  }

  static boolean isManifest(ArchiveEntry entry) {
    return MANIFEST.matcher(entry.name()).matches();
  }

  static boolean isTimeStamp(ArchiveEntry entry) {
    return TIME_STAMP.matcher(entry.name()).matches();
  }

  static boolean isEvidenceRecord(ArchiveEntry entry) {
    return EVIDENCE_RECORD.matcher(entry.name()).matches();
  }

  /** Returns what a signature must cover: every file that is not of the container's mechanism. */
  static List<String> contents(Collection<ArchiveEntry> entries) {
    return entries.stream()
        .filter(e -> !e.name().equals(MIMETYPE) && !isMechanism(e))
        .map(ArchiveEntry::name)
        .toList();
  }

  private static boolean isMechanism(ArchiveEntry e) {
    return e.name().startsWith(META)
        && (isXades(e)
            || isCades(e)
            || isManifest(e)
            || isTimeStamp(e)
            || isEvidenceRecord(e)
            || LISTS.matcher(e.name()).matches());
  }
}
