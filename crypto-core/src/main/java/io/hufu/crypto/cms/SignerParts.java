package io.hufu.crypto.cms;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.DerCursor;
import java.nio.ByteBuffer;
import java.util.List;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one SignerInfo (RFC 5652 §5.3). Immutable; arrays stay in the package.
 *
 * @param contentType of the content; null for a countersignature, which has none (§11.4)
 * @param identifierDer the signer identifier as encoded
 * @param signed null when there are no signed attributes
 */
record SignerParts(
    @Nullable String contentType,
    SignerIdentifier identifier,
    byte[] identifierDer,
    AlgorithmIdentifier digestAlgorithm,
    AlgorithmIdentifier signatureAlgorithm,
    @Nullable Attributes signed,
    byte[] value,
    Attributes unsigned) {
  private static final int INTEGER = 0x02;
  private static final int SIGNED = 0xa0;
  private static final int UNSIGNED = 0xa1;

  /** Reads a SignerInfo from DER that was checked. */
  static SignerParts of(byte[] der, @Nullable String contentType) throws MalformedDataException {
    DerCursor cursor = DerCursor.inside(der);
    requireVersion(field(cursor));
    field(cursor);
    SignerIdentifier identifier = SignerIdentifier.of(cursor);
    byte[] identifierDer = cursor.encoded();
    AlgorithmIdentifier digest = Asn1.algorithm(field(cursor));
    byte[] next = field(cursor);
    Attributes signed = null;
    if (cursor.tag() == SIGNED) {
      signed = Attributes.inside(next);
      next = field(cursor);
    }
    AlgorithmIdentifier signature = Asn1.algorithm(next);
    byte[] value = Asn1.octets(field(cursor));
    Attributes unsigned = Attributes.none();
    if (cursor.next()) {
      unsigned = unsigned(cursor);
    }
    return new SignerParts(
        contentType, identifier, identifierDer, digest, signature, signed, value, unsigned);
  }

  /**
   * What no two signers of one structure may share: the same word by the same signer. Who signs
   * again says when, at least, and that is another word.
   */
  List<Object> word() {
    byte[] said = signed == null ? new byte[0] : signed.asSortedSet();
    return List.of(
        ByteBuffer.wrap(identifierDer), digestAlgorithm.getAlgorithm(), ByteBuffer.wrap(said));
  }

  private static byte[] field(DerCursor cursor) throws MalformedDataException {
    if (!cursor.next()) {
      throw new MalformedDataException("a SignerInfo ends too early");
    }
    return cursor.encoded();
  }

  /** §5.3 wants 3 with a key identifier; products of the GM standards write 1 throughout. */
  private static void requireVersion(byte[] version) throws MalformedDataException {
    boolean known =
        version.length == 3 && version[0] == INTEGER && (version[2] == 1 || version[2] == 3);
    if (!known) {
      throw new MalformedDataException("a SignerInfo of an unknown version");
    }
  }

  private static Attributes unsigned(DerCursor cursor) throws MalformedDataException {
    if (cursor.tag() != UNSIGNED) {
      throw new MalformedDataException("a SignerInfo has an unknown field");
    }
    Attributes unsigned = Attributes.inside(cursor.encoded());
    if (cursor.next()) {
      throw new MalformedDataException("a SignerInfo has an unknown field");
    }
    return unsigned;
  }
}
