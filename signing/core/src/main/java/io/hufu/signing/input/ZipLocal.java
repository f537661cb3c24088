package io.hufu.signing.input;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.Arrays;

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
  private static final long DESCRIPTOR_SIGNATURE = 0x08074b50;

  /** Reads and requires that everything the directory says is said here too. */
  static ZipLocal read(Document document, ZipHeader header, long position, long limit)
      throws IOException, ArchiveRefusedException {
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
    requireSame(header, local, Arrays.copyOf(variable.bytes(), nameLength));
    header.requirePlainExtras(variable, nameLength, extraLength);
    long end = data + header.compressedSize();
    if (header.hasDescriptor()) {
      end = descriptorEnd(document, header, end, limit);
    }
    return new ZipLocal(header, position, data, end);
  }

  private static void requireSame(ZipHeader header, LittleEndian local, byte[] name)
      throws ArchiveRefusedException {
    if (!Arrays.equals(name, header.rawName())) {
      throw header.refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two names");
    }
    if (local.u16(6) != header.flags() || local.u16(8) != header.method()) {
      throw header.refused(
          FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry that is read in two ways");
    }
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
