package io.hufu.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of QR codes, read back by our reader and by that of the JDK. */
class QrPngTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 2000, 3391, 3392, 4296})
  void a_picture_says_the_text_again(int length) throws Exception {
    String text = "HUFUP1:0123456789ABC $%*+-./".repeat(160).substring(0, length);
    byte[] file = QrPng.of(text).orElseThrow();
    PngPicture picture = PngPicture.read(file);
    assertThat(picture.width()).isEqualTo(picture.height());
    assertThat(QrCodes.in(picture)).isEqualTo(List.of(text));
    assertThat(byOthers(file)).isEqualTo(text);
  }

  private static String byOthers(byte[] file) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
    int width = image.getWidth();
    int height = image.getHeight();
    LuminanceSource source =
        new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  @Test
  void a_text_that_fits_into_no_code_is_not_drawn() {
    assertThat(QrPng.of("A".repeat(4297))).isEmpty();
  }
}
