package io.hufu.signing.pdf;

import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the filters of a stream (ISO 32000-1 §7.4), within limits of length and of expansion. */
final class StreamDecoder {
  /** Bytes of a stream before and after decoding; streams that are only shown are never decoded. */
  static final int MAX_BYTES = 32 << 20;

  /** Below this many bytes no expansion is suspicious. */
  private static final int FREE = 1 << 20;

  private static final int MAX_FILTERS = 4;

  /** §7.4.1, tables 5 and 94: names and their abbreviations. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Fl", "FlateDecode",
          "AHx", "ASCIIHexDecode",
          "A85", "ASCII85Decode",
          "LZW", "LZWDecode",
          "RL", "RunLengthDecode");

  private final int expansion;

  StreamDecoder(Limits limits) {
    this.expansion = limits.expansion();
  }

  /**
   * Decodes all of a stream.
   *
   * @param dict the stream's dictionary with filter, parameters and their values resolved
   */
  byte[] decode(FileWindow file, Cos.Stream stream, Cos.Dict dict) throws IOException, PdfFault {
    if (stream.length() > MAX_BYTES) {
      throw PdfFault.limit("bytes of a stream that must be read", MAX_BYTES);
    }
    byte[] bytes = file.read(stream.start(), (int) stream.length());
    List<Cos> filters = list(dict.get("Filter"));
    List<Cos> parameters = list(dict.get("DecodeParms"));
    if (filters.size() > MAX_FILTERS) {
      throw PdfFault.limit("filters of a stream", MAX_FILTERS);
    }
    long most = Math.min(MAX_BYTES, Math.max(FREE, (long) bytes.length * expansion));
    for (int i = 0; i < filters.size(); i++) {
      Cos.Dict own = i < parameters.size() && parameters.get(i) instanceof Cos.Dict d ? d : NONE;
      bytes = decode(filters.get(i), own, new Bounded(bytes, (int) most, stream.start()));
    }
    return bytes;
  }

  private static final Cos.Dict NONE = new Cos.Dict(Map.of());

  /**
   * Encoded bytes and how many may come of them.
   *
   * @param position where they stand in the file, for messages
   */
  record Bounded(byte[] bytes, int most, long position) {
    PdfFault broken(String filter) {
      return PdfFault.malformed(position, filter + ": the data is broken");
    }

    void require(long size) throws PdfFault {
      if (size > most) {
        throw PdfFault.limit("bytes that a stream expands to", most);
      }
    }
  }

  private static List<Cos> list(Cos value) {
    if (value instanceof Cos.Array array) {
      return array.items();
    }
    return value instanceof Cos.Null ? List.of() : new ArrayList<>(List.of(value));
  }

  private static byte[] decode(Cos filter, Cos.Dict parameters, Bounded data) throws PdfFault {
    String name = filter instanceof Cos.Name n ? n.value() : "";
    return switch (NAMES.getOrDefault(name, name)) {
      case "FlateDecode" -> Predictor.undo(inflate(data), parameters, data);
      case "LZWDecode" -> Predictor.undo(LzwDecoder.decode(data, parameters), parameters, data);
      case "ASCIIHexDecode" -> AsciiDecoder.hex(data);
      case "ASCII85Decode" -> AsciiDecoder.base85(data);
      case "RunLengthDecode" -> AsciiDecoder.runs(data);
      default ->
          throw PdfFault.malformed(
              data.position(), "a filter that is not read here: " + CosParser.printable(name));
    };
  }

  private static byte[] inflate(Bounded data) throws PdfFault {
    Inflater inflater = new Inflater();
    Growing out = new Growing(data);
    byte[] buffer = new byte[1 << 14];
    try {
      inflater.setInput(data.bytes());
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw data.broken("FlateDecode");
        }
        out.write(buffer, count);
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw data.broken("FlateDecode");
    } finally {
      inflater.end();
    }
  }
}
