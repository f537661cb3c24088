package io.hufu.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The signed mini-token of a licence's QR code (docs/formats/mini-token.md). Immutable.
 *
 * <p>At most 220 bytes. It proves that its signer issued a licence with this identifier and these
 * data, and says nothing of the paper it is printed on. It is signed before the page is laid out:
 *
 * <pre>{@code
 * String content = MiniToken.sign(payload, key).text(); // what the QR code on the page holds
 * }</pre>
 *
 * <p>Two readings of one code are the same bytes: whoever sees it twice can tell that it is the
 * same licence.
 *
 * @param day the day of issue in China, by the issuer's own word
 * @param keyId first 8 bytes of the digest of the signer's SubjectPublicKeyInfo, by the hash of the
 *     suite
 * @param licenceDigest the salted digest that every carrier of the licence signs, 32 bytes
 * @param identifier its authority is a unified social credit code, its check character is right
 * @param signature raw r‖s or the octets of Ed25519, 64 bytes, in canonical form
 */
public record MiniToken(
    SignatureAlgorithm algorithm,
    LocalDate day,
    byte[] keyId,
    byte[] licenceDigest,
    LicenceIdentifier identifier,
    byte[] signature) {
  /** The most bytes that a token has. */
  public static final int MAX_BYTES = 220;

  /** What the text form starts with. */
  public static final String PREFIX = "HUFU1:";

  static final int KEY_ID = 8;
  static final int DIGEST = 32;
  static final int SIGNATURE = 64;

  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);
  private static final int LAST_DAY = 0xffffff;

  /** No other format of ours signs octets that start so. */
  private static final byte[] DOMAIN = "hufu mini-token\n".getBytes(US_ASCII);

  /** Copies, and refuses what the format cannot hold. */
  public MiniToken {
    if (keyId.length != KEY_ID || licenceDigest.length != DIGEST || signature.length != SIGNATURE) {
      throw new IllegalArgumentException(
          "mini-token: key id, digest or signature is not as long as it must be");
    }
    if (day.toEpochDay() < 0 || day.toEpochDay() > LAST_DAY) {
      throw new IllegalArgumentException("mini-token: the day is before 1970 or too far ahead");
    }
    if (identifier.namesAuthorityByRegion()
        || identifier.state() != LicenceIdentifier.CheckState.CORRECT) {
      throw new IllegalArgumentException("mini-token: the identifier is a legacy or a wrong one");
    }
    keyId = keyId.clone();
    licenceDigest = licenceDigest.clone();
    signature = signature.clone();
  }

  /**
   * Makes and signs the token of a licence.
   *
   * @param payload what the carriers of the licence sign
   * @throws IllegalArgumentException when the identifier is a legacy or a wrong one
   */
  public static MiniToken sign(LicencePayload payload, SigningKey key)
      throws KeyUnavailableException {
    MiniToken draft =
        new MiniToken(
            key.algorithm(),
            LocalDate.ofInstant(payload.issuedAt(), CHINA),
            keyId(key.verificationKey(), key.algorithm()),
            payload.licenceDigest(),
            payload.licence().identifier(),
            new byte[SIGNATURE]);
    return draft.withSignature(key.sign(draft.signedOctets()));
  }

  private MiniToken withSignature(byte[] value) {
    return new MiniToken(algorithm, day, keyId, licenceDigest, identifier, value);
  }

  /** Computes the key id by which a token of this algorithm names a key. */
  public static byte[] keyId(VerificationKey key, SignatureAlgorithm algorithm) {
    return Arrays.copyOf(algorithm.suite().hash().digest(key.spki()), KEY_ID);
  }

  /** Returns the octets that are signed. */
  public byte[] signedOctets() {
    byte[] body = MiniTokenBytes.body(this);
    byte[] octets = Arrays.copyOf(DOMAIN, DOMAIN.length + body.length);
    System.arraycopy(body, 0, octets, DOMAIN.length, body.length);
    return octets;
  }

  /** Tells whether a key made this token; the key id must be that key's, too. */
  public boolean verifies(VerificationKey key) {
    return Arrays.equals(keyId, keyId(key, algorithm))
        && key.verify(algorithm, signedOctets(), signature);
  }

  /** Returns the binary form, at most {@link #MAX_BYTES} bytes. */
  public byte[] bytes() {
    return MiniTokenBytes.write(this);
  }

  /** Returns the text form for a QR code in alphanumeric mode, at most 336 characters. */
  public String text() {
    return PREFIX + Base45.encode(bytes());
  }

  /** Reads the binary form strictly. */
  public static MiniToken parse(byte[] bytes) throws MalformedDataException {
    return MiniTokenBytes.read(bytes);
  }

  /** Reads the text form strictly: the prefix and Base45 in capitals, nothing around it. */
  public static MiniToken parseText(String text) throws MalformedDataException {
    if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + MAX_BYTES * 3 / 2) {
      throw new MalformedDataException("mini-token: does not start with " + PREFIX);
    }
    return parse(Base45.decode(text.substring(PREFIX.length())));
  }

  /** Returns the key id (a copy). */
  @Override
  public byte[] keyId() {
    return keyId.clone();
  }

  /** Returns the salted digest (a copy). */
  @Override
  public byte[] licenceDigest() {
    return licenceDigest.clone();
  }

  /** Returns the signature value (a copy). */
  @Override
  public byte[] signature() {
    return signature.clone();
  }

  /** Two tokens are equal when their bytes are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MiniToken that
        && algorithm == that.algorithm
        && day.equals(that.day)
        && identifier.equals(that.identifier)
        && Arrays.equals(keyId, that.keyId)
        && Arrays.equals(licenceDigest, that.licenceDigest)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return Objects.hash(algorithm, day, identifier, Arrays.hashCode(signature));
  }

  /** Returns identifier and key id. */
  @Override
  public String toString() {
    return "MiniToken of " + identifier + " by " + HexFormat.of().formatHex(keyId);
  }
}
