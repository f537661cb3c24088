package io.hufu.exchange;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingKey;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters.HashType;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;
import com.google.crypto.tink.util.SecretBytes;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;

/** AES-256-GCM-HKDF streaming by Tink, segments of 64 KiB. */
@AccessesPartialKey // keys come from certificates and from the package, not from keysets
final class IntlContentCipher implements ContentCipher {
  static final int SEGMENT = 1 << 16;

  private static final int KEY = 32;

  @Override
  public int keyLength() {
    return KEY;
  }

  @Override
  public OutputStream encrypting(OutputStream out, byte[] key, byte[] associatedData)
      throws IOException {
    try {
      return primitive(key).newEncryptingStream(new Unclosed(out), associatedData);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption under a valid key cannot fail", e);
    }
  }

  @Override
  public InputStream decrypting(InputStream in, byte[] key, byte[] associatedData)
      throws IOException {
    try {
      return primitive(key).newDecryptingStream(in, associatedData);
    } catch (GeneralSecurityException e) {
      throw new IOException("the content does not authenticate", e);
    }
  }

  private static StreamingAead primitive(byte[] key) throws GeneralSecurityException {
    AesGcmHkdfStreamingParameters parameters =
        AesGcmHkdfStreamingParameters.builder()
            .setKeySizeBytes(KEY)
            .setDerivedAesGcmKeySizeBytes(KEY)
            .setHkdfHashType(HashType.SHA256)
            .setCiphertextSegmentSizeBytes(SEGMENT)
            .build();
    AesGcmHkdfStreamingKey secret =
        AesGcmHkdfStreamingKey.create(
            parameters, SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()));
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(secret).withRandomId().makePrimary())
        .build()
        .getPrimitive(StreamingAeadConfig2026.get(), StreamingAead.class);
  }

  /** The end mark follows the content: closing the content must not close the package. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
