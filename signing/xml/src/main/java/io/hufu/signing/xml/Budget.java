package io.hufu.signing.xml;

import io.hufu.model.report.FindingCode;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.io.OutputStream;

/**
 * How many canonical octets one document may make. Not thread-safe.
 *
 * <p>Many signatures, each over the whole, and namespaces that canonicalisation repeats, would make
 * the work grow faster than the file.
 */
final class Budget {
  private static final int FACTOR = 4;

  private final long limit;
  private long used;

  Budget(Limits limits) {
    this.limit = FACTOR * limits.text();
  }

  /** Passes octets on for as long as there is budget. */
  OutputStream through(OutputStream out) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        spend(1);
        out.write(octet);
      }

      @Override
      public void write(byte[] octets, int offset, int length) throws IOException {
        spend(length);
        out.write(octets, offset, length);
      }
    };
  }

  private void spend(int octets) throws IOException {
    used += octets;
    if (used > limit) {
      throw new IOException("the budget is used up");
    }
  }

  void requireLeft() throws RefusedException {
    if (used > limit) {
      throw RefusedException.undecided(
          FindingCode.LIMIT_EXCEEDED, "", "more than " + limit + " canonical octets");
    }
  }
}
