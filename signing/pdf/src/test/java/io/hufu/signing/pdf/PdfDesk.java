package io.hufu.signing.pdf;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.Role;
import io.hufu.model.SampleLicences;
import io.hufu.signing.PilotKeys;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Issues licences now, with keys, revocation lists and time-stamps of one hierarchy. */
final class PdfDesk {
  private static final Duration DAY = Duration.ofDays(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  private final PilotKeys.Hierarchy pki;
  private final HashAlgorithm hash;
  private int lists;

  final SigningKey agency;
  final SigningKey approver;
  final TimeStampAuthority stamps;

  PdfDesk(SignatureAlgorithm algorithm) throws Exception {
    this.pki = PilotKeys.Hierarchy.of(algorithm);
    this.hash = algorithm.suite().hash();
    this.agency = key(Profile.SIGNER, "CN=示例机构,C=CN");
    this.approver = key(Profile.SIGNER, "CN=示例审批人,C=CN");
    this.stamps =
        TimeStampAuthority.inProcess(
            key(Profile.TIME_STAMPING, "CN=示例时间戳,C=CN"), Clock.systemUTC(), RANDOM);
  }

  private SigningKey key(Profile profile, String subject) throws Exception {
    return pki.issue(profile, subject, now.minus(DAY), now.plus(DAY.multipliedBy(300)));
  }

  Certificate root() {
    return pki.root().certificate();
  }

  Instant now() {
    return now;
  }

  static LicenceType type(String id) {
    return Catalogue.shipped().find(id).orElseThrow();
  }

  LicencePayload payload(String type) {
    return payload(SampleLicences.stream(type, 1).findFirst().orElseThrow());
  }

  LicencePayload payload(Licence licence) {
    return new LicencePayload(
        licence, hash, new byte[32], null, Role.ORIGINAL, null, now.minusSeconds(60));
  }

  SealedLicence seal(PdfFormat format, String type) throws Exception {
    return format.seal(payload(type), new SealingContext(agency, type(type), RANDOM));
  }

  /** A time-stamp over a signature. */
  Evidence stamp(SealedLicence licence) throws Exception {
    return new Evidence(Kind.TIME_STAMP, stamps.stamp(hash, hash.digest(licence.stamped())).der());
  }

  /** Lists of both authorities, made now; each time newer ones. */
  List<Evidence> revocation() throws Exception {
    lists++;
    return List.of(crl(pki.ca()), crl(pki.root()));
  }

  private Evidence crl(SigningKey ca) throws Exception {
    CrlBuilder list = new CrlBuilder(now.minusSeconds(10), now.plus(DAY.multipliedBy(30)), lists);
    return new Evidence(Kind.CRL, list.signedBy(ca).der());
  }
}
