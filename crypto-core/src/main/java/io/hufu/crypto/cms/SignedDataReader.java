package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.pki.DerCursor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a SignedData apart (RFC 5652 §3, §5.1). Works on DER that was checked; used once. */
final class SignedDataReader {
  static final int MAX_SIGNERS = 256;

  /** Signers without attributes each need a pass over the whole content. */
  private static final int MAX_PLAIN_SIGNERS = 16;

  private static final int MAX_CERTIFICATES = 1024;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int TAG_0 = 0xa0;
  private static final int TAG_1 = 0xa1;

  /** The content type of the outermost structure. */
  final String type;

  /** The fields of SignedData as encoded, in order; the last one is signerInfos. */
  final List<byte[]> fields = new ArrayList<>();

  final String contentType;
  final byte @Nullable [] content;
  final List<Certificate> certificates = new ArrayList<>();
  final int unreadableCertificates;
  final RevocationInfo revocation;
  final List<byte[]> signerInfos;
  final List<SignerInfo> signers = new ArrayList<>();

  SignedDataReader(byte[] der) throws MalformedDataException {
    DerCursor info = inside(der, DerWriter.SEQUENCE);
    type = Asn1.oid(next(info));
    if (!ContentType.isSignedData(type)) {
      throw new MalformedDataException("not SignedData but content of type " + type);
    }
    next(info);
    DerCursor explicit = info.enter(TAG_0);
    next(explicit);
    DerCursor signed = explicit.enter(DerWriter.SEQUENCE);
    end(explicit);
    end(info);
    // §5.1: version, digestAlgorithms, encapContentInfo, certificates?, crls?, signerInfos
    requireVersion(signed);
    keep(signed);
    signed.enter(DerWriter.SET);
    keep(signed);
    DerCursor encapsulated = signed.enter(DerWriter.SEQUENCE);
    contentType = Asn1.oid(next(encapsulated));
    content = content(encapsulated, contentType);
    keep(signed);
    unreadableCertificates = certificates(signed);
    revocation = revocation(signed);
    signerInfos = Attributes.elements(signed.enter(DerWriter.SET), MAX_SIGNERS);
    end(signed);
    signers();
  }

  private static DerCursor inside(byte[] der, int identifier) throws MalformedDataException {
    if ((der[0] & 0xff) != identifier) {
      throw new MalformedDataException("not a CMS structure");
    }
    return DerCursor.inside(der);
  }

  private static byte[] next(DerCursor cursor) throws MalformedDataException {
    if (!cursor.next()) {
      throw new MalformedDataException("a CMS structure ends too early");
    }
    return cursor.encoded();
  }

  private static void end(DerCursor cursor) throws MalformedDataException {
    if (cursor.next()) {
      throw new MalformedDataException("a CMS structure has an unknown field");
    }
  }

  private void keep(DerCursor signed) throws MalformedDataException {
    fields.add(next(signed));
  }

  /** §5.1 computes 1, 3, 4 or 5 from the parts; GB/T 35275 writes 1; the value decides nothing. */
  private void requireVersion(DerCursor signed) throws MalformedDataException {
    keep(signed);
    byte[] version = fields.get(0);
    boolean known =
        version.length == 3 && version[0] == INTEGER && version[2] >= 1 && version[2] <= 5;
    if (!known) {
      throw new MalformedDataException("a SignedData of an unknown version");
    }
  }

  /** §5.2; what PKCS #7 wrote as another type than OCTET STRING counts without tag and length. */
  private static byte @Nullable [] content(DerCursor encapsulated, String type)
      throws MalformedDataException {
    if (!encapsulated.next()) {
      return null;
    }
    DerCursor explicit = encapsulated.enter(TAG_0);
    if (!explicit.next()) {
      throw new MalformedDataException("a content field without content");
    }
    if (explicit.tag() != OCTET_STRING && ContentType.isData(type)) {
      throw new MalformedDataException("data that is not an OCTET STRING");
    }
    byte[] content = explicit.content();
    end(explicit);
    end(encapsulated);
    return content;
  }

  /** §10.2.2; reads the field when it is there, and moves the cursor behind it. */
  private int certificates(DerCursor signed) throws MalformedDataException {
    if (signed.tag() != TAG_0) {
      return 0;
    }
    int unreadable = 0;
    for (byte[] each : Attributes.elements(signed.enter(TAG_0), MAX_CERTIFICATES)) {
      try {
        certificates.add(Certificate.fromDer(each));
      } catch (MalformedDataException e) {
        unreadable++;
      }
    }
    keep(signed);
    return unreadable;
  }

  private RevocationInfo revocation(DerCursor signed) throws MalformedDataException {
    RevocationInfo.Collector collector = new RevocationInfo.Collector();
    if (signed.tag() == TAG_1) {
      collector.choices(signed.encoded());
      keep(signed);
    }
    return collector.collected();
  }

  private void signers() throws MalformedDataException {
    List<SignerParts> parts = new ArrayList<>();
    Map<List<Object>, Integer> sameWord = new HashMap<>();
    int plain = 0;
    for (byte[] der : signerInfos) {
      SignerParts each = SignerParts.of(der, contentType);
      parts.add(each);
      plain += each.signed() == null ? 1 : 0;
      sameWord.merge(each.word(), 1, Integer::sum);
    }
    if (plain > MAX_PLAIN_SIGNERS) {
      throw new MalformedDataException("too many signers without signed attributes");
    }
    List<Certificate> all = List.copyOf(certificates);
    for (SignerParts each : parts) {
      boolean doubled = sameWord.getOrDefault(each.word(), 0) > 1;
      signers.add(new SignerInfo(each, all, doubled));
    }
  }
}
