package io.hufu.signing.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds QR codes in a picture, by ZXing. Stateless and thread-safe. */
final class QrCodes {
  private static final Map<DecodeHintType, ?> HINTS =
      Map.of(DecodeHintType.TRY_HARDER, Boolean.TRUE);

  private QrCodes() {}

  /** Returns the texts of all codes that can be read, each once; empty when there is none. */
  static List<String> in(PngPicture picture) {
    int width = picture.width();
    int height = picture.height();
    LuminanceSource source =
        new PlanarYUVLuminanceSource(
            picture.luminance(), width, height, 0, 0, width, height, false);
    Set<String> texts = new LinkedHashSet<>();
    for (Binarizer binarizer :
        List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
      texts.addAll(several(new BinaryBitmap(binarizer)));
      if (texts.isEmpty()) {
        texts.addAll(one(new BinaryBitmap(binarizer)));
      }
      if (!texts.isEmpty()) {
        break;
      }
    }
    return List.copyOf(texts);
  }

  private static List<String> several(BinaryBitmap bitmap) {
    try {
      return Arrays.stream(new QRCodeMultiReader().decodeMultiple(bitmap, HINTS))
          .map(Result::getText)
          .toList();
    } catch (NotFoundException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return List.of(); // the reader stumbles over some pictures; to us they show no code
    }
  }

  private static List<String> one(BinaryBitmap bitmap) {
    try {
      return List.of(new QRCodeReader().decode(bitmap, HINTS).getText());
    } catch (ReaderException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return List.of();
    }
  }
}
