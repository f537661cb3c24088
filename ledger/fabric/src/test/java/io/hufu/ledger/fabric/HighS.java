package io.hufu.ledger.fabric;

import java.math.BigInteger;
import java.util.Arrays;

/** Turns a P-256 signature value in DER into its twin with the larger s. */
final class HighS {
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  private HighS() {}

  static byte[] of(byte[] der) {
    int r = der[3];
    BigInteger s = new BigInteger(Arrays.copyOfRange(der, 6 + r, der.length));
    byte[] other = ORDER.subtract(s).toByteArray();
    byte[] twin = Arrays.copyOf(der, 6 + r + other.length);
    twin[1] = (byte) (twin.length - 2);
    twin[5 + r] = (byte) other.length;
    System.arraycopy(other, 0, twin, 6 + r, other.length);
    return twin;
  }
}
