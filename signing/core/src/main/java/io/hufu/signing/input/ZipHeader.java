package io.hufu.signing.input;

import io.hufu.model.report.FindingCode;
import java.util.Arrays;

/**
 * A header of one entry in the central directory (APPNOTE §4.3.12), checked by itself.
 *
 * @param rawName undecoded name, compared with the local header's
 * @param offset of the local header, as stated
 */
record ZipHeader(
    String name,
    byte[] rawName,
    int flags,
    int method,
    long crc,
    long compressedSize,
    long size,
    long offset) {
  static final int CENTRAL = 46;
  static final int STORED = 0;
  static final int DEFLATED = 8;
  static final int DESCRIPTOR = 1 << 3;
  static final int UTF8 = 1 << 11;

  private static final long CENTRAL_SIGNATURE = 0x02014b50;
  private static final int ENCRYPTION = 1 | 1 << 6 | 1 << 13;

  /** Deflate level, data descriptor, UTF-8. */
  private static final int KNOWN = 1 << 1 | 1 << 2 | DESCRIPTOR | UTF8;

  static final int ZIP64_EXTRA = 0x0001;
  private static final int AES_EXTRA = 0x9901;
  private static final int UNICODE_PATH_EXTRA = 0x7075;
  private static final int REGULAR = 0x8;
  private static final int DIRECTORY = 0x4;

  /** Lengths of a header and of its variable parts. */
  record Lengths(int fixed, int name, int extra, int comment) {
    int total() {
      return fixed + name + extra + comment;
    }
  }

  static Lengths centralLengths(LittleEndian bytes, int at) {
    return new Lengths(CENTRAL, bytes.u16(at + 28), bytes.u16(at + 30), bytes.u16(at + 32));
  }

  static ZipHeader central(LittleEndian header, Lengths lengths) throws ArchiveRefusedException {
    if (header.u32(0) != CENTRAL_SIGNATURE || header.u16(34) != 0) {
      throw ZipDirectory.malformed("no header where the central directory should have one");
    }
    int flags = header.u16(8);
    byte[] raw = Arrays.copyOfRange(header.bytes(), CENTRAL, CENTRAL + lengths.name());
    String name = ZipNames.decode(raw, (flags & UTF8) != 0);
    ZipHeader result =
        new ZipHeader(
            name,
            raw,
            flags,
            header.u16(10),
            header.u32(16),
            header.u32(20),
            header.u32(24),
            header.u32(42));
    ZipNames.requireSafe(name);
    result.requireReadable();
    result.requireFileOrDirectory((int) (header.u32(38) >>> 28));
    result.requirePlainExtras(header, CENTRAL + lengths.name(), lengths.extra());
    return result;
  }

  boolean isDirectory() {
    return name.endsWith("/");
  }

  boolean hasDescriptor() {
    return (flags & DESCRIPTOR) != 0;
  }

  private void requireReadable() throws ArchiveRefusedException {
    if ((flags & ENCRYPTION) != 0) {
      throw refused(FindingCode.ARCHIVE_ENCRYPTED, "an encrypted entry");
    }
    if ((flags & ~KNOWN) != 0) {
      throw refused(FindingCode.ARCHIVE_METHOD_UNKNOWN, "flags that are not known");
    }
    if (method != STORED && method != DEFLATED) {
      throw refused(FindingCode.ARCHIVE_METHOD_UNKNOWN, "compression method " + method);
    }
    if (size == 0xffffffffL || compressedSize == 0xffffffffL || offset == 0xffffffffL) {
      throw refused(FindingCode.ARCHIVE_ZIP64, "a ZIP64 entry");
    }
    if (method == STORED && size != compressedSize) {
      throw refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "a stored entry with two sizes");
    }
    if (isDirectory() && size != 0) {
      throw refused(FindingCode.ARCHIVE_DATA_HIDDEN, "a directory with content");
    }
  }

  /** The upper four bits of a UNIX mode say what an entry is; 0 where the host has no mode. */
  private void requireFileOrDirectory(int kind) throws ArchiveRefusedException {
    boolean fits = kind == 0 || (isDirectory() ? kind == DIRECTORY : kind == REGULAR);
    if (!fits) {
      throw refused(FindingCode.ARCHIVE_ENTRY_LINK, "a link or another special file");
    }
  }

  /** Refuses extra fields that give the entry another name, other sizes or another content. */
  void requirePlainExtras(LittleEndian bytes, int from, int length) throws ArchiveRefusedException {
    int at = from;
    int end = from + length;
    while (end - at >= 4) {
      int size = bytes.u16(at + 2);
      if (size > end - at - 4) {
        throw refused(FindingCode.MALFORMED, "an extra field that is cut off");
      }
      switch (bytes.u16(at)) {
        case ZIP64_EXTRA -> throw refused(FindingCode.ARCHIVE_ZIP64, "a ZIP64 extra field");
        case AES_EXTRA -> throw refused(FindingCode.ARCHIVE_ENCRYPTED, "an encrypted entry");
        case UNICODE_PATH_EXTRA -> requireSameName(bytes, at + 4, size);
        default -> {
          // Time stamps and owners change nothing that is read.
        }
      }
      at += 4 + size;
    }
    if (at != end) {
      throw refused(FindingCode.MALFORMED, "an extra field that is cut off");
    }
  }

  /** Info-ZIP Unicode Path: version, CRC of the header's name, and the name in UTF-8. */
  private void requireSameName(LittleEndian bytes, int from, int size)
      throws ArchiveRefusedException {
    String other =
        size < 5
            ? ""
            : ZipNames.decode(Arrays.copyOfRange(bytes.bytes(), from + 5, from + size), true);
    if (!other.equals(name)) {
      throw refused(FindingCode.ARCHIVE_DIRECTORIES_DIFFER, "an entry with two names");
    }
  }

  ArchiveRefusedException refused(FindingCode code, String detail) {
    return new ArchiveRefusedException(code, ZipNames.printable(name), detail);
  }
}
