package io.hufu.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The binary form of a mini-token, byte by byte as docs/formats/mini-token.md has it. */
final class MiniTokenBytes {
  private static final byte MAGIC = 'H';
  private static final byte VERSION = 1;
  private static final int TYPE = 21;
  private static final int AUTHORITY = 18;
  private static final int LICENCE_VERSION = 3;
  private static final int FIXED =
      3 + 3 + MiniToken.KEY_ID + MiniToken.DIGEST + TYPE + AUTHORITY + LICENCE_VERSION + 1;
  private static final int MAX_SERIAL = 64;

  /** Numbers of algorithms; append-only. Number 0 is none. */
  private static final List<SignatureAlgorithm> ALGORITHMS =
      List.of(SignatureAlgorithm.SM2_SM3, SignatureAlgorithm.ES256, SignatureAlgorithm.ED25519);

  private MiniTokenBytes() {}

  /** Everything but the signature. */
  static byte[] body(MiniToken token) {
    byte[] serial = token.identifier().serial().getBytes(US_ASCII);
    int day = (int) token.day().toEpochDay();
    return ByteBuffer.allocate(FIXED + serial.length)
        .put(MAGIC)
        .put(VERSION)
        .put((byte) (ALGORITHMS.indexOf(token.algorithm()) + 1))
        .put((byte) (day >> 16))
        .putShort((short) day)
        .put(token.keyId())
        .put(token.licenceDigest())
        .put(token.identifier().type().getBytes(US_ASCII))
        .put(token.identifier().authority().getBytes(US_ASCII))
        .put(token.identifier().version().getBytes(US_ASCII))
        .put((byte) serial.length)
        .put(serial)
        .array();
  }

  static byte[] write(MiniToken token) {
    byte[] body = body(token);
    byte[] bytes = Arrays.copyOf(body, body.length + MiniToken.SIGNATURE);
    System.arraycopy(token.signature(), 0, bytes, body.length, MiniToken.SIGNATURE);
    return bytes;
  }

  /** Tells whether bytes start as a token does and have a length that one can have. */
  static boolean recognises(byte[] bytes) {
    return bytes.length > FIXED + MiniToken.SIGNATURE
        && bytes.length <= FIXED + MAX_SERIAL + MiniToken.SIGNATURE
        && bytes[0] == MAGIC
        && bytes[1] == VERSION;
  }

  static MiniToken read(byte[] bytes) throws MalformedDataException {
    if (!recognises(bytes)) {
      throw new MalformedDataException("mini-token: not of version 1, or of a wrong length");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
    SignatureAlgorithm algorithm = algorithm(in.get());
    LocalDate day = LocalDate.ofEpochDay(((in.get() & 0xff) << 16) | (in.getShort() & 0xffff));
    byte[] keyId = take(in, MiniToken.KEY_ID);
    byte[] digest = take(in, MiniToken.DIGEST);
    String type = text(in, TYPE);
    String authority = text(in, AUTHORITY);
    String version = text(in, LICENCE_VERSION);
    int length = in.get();
    if (length != in.remaining() - MiniToken.SIGNATURE) {
      throw new MalformedDataException("mini-token: the serial's length does not fit");
    }
    String serial = text(in, length);
    byte[] signature = take(in, MiniToken.SIGNATURE);
    if (!Arrays.equals(algorithm.canonical(signature), signature)) {
      throw new MalformedDataException("mini-token: the signature value is not canonical");
    }
    try {
      LicenceIdentifier identifier = LicenceIdentifier.of(type, authority, serial, version);
      return new MiniToken(algorithm, day, keyId, digest, identifier, signature);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static SignatureAlgorithm algorithm(byte number) throws MalformedDataException {
    if (number < 1 || number > ALGORITHMS.size()) {
      throw new MalformedDataException("mini-token: an algorithm that this version does not know");
    }
    return ALGORITHMS.get(number - 1);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer in, int length) {
    return new String(take(in, length), US_ASCII);
  }
}
