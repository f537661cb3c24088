package io.hufu.crypto.seal;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An electronic seal (SESeal): GM/T 0031-2014 (V1), GB/T 38540-2020 (V4), GM/T 0031-2025 (V5).
 *
 * <p>Immutable and thread-safe. Everything is as read; nothing is judged.
 */
public final class Seal {
  private static final int MAX_SIGNERS = 1024;

  private final byte[] der;
  private final SealVersion version;
  private final Info info;
  private final byte[] maker;
  private final byte[] makerSigned;
  private final SealValue makerValue;
  private final byte[] timeStamp;

  private Seal(byte[] der, SealVersion version, Info info, Signed signed) {
    this.der = der;
    this.version = version;
    this.info = info;
    this.maker = signed.certificate();
    this.makerSigned = signed.octets();
    this.makerValue = signed.value();
    this.timeStamp = signed.timeStamp();
  }

  private record Signed(byte[] certificate, byte[] octets, SealValue value, byte[] timeStamp) {}

  private record Signer(String digestType, byte[] octets, boolean isDigest) {}

  private record Info(
      int headerVersion,
      String vendor,
      String id,
      int type,
      String name,
      List<Signer> signers,
      Instant created,
      Instant validFrom,
      Instant validTo,
      SealPicture picture) {}

  /**
   * Parses a DER SESeal strictly, but for BIT STRINGs that state unused bits (see {@link
   * SealEncoding#UNUSED_BITS}) and other types of character string than the standard's.
   */
  public static Seal parse(byte[] der) throws MalformedDataException {
    return read(Der.open(der, "SESeal"));
  }

  static Seal read(Der seal) throws MalformedDataException {
    return seal.size() == 2 ? readV1(seal) : readV4(seal);
  }

  /** SESeal of V1: { esealInfo, signInfo { cert, signatureAlgorithm, signData } }. */
  private static Seal readV1(Der seal) throws MalformedDataException {
    Der infoPart = seal.sequence("esealInfo");
    Der signInfo = seal.sequence("signInfo");
    Info info = readInfo(infoPart, true);
    byte[] certificate = signInfo.octets("cert");
    String algorithm = signInfo.oid("signatureAlgorithm");
    SealValue value = SealValue.of(algorithm, signInfo.bits("signData"));
    signInfo.end();
    byte[] signed = V1Scope.sequence(infoPart.encoded(), certificate, algorithm);
    return new Seal(
        seal.encoded(), SealVersion.V1, info, new Signed(certificate, signed, value, new byte[0]));
  }

  /** SESeal of V4 and V5: { eSealInfo, cert, signAlgID, signedValue, timeStamp [0] (V5) }. */
  private static Seal readV4(Der seal) throws MalformedDataException {
    Der infoPart = seal.sequence("eSealInfo");
    Info info = readInfo(infoPart, false);
    byte[] certificate = seal.octets("cert");
    String algorithm = seal.oid("signAlgID");
    SealValue value = SealValue.of(algorithm, seal.bits("signedValue"));
    byte[] timeStamp = new byte[0];
    boolean fifth = seal.nextIsTagged(0);
    if (fifth) {
      timeStamp = seal.taggedBits("timeStamp").octets();
    }
    seal.end();
    boolean v5 = info.headerVersion() == 5;
    if (!v5 && (fifth || info.headerVersion() != 4)) {
      throw new MalformedDataException("SESeal version and layout disagree");
    }
    return new Seal(
        seal.encoded(),
        v5 ? SealVersion.V5 : SealVersion.V4,
        info,
        new Signed(certificate, infoPart.encoded(), value, timeStamp));
  }

  private static Info readInfo(Der info, boolean v1) throws MalformedDataException {
    Der header = info.sequence("header");
    if (!header.string("ID").equals("ES")) {
      throw new MalformedDataException("SES_Header.ID is not ES");
    }
    int headerVersion = header.integer("version");
    String vendor = header.string("Vid");
    header.end();
    String id = info.string("esID");
    Der property = info.sequence("property");
    int type = property.integer("type");
    String name = property.string("name");
    // V1 has no certListType: its list always holds certificates.
    boolean hasListType = property.nextIs(Der.INTEGER);
    int listType = hasListType ? property.integer("certListType") : 1;
    if (hasListType == v1) {
      throw new MalformedDataException("SES_ESPropertyInfo is of another version");
    }
    List<Signer> signers = readSigners(property.sequence("certList"), listType);
    Instant created = property.time("createDate");
    Instant from = property.time("validStart");
    Instant to = property.time("validEnd");
    property.end();
    SealPicture picture = readPicture(info.sequence("picture"));
    readExtensions(info);
    info.end();
    return new Info(headerVersion, vendor, id, type, name, signers, created, from, to, picture);
  }

  private static List<Signer> readSigners(Der list, int listType) throws MalformedDataException {
    if (listType != 1 && listType != 2) {
      throw new MalformedDataException("certListType is neither 1 nor 2");
    }
    if (list.size() > MAX_SIGNERS) {
      throw new MalformedDataException("certList is too long");
    }
    List<Signer> signers = new ArrayList<>();
    while (list.hasMore()) {
      if (listType == 1 && list.nextIs(Der.OCTET_STRING)) {
        signers.add(new Signer("", list.octets("cert"), false));
      } else if (listType == 1) {
        list.skip("cert"); // what is no certificate lists nobody
      } else {
        Der digest = list.sequence("certDigest");
        signers.add(new Signer(digest.string("type"), digest.octets("value"), true));
        digest.end();
      }
    }
    return List.copyOf(signers);
  }

  private static SealPicture readPicture(Der picture) throws MalformedDataException {
    SealPicture result =
        new SealPicture(
            picture.string("type"),
            picture.octets("data"),
            picture.integer("width"),
            picture.integer("height"));
    picture.end();
    return result;
  }

  /** ExtensionDatas is untagged in V4 and tagged [0] in V1; its content is not interpreted. */
  private static void readExtensions(Der info) throws MalformedDataException {
    if (info.nextIsTagged(0)) {
      info.taggedSequence("extDatas");
    } else if (info.nextIs(Der.SEQUENCE)) {
      info.sequence("extDatas");
    }
  }

  /** Returns the DER bytes (a copy). */
  public byte[] der() {
    return der.clone();
  }

  /** Tells whether all of it is DER: no BIT STRING states unused bits. */
  public boolean isStrictDer() {
    try {
      return Arrays.equals(DerText.open(der, "SESeal").plain(), der);
    } catch (MalformedDataException e) {
      return false; // what was read can be read
    }
  }

  /** Returns the edition of the standard that the seal follows. */
  public SealVersion version() {
    return version;
  }

  /** Returns the identifier of the seal (esID). */
  public String id() {
    return info.id();
  }

  /** Returns the identifier of the maker's product (Vid). */
  public String vendor() {
    return info.vendor();
  }

  /** Returns the type of seal as a number; its meaning is the standard's (facts: not confirmed). */
  public int type() {
    return info.type();
  }

  /** Returns the name of the seal. */
  public String name() {
    return info.name();
  }

  /** Returns when the seal was made. */
  public Instant created() {
    return info.created();
  }

  /** Returns the first instant of validity. */
  public Instant validFrom() {
    return info.validFrom();
  }

  /** Returns the last instant of validity. */
  public Instant validTo() {
    return info.validTo();
  }

  /** Returns the picture. */
  public SealPicture picture() {
    return info.picture();
  }

  /** Returns the time-stamp of the seal (V5), when there is one. */
  public Optional<byte[]> timeStamp() {
    return timeStamp.length == 0 ? Optional.empty() : Optional.of(timeStamp.clone());
  }

  /** Returns the seal maker's certificate as written. */
  public byte[] makerCertificate() {
    return maker.clone();
  }

  /** Verifies the maker's signature with a certificate, over the scope of the seal's version. */
  public SealEncoding makerSignature(Certificate certificate) {
    return Arrays.equals(certificate.der(), maker)
        ? makerValue.verify(certificate, makerSigned)
        : SealEncoding.NONE;
  }

  /** Tells how the seal lists a signer; practice is split on the digest's prefix. */
  public Listing listing(Certificate signer) {
    byte[] certificate = signer.der();
    byte[] plain = HashAlgorithm.SM3.digest(certificate);
    for (Signer entry : info.signers()) {
      if (!entry.isDigest() && Arrays.equals(entry.octets(), certificate)) {
        return Listing.CERTIFICATE;
      }
      boolean sm3 =
          entry.digestType().toUpperCase(Locale.ROOT).contains("SM3")
              || entry.digestType().equals(HashAlgorithm.SM3.oid());
      if (entry.isDigest() && sm3 && Arrays.equals(entry.octets(), plain)) {
        return Listing.DIGEST;
      }
    }
    return Listing.NOT_LISTED;
  }

  /** How a seal lists a signer's certificate. */
  public enum Listing {
    /** Byte for byte. */
    CERTIFICATE,
    /** By the SM3 digest of the certificate. */
    DIGEST,
    NOT_LISTED
  }
}
