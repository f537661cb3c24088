package io.hufu.signing.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.model.Base45;
import io.hufu.signing.qr.TokenDocument;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A presentation as the text of a QR code (docs/formats/presentation.md). Stateless.
 *
 * <p>The parts of the compact form without their base64url, so that they can be compressed; read
 * back, they are the same octets, and the signatures over them hold. Evidence stays behind.
 */
final class PresentationCode {
  /** Longest text: a code of version 40, level L, in alphanumeric mode (ISO/IEC 18004). */
  static final int MAX_TEXT = 4296;

  private static final int MAX_PART = 0xffff;
  private static final int JWS_PARTS = 3;

  private PresentationCode() {}

  static boolean isCode(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, 16), ISO_8859_1)
        .startsWith(TokenDocument.PRESENTATION);
  }

  /**
   * Writes the text, however long it becomes.
   *
   * @throws MalformedDataException when a part is no base64url, or longer than 65,535 bytes
   */
  static String write(SdJwt presented) throws MalformedDataException {
    List<String> parts = new ArrayList<>();
    parts.add(presented.protectedPart());
    parts.add(presented.payloadPart());
    parts.add(presented.signaturePart());
    String binding = presented.keyBinding();
    String[] jwt = binding == null ? new String[] {"", "", ""} : binding.split("\\.", -1);
    if (jwt.length != JWS_PARTS) {
      throw new MalformedDataException("kb_jwt: no compact JWS");
    }
    parts.addAll(List.of(jwt));
    parts.addAll(presented.disclosures());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String part : parts) {
      byte[] raw = Base64Url.decode(part);
      if (raw.length > MAX_PART) {
        throw new MalformedDataException("a part is longer than 65,535 bytes");
      }
      bytes.write(raw.length >> 8);
      bytes.write(raw.length);
      bytes.writeBytes(raw);
    }
    return TokenDocument.PRESENTATION + Base45.encode(CodeCompression.deflate(bytes.toByteArray()));
  }

  /** Reads the text; one line end after it is no part of it. */
  static SdJwt read(byte[] file) throws MalformedDataException {
    if (file.length > MAX_TEXT + 2) {
      throw new MalformedDataException("longer than any QR code");
    }
    String text = new String(file, ISO_8859_1).replaceFirst("\r?\n$", "");
    byte[] packed = Base45.decode(text.substring(TokenDocument.PRESENTATION.length()));
    List<String> parts = parts(ByteBuffer.wrap(CodeCompression.inflate(packed)));
    if (parts.size() < 2 * JWS_PARTS) {
      throw new MalformedDataException("a presentation of fewer than six parts");
    }
    List<String> jwt = parts.subList(JWS_PARTS, 2 * JWS_PARTS);
    boolean bound = jwt.stream().anyMatch(part -> !part.isEmpty());
    return new SdJwt(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.subList(2 * JWS_PARTS, parts.size()),
        bound ? String.join(".", jwt) : null,
        List.of(),
        List.of());
  }

  private static List<String> parts(ByteBuffer bytes) throws MalformedDataException {
    List<String> parts = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int length = bytes.remaining() < 2 ? MAX_PART : bytes.getShort() & MAX_PART;
      if (length > bytes.remaining()) {
        throw new MalformedDataException("a part is cut off");
      }
      byte[] raw = new byte[length];
      bytes.get(raw);
      parts.add(Base64Url.encode(raw));
    }
    return parts;
  }
}
