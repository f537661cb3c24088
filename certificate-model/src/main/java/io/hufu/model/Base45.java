package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import java.io.ByteArrayOutputStream;

/**
 * Base45 (RFC 9285): bytes in the alphabet of a QR code's alphanumeric mode. Stateless.
 *
 * <p>Every byte string has exactly one spelling, and only that one is read.
 */
public final class Base45 {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  private static final int BASE = 45;

  private Base45() {}

  /** Encodes by RFC 9285 §4.1: two bytes become three characters, a last one becomes two. */
  public static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) {
      boolean pair = i + 1 < bytes.length;
      int value = bytes[i] & 0xff;
      value = pair ? value << 8 | (bytes[i + 1] & 0xff) : value;
      text.append(ALPHABET.charAt(value % BASE)).append(ALPHABET.charAt(value / BASE % BASE));
      if (pair) {
        text.append(ALPHABET.charAt(value / (BASE * BASE)));
      }
    }
    return text.toString();
  }

  /** Decodes by RFC 9285 §4.2, with the refusals that it asks for. */
  public static byte[] decode(String text) throws MalformedDataException {
    if (text.length() % 3 == 1) {
      throw new MalformedDataException("Base45: a character is missing");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i += 3) {
      boolean pair = i + 2 < text.length();
      int value = valueOf(text.charAt(i)) + BASE * valueOf(text.charAt(i + 1));
      value += pair ? BASE * BASE * valueOf(text.charAt(i + 2)) : 0;
      if (value > (pair ? 0xffff : 0xff)) {
        throw new MalformedDataException("Base45: a group stands for no bytes");
      }
      if (pair) {
        bytes.write(value >> 8);
      }
      bytes.write(value);
    }
    return bytes.toByteArray();
  }

  private static int valueOf(char c) throws MalformedDataException {
    int value = ALPHABET.indexOf(c);
    if (value < 0) {
      throw new MalformedDataException("Base45: a character is not of the alphabet");
    }
    return value;
  }
}
