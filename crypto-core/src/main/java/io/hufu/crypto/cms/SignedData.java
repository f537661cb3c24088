package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.pki.DerCursor;
import io.hufu.crypto.pki.PemBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CMS SignedData inside its ContentInfo (RFC 5652 §3, §5), untrusted. Immutable and thread-safe.
 *
 * <p>Read are plain CMS and the content types of GM/T 0010 and GB/T 35275, also mixed. BER is
 * rewritten as DER on reading, without touching any value that is signed.
 */
public final class SignedData {
  /** Longest structure that is read, in bytes: 64 MiB. */
  public static final int MAX_LENGTH = 64 << 20;

  private static final int TAG_0 = 0xa0;
  private static final int UNSIGNED = 0xa1;

  private final byte[] der;
  private final SignedDataReader parts;

  private SignedData(byte[] der) throws MalformedDataException {
    this.der = der;
    this.parts = new SignedDataReader(der);
  }

  /**
   * Reads one structure, DER, BER or a {@code CMS} or {@code PKCS7} block of PEM, with nothing
   * behind it; at most 64 MiB.
   */
  public static SignedData parse(byte[] input) throws MalformedDataException {
    boolean text = input.length > 0 && input[0] == '-' && input.length <= MAX_LENGTH;
    byte[] bytes = text ? PemBlock.only(input, List.of("CMS", "PKCS7")) : input;
    Padded padded = parsePadded(bytes);
    if (padded.length() != bytes.length) {
      throw new MalformedDataException("bytes after the CMS structure");
    }
    return padded.signedData();
  }

  /**
   * A structure and how many bytes of the input it took.
   *
   * @param length in bytes; the rest of the input is zeros
   */
  public record Padded(SignedData signedData, int length) {}

  /** Reads one structure with nothing but zeros behind it, such as /Contents of a PDF. */
  public static Padded parsePadded(byte[] bytes) throws MalformedDataException {
    if (bytes.length > MAX_LENGTH) {
      throw new MalformedDataException("CMS larger than 64 MiB");
    }
    BerNormalizer.Normalized first = normalized(bytes);
    for (int i = first.consumed(); i < bytes.length; i++) {
      if (bytes[i] != 0) {
        throw new MalformedDataException("bytes after the CMS structure (at byte " + i + ")");
      }
    }
    return new Padded(of(first.der()), first.consumed());
  }

  private static BerNormalizer.Normalized normalized(byte[] bytes) throws MalformedDataException {
    int length = definiteLength(bytes);
    if (length > 0 && length <= bytes.length) {
      byte[] der = Arrays.copyOf(bytes, length);
      try {
        StrictDer.check(der);
        return new BerNormalizer.Normalized(der, length);
      } catch (MalformedDataException e) {
        // not DER; it may still be BER
      }
    }
    return BerNormalizer.first(bytes);
  }

  /** The whole length that a SEQUENCE in definite form says, or 0. */
  private static int definiteLength(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != DerWriter.SEQUENCE) {
      return 0;
    }
    int octets = Math.max(0, (bytes[1] & 0xff) - 0x80);
    if (octets > 4 || bytes.length < 2 + octets) {
      return 0;
    }
    long length = octets == 0 ? bytes[1] & 0x7f : 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | (bytes[2 + i] & 0xff);
    }
    return (int) Math.min(2 + octets + length, Integer.MAX_VALUE);
  }

  private static SignedData of(byte[] der) throws MalformedDataException {
    try {
      return new SignedData(der);
    } catch (RuntimeException e) {
      throw new MalformedDataException("CMS does not have the form of RFC 5652 5.1", e);
    }
  }

  /** Returns the structure as DER (a copy); equal to what was read when that was DER. */
  public byte[] der() {
    return der.clone();
  }

  /** Tells whether the outer content type is the one of GM/T 0010 and GB/T 35275. */
  public boolean isGm() {
    return parts.type.equals(ContentType.GM_SIGNED_DATA);
  }

  /** Returns the dotted type of the content inside. */
  public String contentType() {
    return parts.contentType;
  }

  /** Tells whether the content is inside (enveloping) or elsewhere (detached). */
  public boolean hasContent() {
    return parts.content != null;
  }

  /** Returns the content (a copy); empty when it is detached. */
  public Optional<byte[]> content() {
    return Optional.ofNullable(parts.content).map(byte[]::clone);
  }

  /** Returns the digests of the content inside; null when it is detached. */
  public @Nullable ContentDigest contentDigest() {
    return parts.content == null ? null : ContentDigest.of(parts.content);
  }

  /** Returns the signers in the order as stored; there may be none. */
  public List<SignerInfo> signers() {
    return List.copyOf(parts.signers);
  }

  /** Returns the certificates inside, in the order as stored. */
  public List<Certificate> certificates() {
    return List.copyOf(parts.certificates);
  }

  /** Returns how many certificates inside could not be read; they are left out. */
  public int unreadableCertificates() {
    return parts.unreadableCertificates;
  }

  /** Returns the revocation lists and answers beside the certificates. */
  public RevocationInfo revocationInfo() {
    return parts.revocation;
  }

  /**
   * Returns this with one more value of an unsigned attribute of a signer; nothing signed changes.
   *
   * @param signer position in {@link #signers}
   * @param type see {@link AttributeType}
   * @param value DER
   * @throws MalformedDataException when the value is not DER, or there are too many already
   */
  public SignedData withUnsignedAttribute(int signer, String type, byte[] value)
      throws MalformedDataException {
    StrictDer.check(value);
    List<byte[]> signers = new ArrayList<>(parts.signerInfos);
    signers.set(signer, withAttribute(signers.get(signer), type, value));
    List<byte[]> fields = new ArrayList<>(parts.fields);
    fields.set(fields.size() - 1, DerWriter.sorted(DerWriter.SET, signers));
    return of(contentInfo(parts.type, fields));
  }

  static byte[] contentInfo(String type, List<byte[]> fields) {
    return DerWriter.value(
        DerWriter.SEQUENCE,
        DerWriter.oid(type),
        DerWriter.value(TAG_0, DerWriter.value(DerWriter.SEQUENCE, fields)));
  }

  private static byte[] withAttribute(byte[] signer, String type, byte[] value)
      throws MalformedDataException {
    List<byte[]> fields = new ArrayList<>();
    DerCursor cursor = DerCursor.inside(signer);
    Attributes before = Attributes.none();
    while (cursor.next()) {
      if (cursor.tag() == UNSIGNED) {
        before = Attributes.inside(cursor.encoded());
      } else {
        fields.add(cursor.encoded());
      }
    }
    List<byte[]> attributes = new ArrayList<>();
    for (String each : before.types()) {
      if (!each.equals(type)) {
        attributes.add(attribute(each, before.values(each)));
      }
    }
    List<byte[]> values = new ArrayList<>(before.values(type));
    values.add(value);
    attributes.add(attribute(type, values));
    fields.add(DerWriter.sorted(UNSIGNED, attributes));
    return DerWriter.value(DerWriter.SEQUENCE, fields);
  }

  static byte[] attribute(String type, List<byte[]> values) {
    return DerWriter.value(
        DerWriter.SEQUENCE, DerWriter.oid(type), DerWriter.sorted(DerWriter.SET, values));
  }
}
