package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.DistinguishedName;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.DerCursor;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a SignerInfo names its certificate (RFC 5652 §5.3). Immutable; arrays stay in the package.
 *
 * @param issuer null when the certificate is named by its key identifier
 */
record SignerIdentifier(
    @Nullable DistinguishedName issuer,
    @Nullable BigInteger serial,
    byte @Nullable [] subjectKeyId) {
  private static final int INTEGER = 0x02;
  private static final int KEY_ID = 0x80;

  /** Reads the value that the cursor stands at. */
  static SignerIdentifier of(DerCursor cursor) throws MalformedDataException {
    if (cursor.tag() == KEY_ID) {
      return new SignerIdentifier(null, null, cursor.content());
    }
    DerCursor name = cursor.enter(DerWriter.SEQUENCE);
    if (!name.next()) {
      throw new MalformedDataException("a signer identifier without issuer");
    }
    DistinguishedName issuer = DistinguishedName.parse(name.encoded());
    if (!name.next() || name.tag() != INTEGER) {
      throw new MalformedDataException("a signer identifier without serial number");
    }
    BigInteger serial = new BigInteger(name.content());
    if (name.next()) {
      throw new MalformedDataException("a signer identifier with a third part");
    }
    return new SignerIdentifier(issuer, serial, null);
  }

  /** Names compare as RFC 5280 §7.1 asks: some signers encode the issuer's name anew. */
  boolean names(Certificate certificate) {
    if (subjectKeyId != null) {
      return certificate.subjectKeyId().filter(id -> Arrays.equals(id, subjectKeyId)).isPresent();
    }
    return certificate.serial().equals(serial)
        && issuerOf(certificate).filter(name -> name.equals(issuer)).isPresent();
  }

  private static Optional<DistinguishedName> issuerOf(Certificate certificate) {
    try {
      return Optional.of(DistinguishedName.parse(certificate.issuerDer()));
    } catch (MalformedDataException e) {
      return Optional.empty();
    }
  }
}
