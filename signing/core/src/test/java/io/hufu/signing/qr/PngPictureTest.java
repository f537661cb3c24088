package io.hufu.signing.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngPictureTest {
  private static BufferedImage noise(int width, int height, int type) {
    Random random = new Random(5);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  /** The brightness that the desktop classes see, transparent pixels on white. */
  private static int brightness(BufferedImage image, int x, int y) {
    int argb = image.getRGB(x, y);
    int grey = ((argb >> 16 & 0xff) * 306 + (argb >> 8 & 0xff) * 601 + (argb & 0xff) * 117) >> 10;
    int alpha = argb >>> 24;
    return (grey * alpha + 255 * (255 - alpha)) / 255;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_BYTE_INDEXED,
        BufferedImage.TYPE_BYTE_BINARY
      })
  void every_kind_of_picture_is_as_bright_as_the_desktop_classes_see_it(int type) throws Exception {
    for (int[] size : new int[][] {{1, 1}, {7, 5}, {33, 18}}) {
      BufferedImage image = noise(size[0], size[1], type);
      for (boolean interlaced : new boolean[] {false, true}) {
        PngPicture picture = PngPicture.read(Pictures.png(image, interlaced));
        assertThat(picture.width()).isEqualTo(size[0]);
        assertThat(picture.height()).isEqualTo(size[1]);
        for (int i = 0; i < picture.luminance().length; i++) {
          assertThat(picture.luminance()[i] & 0xff)
              .as("pixel " + i + " of " + size[0] + ", interlaced " + interlaced)
              .isCloseTo(
                  brightness(image, i % size[0], i / size[0]),
                  org.assertj.core.data.Offset.offset(1));
        }
      }
    }
  }

  @Test
  void grey_pictures_keep_their_grey() throws Exception {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage image = new BufferedImage(20, 1, type);
      for (int x = 0; x < 20; x++) {
        image
            .getRaster()
            .setSample(x, 0, 0, type == BufferedImage.TYPE_BYTE_GRAY ? x * 13 : x * 3333);
      }
      PngPicture picture = PngPicture.read(Pictures.png(image));
      for (int x = 0; x < 20; x++) {
        int expected = type == BufferedImage.TYPE_BYTE_GRAY ? x * 13 : (x * 3333) >> 8;
        assertThat(picture.luminance()[x] & 0xff).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatever_is_cut_flipped_or_random_is_malformed_and_nothing_worse() throws Exception {
    byte[] good = Pictures.png(noise(9, 9, BufferedImage.TYPE_INT_RGB));
    for (int length = 8; length < good.length - 12; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> PngPicture.read(cut)).isInstanceOf(MalformedDataException.class);
    }
    Random random = new Random(11);
    for (int i = 0; i < 3000; i++) {
      byte[] bent = good.clone();
      bent[8 + random.nextInt(bent.length - 8)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> PngPicture.read(bent)).isInstanceOf(MalformedDataException.class);
    }
  }

  @Test
  void a_picture_that_claims_to_be_vast_is_refused_before_any_memory_is_taken() throws Exception {
    byte[] small = Pictures.png(noise(2, 2, BufferedImage.TYPE_BYTE_BINARY));
    byte[] vast = small.clone();
    System.arraycopy(new byte[] {0, 1, 0, 0, 0, 1, 0, 0}, 0, vast, 16, 8);
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(vast, 12, 17);
    java.nio.ByteBuffer.wrap(vast).putInt(29, (int) crc.getValue());
    assertThatThrownBy(() -> PngPicture.read(vast)).hasMessageContaining("too many");
  }
}
