package io.hufu.verification;

import java.net.InetAddress;

/** Addresses that a public name has no business to resolve to (RFC 6890 and its updates). */
final class PrivateRanges {
  private PrivateRanges() {}

  static boolean contain(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] b = address.getAddress();
    return b.length == 4 ? isSpecial4(b) : isSpecial6(b);
  }

  private static boolean isSpecial4(byte[] b) {
    int first = Byte.toUnsignedInt(b[0]);
    int second = Byte.toUnsignedInt(b[1]);
    return first == 0 // this network
        || (first == 100 && second >= 64 && second < 128) // shared address space, RFC 6598
        || (first == 192 && second == 0 && b[2] == 0) // protocol assignments
        || (first == 198 && (second == 18 || second == 19)) // benchmarking
        || first >= 240; // reserved, broadcast
  }

  /** Unique local (fc00::/7), and forms that carry an IPv4 address: 64:ff9b::/96, 2002::/16. */
  private static boolean isSpecial6(byte[] b) {
    boolean uniqueLocal = (b[0] & 0xfe) == 0xfc;
    boolean translated = b[0] == 0x00 && b[1] == 0x64 && b[2] == (byte) 0xff;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean compatible = true;
    for (int i = 0; i < 12; i++) {
      compatible &= b[i] == 0;
    }
    return uniqueLocal || translated || sixToFour || compatible;
  }
}
