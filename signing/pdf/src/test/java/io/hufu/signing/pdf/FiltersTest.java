package io.hufu.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filters against what the standards themselves give as examples, and against broken data. */
class FiltersTest {
  private static byte[] decode(String dictionary, byte[] data) throws Exception {
    Cos.Dict dict = (Cos.Dict) new CosParser(ByteSource.of(PdfDraft.bytes(dictionary)), 0).object();
    FileWindow file = new FileWindow(Document.of(data));
    Cos.Stream stream = new Cos.Stream(dict, 0, data.length);
    return new StreamDecoder(Limits.DEFAULT).decode(file, stream, dict);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void lzw_decodes_the_example_of_iso_32000_1_7_4_4_2() throws Exception {
    byte[] decoded = decode("<< /Filter /LZWDecode >>", hex("80 0B 60 50 22 0C 0C 85 01"));
    assertThat(decoded).isEqualTo(hex("2D 2D 2D 2D 2D 41 2D 2D 2D 42"));
  }

  @Test
  void lzw_with_early_change_and_without_it() throws Exception {
    byte[] data = new byte[20_000];
    new Random(7).nextBytes(data);
    for (int early : new int[] {0, 1}) {
      String dictionary = "<< /Filter /LZW /DecodeParms << /EarlyChange " + early + " >> >>";
      assertThat(decode(dictionary, Lzw.encode(data, early))).isEqualTo(data);
    }
  }

  @Test
  void ascii_85_and_ascii_hex_and_runs() throws Exception {
    assertThat(decode("<< /Filter /A85 >>", PdfDraft.bytes("87cUR D]i,\"Ebo80~>")))
        .isEqualTo("Hello World!".getBytes(StandardCharsets.US_ASCII));
    assertThat(decode("<< /Filter /A85 >>", PdfDraft.bytes("z~>"))).isEqualTo(new byte[4]);
    assertThat(decode("<< /Filter /AHx >>", PdfDraft.bytes("48 65 6C6>")))
        .isEqualTo(PdfDraft.bytes("Hel`"));
    assertThat(decode("<< /Filter /RL >>", hex("02 616263 FE 7A 80")))
        .isEqualTo(PdfDraft.bytes("abczzz"));
  }

  @Test
  void filters_one_after_another() throws Exception {
    byte[] flat = BadInputTest.deflated(PdfDraft.bytes("twice"));
    byte[] text = PdfDraft.bytes(HexFormat.of().formatHex(flat) + ">");
    assertThat(decode("<< /Filter [/AHx /FlateDecode] >>", text))
        .isEqualTo(PdfDraft.bytes("twice"));
  }

  @Test
  void every_png_predictor_and_the_tiff_one() throws Exception {
    byte[] rows = hex("00 0102 01 0103 02 0101 03 0202 04 0101");
    String png = "<< /Filter /Fl /DecodeParms << /Predictor 15 /Columns 2 >> >>";
    assertThat(decode(png, BadInputTest.deflated(rows))).isEqualTo(hex("0102 0104 0205 0306 0407"));
    String tiff = "<< /Filter /Fl /DecodeParms << /Predictor 2 /Columns 3 >> >>";
    assertThat(decode(tiff, BadInputTest.deflated(hex("010101 020000"))))
        .isEqualTo(hex("010203 020202"));
  }

  @Test
  void broken_data_is_refused_by_every_filter() {
    for (String filter :
        new String[] {"FlateDecode", "ASCII85Decode", "ASCIIHexDecode", "JBIG2Decode"}) {
      byte[] broken = hex("7B7C7D7E7F");
      assertThatThrownBy(() -> decode("<< /Filter /" + filter + " >>", broken))
          .isInstanceOf(PdfFault.class);
    }
    assertThatThrownBy(() -> decode("<< /Filter /RL >>", hex("05 61")))
        .isInstanceOf(PdfFault.class);
    assertThatThrownBy(() -> decode("<< /Filter /LZW >>", hex("FF FF FF")))
        .isInstanceOf(PdfFault.class);
  }

  @Test
  void runs_and_codes_that_expand_beyond_the_limit_are_refused() {
    byte[] runs = new byte[2 << 20];
    Arrays.fill(runs, (byte) 129);
    assertThatThrownBy(() -> decode("<< /Filter [/RL /RL /RL] >>", runs))
        .isInstanceOf(PdfFault.class)
        .hasMessageContaining("more than");
  }

  /** The encoder that the decoder is tested with. */
  private static final class Lzw {
    private final java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    private long bits;
    private int count;

    static byte[] encode(byte[] data, int early) {
      Lzw lzw = new Lzw();
      java.util.Map<String, Integer> table = new java.util.HashMap<>();
      int width = 9;
      int next = 258;
      lzw.write(256, width);
      String word = "";
      for (byte b : data) {
        String longer = word + (char) (b & 0xff);
        if (longer.length() == 1 || table.containsKey(longer)) {
          word = longer;
          continue;
        }
        lzw.write(code(word, table), width);
        table.put(longer, next++);
        width = next + early > 1 << width ? width + 1 : width;
        if (next == 4094) {
          lzw.write(256, width);
          table.clear();
          next = 258;
          width = 9;
        }
        word = "" + (char) (b & 0xff);
      }
      lzw.write(code(word, table), width);
      lzw.write(257, width);
      lzw.write(0, 7);
      return lzw.out.toByteArray();
    }

    private static int code(String word, java.util.Map<String, Integer> table) {
      return word.length() == 1 ? word.charAt(0) : table.get(word);
    }

    private void write(int code, int width) {
      bits = bits << width | code;
      for (count += width; count >= 8; count -= 8) {
        out.write((int) (bits >> (count - 8)));
      }
    }
  }
}
