package io.hufu.crypto.seal;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Makes V1 seal signatures as products do whose BIT STRINGs begin with another octet than 0. */
public final class OddSeal {
  private static final byte[] SM2_WITH_SM3 = {
    6, 8, 0x2a, (byte) 0x81, 0x1c, (byte) 0xcf, 0x55, 1, (byte) 0x83, 0x75
  };

  private final SigningKey maker;
  private final SigningKey signer;
  private final byte[] info;
  private final Habit habit;
  private boolean overData;

  /** What a product writes into BIT STRINGs. */
  public enum Habit {
    /** OpenSSL's: zero bits at the end count as unused, zero octets are left out. */
    TRIMMED,
    /** The number of octets stands where that of unused bits should. */
    LENGTH
  }

  /** Starts a seal that lists the signer. */
  public OddSeal(Habit habit, SigningKey maker, SigningKey signer, Instant... period)
      throws Exception {
    this.habit = habit;
    this.maker = maker;
    this.signer = signer;
    byte[] good = new RawSeal(SealVersion.V1, maker, signer, period).seal();
    DerText text = DerText.open(good, "seal");
    int inside = text.element(0, good.length, "seal").content();
    this.info = text.octetsOf(text.element(inside, good.length, "info"));
  }

  /** Signs the protected octets themselves instead of toSign. */
  public OddSeal overData() {
    overData = true;
    return this;
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 0xff) {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    } else if (length > 0x7f) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private byte[] bits(byte[] octets) {
    int length = octets.length;
    if (habit == Habit.LENGTH) {
      return element(3, new byte[] {(byte) length}, octets);
    }
    while (octets[length - 1] == 0) {
      length--;
    }
    int unused = Integer.numberOfTrailingZeros(octets[length - 1]);
    return element(3, new byte[] {(byte) unused}, Arrays.copyOf(octets, length));
  }

  private static byte[] certificate(SigningKey key) {
    return element(4, key.certificate().der());
  }

  /** A value that this habit cannot write plainly: it ends within an octet. */
  private static byte[] value(SigningKey key, byte[] signed) throws Exception {
    byte[] value;
    do {
      value = key.signDer(signed);
    } while (new BigInteger(1, value).getLowestSetBit() % 8 == 0);
    return value;
  }

  /** The seal. */
  public byte[] seal() throws Exception {
    byte[] by = certificate(maker);
    byte[] value = value(maker, element(0x30, info, by, SM2_WITH_SM3));
    return element(0x30, info, element(0x30, by, SM2_WITH_SM3, bits(value)));
  }

  /** The signature over the digest of some octets, with or without the signer's Z before them. */
  public byte[] sign(byte[] octets, String path, byte[] prefix) throws Exception {
    byte[] toSign =
        element(
            0x30,
            new byte[] {2, 1, 1},
            seal(),
            bits("2026-06-01 10:00:02".getBytes(StandardCharsets.US_ASCII)),
            bits(HashAlgorithm.SM3.digest(prefix, octets)),
            element(0x16, path.getBytes(StandardCharsets.US_ASCII)),
            certificate(signer),
            SM2_WITH_SM3);
    return element(0x30, toSign, bits(value(signer, overData ? octets : toSign)));
  }
}
