package io.hufu.signing.page;

import java.util.Base64;

/** The photo of a holder as a licence carries it: a JPEG or PNG file in base64. */
public final class Photo {
  /** How a photo is coded. */
  public enum Kind {
    JPEG,
    PNG
  }

  static final int MAX_BYTES = 512 << 10;
  private static final int MAX_SIDE = 4096;
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private Photo() {}

  /** Decodes and checks what the headers say; the box is where it will be drawn. */
  static Drawing.Picture parse(String base64, Box box) throws PageException {
    byte[] file;
    try {
      file = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unusable("is not base64");
    }
    if (file.length > MAX_BYTES) {
      throw unusable("has more than " + (MAX_BYTES >> 10) + " KiB");
    }
    int[] size = isPng(file) ? pngSize(file) : jpegSize(file);
    if (size[0] < 1 || size[1] < 1 || size[0] > MAX_SIDE || size[1] > MAX_SIDE) {
      throw unusable("is not 1 to " + MAX_SIDE + " pixels wide and high");
    }
    return new Drawing.Picture(file, isPng(file) ? Kind.PNG : Kind.JPEG, fitted(box, size));
  }

  /** Keeps the proportions: a face must not be stretched. */
  private static Box fitted(Box box, int[] size) {
    double scale = Math.min(box.width() / size[0], box.height() / size[1]);
    double width = Path.rounded(size[0] * scale);
    double height = Path.rounded(size[1] * scale);
    return new Box(
        Path.rounded(box.x() + (box.width() - width) / 2),
        Path.rounded(box.y() + (box.height() - height) / 2),
        width,
        height);
  }

  private static boolean isPng(byte[] file) {
    return file.length > PNG.length
        && java.util.Arrays.equals(PNG, 0, PNG.length, file, 0, PNG.length);
  }

  /** Reads IHDR (PNG 3rd edition, 11.2.1). */
  private static int[] pngSize(byte[] file) throws PageException {
    if (file.length < 33) {
      throw unusable("ends too early");
    }
    if (file[24] > 8 || file[28] != 0) {
      throw unusable("has more than 8 bits a channel or is interlaced; save it plainly");
    }
    return new int[] {int32(file, 16), int32(file, 20)};
  }

  private static int int32(byte[] file, int at) {
    return file[at] << 24 | (file[at + 1] & 0xff) << 16 | uint16(file, at + 2);
  }

  private static int uint16(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  /** Walks the markers up to the frame header (ITU-T T.81, B.2.2). */
  private static int[] jpegSize(byte[] file) throws PageException {
    if (file.length < 4 || uint16(file, 0) != 0xffd8) {
      throw unusable("is neither JPEG nor PNG");
    }
    for (int at = 2; at + 10 <= file.length; at += 2 + uint16(file, at + 2)) {
      int marker = uint16(file, at);
      // SOF0 baseline, SOF1 extended, SOF2 progressive
      if (marker >= 0xffc0 && marker <= 0xffc2) {
        int components = file[at + 9];
        if (file[at + 4] != 8 || (components != 1 && components != 3)) {
          throw unusable("is a JPEG of other than 8 bits in one or three channels");
        }
        return new int[] {uint16(file, at + 7), uint16(file, at + 5)};
      }
      if (marker < 0xffc3 || uint16(file, at + 2) < 2) {
        break;
      }
    }
    throw unusable("is a JPEG without a frame that can be read");
  }

  private static PageException unusable(String why) {
    return new PageException(PageException.Code.PHOTO_UNUSABLE, "photo: " + why);
  }
}
