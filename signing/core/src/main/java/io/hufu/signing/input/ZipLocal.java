package io.hufu.signing.input;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * What stands where an entry's data is: local header, data, data descriptor (APPNOTE §4.3.7-9).
 *
 * @param position of the local header
 * @param data position of the data
 * @param end of data and descriptor, exclusive
 */
record ZipLocal(ZipHeader header, long position, long data, long end) {
  private static final int LOCAL = 30;
  private static final long LOCAL_SIGNATURE = 0x04034b50;
  private static final long IN_ZIP64 = 0xffffffffL;
  private static final long DESCRIPTOR_SIGNATURE = 0x08074b50;

  /**
   * Where local headers are read.
   *
   * @param limit end of the entries, exclusive
   */
  record Place(Document document, long limit, Set<ZipTolerance> tolerances) {
    boolean bears(ZipTolerance tolerance) {
      return tolerances.contains(tolerance);
    }
  }

  /** Reads and requires that everything the directory says is said here too. */
  static ZipLocal read(Place place, ZipHeader header, long position)
      throws IOException, ArchiveRefusedException {
    Document document = place.document();
    long limit = place.limit();
    if (position < 0 || position > limit - LOCAL) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "no entry where it should be");
    }
    LittleEndian local = new LittleEndian(document.read(position, LOCAL));
    int nameLength = local.u16(26);
    int extraLength = local.u16(28);
    long data = position + LOCAL + nameLength + extraLength;
    if (local.u32(0) != LOCAL_SIGNATURE || data + header.compressedSize() > limit) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "no entry where it should be");
    }
    LittleEndian variable =
        new LittleEndian(document.read(position + LOCAL, nameLength + extraLength));
    if (!Arrays.equals(Arrays.copyOf(variable.bytes(), nameLength), header.rawName())) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two names");
    }
    requireSameReading(place, header, local);
    boolean bears = place.bears(ZipTolerance.LOCAL_ZIP64);
    boolean inField = bears && hasZip64Sizes(header, local);
    if (!inField) {
      requireSameSizes(header, local);
    }
    if (bears) {
      variable = withoutZip64(header, variable, nameLength, inField);
    }
    header.requirePlainExtras(variable, nameLength, extraLength);
    long end = data + header.compressedSize();
    if (header.hasDescriptor()) {
      end = descriptorEnd(document, header, end, limit);
    }
    return new ZipLocal(header, position, data, end);
  }

  private static void requireSameReading(Place place, ZipHeader header, LittleEndian local)
      throws ArchiveRefusedException {
    int differing = local.u16(6) ^ header.flags();
    boolean borne =
        differing == ZipHeader.UTF8 && place.bears(ZipTolerance.LANGUAGE_FLAG) && isAscii(header);
    if ((differing != 0 && !borne) || local.u16(8) != header.method()) {
      throw header.refused(
          FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry that is read in two ways");
    }
  }

  private static boolean isAscii(ZipHeader header) {
    for (byte octet : header.rawName()) {
      if (octet < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasZip64Sizes(ZipHeader header, LittleEndian local) {
    return !header.hasDescriptor()
        && local.u32(14) == header.crc()
        && local.u32(18) == IN_ZIP64
        && local.u32(22) == IN_ZIP64;
  }

  /** Compares the sizes in the ZIP64 field (APPNOTE §4.5.3) and gives the field no meaning. */
  private static LittleEndian withoutZip64(
      ZipHeader header, LittleEndian variable, int from, boolean needed)
      throws ArchiveRefusedException {
    byte[] bytes = variable.bytes().clone();
    for (int at = from; bytes.length - at >= 20; at += 4 + variable.u16(at + 2)) {
      if (variable.u16(at) == ZipHeader.ZIP64_EXTRA) {
        boolean same =
            variable.u16(at + 2) == 16
                && variable.u32(at + 4) == header.size()
                && variable.u32(at + 8) == 0
                && variable.u32(at + 12) == header.compressedSize()
                && variable.u32(at + 16) == 0;
        if (same) {
          Arrays.fill(bytes, at, at + 2, (byte) 0xff);
          return new LittleEndian(bytes);
        }
        throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two sizes");
      }
    }
    if (needed) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry without sizes");
    }
    return variable;
  }

  private static void requireSameSizes(ZipHeader header, LittleEndian local)
      throws ArchiveRefusedException {
    // With a descriptor the local header may leave the three fields zero, as writers of streams do.
    boolean left =
        header.hasDescriptor() && local.u32(14) == 0 && local.u32(18) == 0 && local.u32(22) == 0;
    boolean same =
        local.u32(14) == header.crc()
            && local.u32(18) == header.compressedSize()
            && local.u32(22) == header.size();
    if (!left && !same) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two sizes");
    }
  }

  /** The descriptor has a signature or not; its three values are the directory's. */
  private static long descriptorEnd(Document document, ZipHeader header, long at, long limit)
      throws IOException, ArchiveRefusedException {
    int available = (int) Math.min(16, limit - at);
    LittleEndian bytes = new LittleEndian(document.read(at, available));
    if (available == 16 && bytes.u32(0) == DESCRIPTOR_SIGNATURE && same(header, bytes, 4)) {
      return at + 16;
    }
    if (available >= 12 && same(header, bytes, 0)) {
      return at + 12;
    }
    throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two sizes");
  }

  private static boolean same(ZipHeader header, LittleEndian bytes, int at) {
    return bytes.u32(at) == header.crc()
        && bytes.u32(at + 4) == header.compressedSize()
        && bytes.u32(at + 8) == header.size();
  }
}
