package io.hufu.signing.xml;

import io.hufu.crypto.HashAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.Provider;
import java.util.List;
import java.util.Map;

/** A security provider that has SM3 and nothing else (docs/formats/xml.md). */
final class Sm3Provider extends Provider {
  private static final long serialVersionUID = 1;
  static final String NAME = "HufuSM3";

  Sm3Provider() {
    super(NAME, "1", "SM3 (GB/T 32905) for Apache Santuario");
    putService(new Sm3(this));
  }

  private static final class Sm3 extends Service {
    Sm3(Provider provider) {
      super(
          provider,
          "MessageDigest",
          HashAlgorithm.SM3.label(),
          Digest.class.getName(),
          List.of(HashAlgorithm.SM3.oid()),
          Map.of());
    }

    @Override
    public Object newInstance(Object parameter) {
      return new Digest();
    }
  }

  /** Passes everything on to the library's own SM3. */
  private static final class Digest extends MessageDigestSpi {
    private final MessageDigest digest = HashAlgorithm.SM3.start();

    @Override
    protected int engineGetDigestLength() {
      return HashAlgorithm.SM3.length();
    }

    @Override
    protected void engineUpdate(byte input) {
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      return digest.digest();
    }

    @Override
    protected int engineDigest(byte[] output, int offset, int length) throws DigestException {
      return digest.digest(output, offset, length);
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }
  }
}
