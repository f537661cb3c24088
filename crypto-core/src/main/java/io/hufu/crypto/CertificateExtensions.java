package io.hufu.crypto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;

/** The extensions that Hufu reads, decoded once, so that a broken one is found while parsing. */
final class CertificateExtensions {
  private final @Nullable Extensions all;
  private final Optional<KeyUsage> keyUsage;
  private final Optional<BasicConstraints> basicConstraints;
  private final List<String> extendedKeyUsage;
  private final Optional<byte[]> subjectKeyId;
  private final Optional<byte[]> authorityKeyId;
  private final List<String> crlUris;

  CertificateExtensions(@Nullable Extensions all) throws MalformedDataException {
    this.all = all;
    this.keyUsage = decode(Extension.keyUsage, KeyUsage::getInstance);
    this.basicConstraints = decode(Extension.basicConstraints, BasicConstraints::getInstance);
    this.extendedKeyUsage =
        decode(Extension.extendedKeyUsage, ExtendedKeyUsage::getInstance)
            .map(CertificateExtensions::purposes)
            .orElse(List.of());
    this.subjectKeyId =
        decode(Extension.subjectKeyIdentifier, SubjectKeyIdentifier::getInstance)
            .map(SubjectKeyIdentifier::getKeyIdentifier);
    this.authorityKeyId =
        decode(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance)
            .map(AuthorityKeyIdentifier::getKeyIdentifierOctets);
    this.crlUris =
        decode(Extension.cRLDistributionPoints, CRLDistPoint::getInstance)
            .map(CertificateExtensions::uris)
            .orElse(List.of());
  }

  private <T> Optional<T> decode(ASN1ObjectIdentifier oid, Function<byte[], T> decoder)
      throws MalformedDataException {
    Optional<byte[]> value = value(oid);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    StrictDer.check(value.get());
    return Optional.of(decoder.apply(value.get()));
  }

  private Optional<byte[]> value(ASN1ObjectIdentifier oid) {
    @Nullable Extension extension = all == null ? null : all.getExtension(oid);
    return extension == null ? Optional.empty() : Optional.of(extension.getExtnValue().getOctets());
  }

  Optional<byte[]> value(String oid) {
    return ASN1ObjectIdentifier.tryFromID(oid) == null
        ? Optional.empty()
        : value(new ASN1ObjectIdentifier(oid)).map(byte[]::clone);
  }

  Set<String> criticalOids() {
    if (all == null) {
      return Set.of();
    }
    return Arrays.stream(all.getCriticalExtensionOIDs())
        .map(ASN1ObjectIdentifier::getId)
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean hasKeyUsage() {
    return keyUsage.isPresent();
  }

  boolean allows(Certificate.KeyUsage usage) {
    // Bit 0 is the most significant bit of the first octet.
    int bit = usage.ordinal();
    return keyUsage
        .map(KeyUsage::getBytes)
        .filter(octets -> octets.length > 0 && (octets[0] & (0x80 >> bit)) != 0)
        .isPresent();
  }

  boolean isCa() {
    return basicConstraints.filter(BasicConstraints::isCA).isPresent();
  }

  OptionalInt pathLength() {
    if (!isCa() || basicConstraints.get().getPathLenConstraintInteger() == null) {
      return OptionalInt.empty();
    }
    // A limit that no int holds limits nothing.
    return basicConstraints.get().getPathLenConstraint().bitLength() > 31
        ? OptionalInt.empty()
        : OptionalInt.of(basicConstraints.get().getPathLenConstraint().intValue());
  }

  List<String> extendedKeyUsage() {
    return extendedKeyUsage;
  }

  Optional<byte[]> subjectKeyId() {
    return subjectKeyId.map(byte[]::clone);
  }

  Optional<byte[]> authorityKeyId() {
    return authorityKeyId.map(byte[]::clone);
  }

  List<String> crlUris() {
    return crlUris;
  }

  /** Only an address: what cannot be read is no reason to refuse the certificate. */
  List<String> ocspUris() {
    try {
      return decode(Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance)
          .map(CertificateExtensions::responders)
          .orElse(List.of());
    } catch (MalformedDataException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private static List<String> responders(AuthorityInformationAccess access) {
    List<String> uris = new ArrayList<>();
    for (AccessDescription description : access.getAccessDescriptions()) {
      GeneralName location = description.getAccessLocation();
      if (description.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
          && location.getTagNo() == GeneralName.uniformResourceIdentifier) {
        uris.add(ASN1IA5String.getInstance(location.getName()).getString());
      }
    }
    return List.copyOf(uris);
  }

  private static List<String> purposes(ExtendedKeyUsage usage) {
    return Arrays.stream(usage.getUsages()).map(KeyPurposeId::getId).toList();
  }

  private static List<String> uris(CRLDistPoint points) {
    List<String> uris = new ArrayList<>();
    for (DistributionPoint point : points.getDistributionPoints()) {
      @Nullable DistributionPointName name = point.getDistributionPoint();
      if (name == null || name.getType() != DistributionPointName.FULL_NAME) {
        continue;
      }
      for (GeneralName general : GeneralNames.getInstance(name.getName()).getNames()) {
        if (general.getTagNo() == GeneralName.uniformResourceIdentifier) {
          uris.add(ASN1IA5String.getInstance(general.getName()).getString());
        }
      }
    }
    return List.copyOf(uris);
  }
}
