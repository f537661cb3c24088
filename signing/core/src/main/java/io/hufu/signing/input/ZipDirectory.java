package io.hufu.signing.input;

import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The end record and the central directory of an archive (APPNOTE 6.3.10 §4.3.12, §4.3.16).
 *
 * @param headers in their order
 * @param start position of the central directory
 * @param shift to add to the offsets that the headers state
 */
record ZipDirectory(List<ZipHeader> headers, long start, long shift) {
  private static final int END = 22;
  private static final int MAX_COMMENT = 0xffff;
  private static final int LOCATOR = 20;
  private static final long END_SIGNATURE = 0x06054b50;
  private static final long LOCATOR_SIGNATURE = 0x07064b50;
  private static final long MAX_DIRECTORY = 64L << 20;

  static ZipDirectory read(Document document, Limits limits, Set<ZipTolerance> tolerances)
      throws IOException, ArchiveRefusedException {
    long end = findEnd(document);
    LittleEndian record = new LittleEndian(document.read(end, END));
    refuseZip64(document, end, record);
    int count = record.u16(10);
    if (record.u16(4) != 0 || record.u16(6) != 0 || record.u16(8) != count) {
      throw malformed("the archive has several parts");
    }
    if (count > limits.archiveEntries()) {
      throw new ArchiveRefusedException(
          FindingCode.LIMIT_EXCEEDED, "", count + " entries of " + limits.archiveEntries());
    }
    long size = record.u32(12);
    long start = end - size;
    long shift = start - record.u32(16);
    if (start < 0 || shift < 0) {
      throw malformed("the central directory lies outside the archive");
    }
    if (shift > 0 && !tolerances.contains(ZipTolerance.PREPENDED_DATA)) {
      throw hidden(shift + " bytes before the archive");
    }
    if (size > MAX_DIRECTORY) {
      throw new ArchiveRefusedException(
          FindingCode.LIMIT_EXCEEDED, "", "a central directory of " + size + " bytes");
    }
    return new ZipDirectory(headers(document.read(start, (int) size), count), start, shift);
  }

  /** The last end signature must be the one whose record reaches exactly to the end. */
  private static long findEnd(Document document) throws IOException, ArchiveRefusedException {
    int length = (int) Math.min(document.size(), END + MAX_COMMENT);
    LittleEndian tail = new LittleEndian(document.read(document.size() - length, length));
    for (int i = length - END; i >= 0; i--) {
      if (tail.u32(i) == END_SIGNATURE) {
        int behind = length - (i + END + tail.u16(i + 20));
        if (behind > 0) {
          throw hidden(behind + " bytes behind the archive");
        }
        if (behind < 0) {
          throw malformed("the archive is cut off in its comment");
        }
        return document.size() - length + i;
      }
    }
    throw malformed("no end of central directory");
  }

  private static void refuseZip64(Document document, long end, LittleEndian record)
      throws IOException, ArchiveRefusedException {
    boolean saturated =
        record.u16(10) == 0xffff || record.u32(12) == 0xffffffffL || record.u32(16) == 0xffffffffL;
    boolean located =
        end >= LOCATOR
            && new LittleEndian(document.read(end - LOCATOR, 4)).u32(0) == LOCATOR_SIGNATURE;
    if (saturated || located) {
      throw new ArchiveRefusedException(FindingCode.ARCHIVE_ZIP64, "", "a ZIP64 end record");
    }
  }

  private static List<ZipHeader> headers(byte[] directory, int count)
      throws ArchiveRefusedException {
    List<ZipHeader> headers = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < count; i++) {
      if (directory.length - at < ZipHeader.CENTRAL) {
        throw malformed("the central directory is cut off");
      }
      ZipHeader.Lengths lengths = ZipHeader.centralLengths(new LittleEndian(directory), at);
      if (lengths.total() > directory.length - at) {
        throw malformed("the central directory is cut off");
      }
      headers.add(
          ZipHeader.central(
              new LittleEndian(Arrays.copyOfRange(directory, at, at + lengths.total())), lengths));
      at += lengths.total();
    }
    if (at != directory.length) {
      throw hidden(directory.length - at + " bytes in the central directory");
    }
    return headers;
  }

  static ArchiveRefusedException malformed(String detail) {
    return new ArchiveRefusedException(FindingCode.MALFORMED, "", detail);
  }

  static ArchiveRefusedException hidden(String detail) {
    return new ArchiveRefusedException(FindingCode.ARCHIVE_DATA_HIDDEN, "", detail);
  }
}
