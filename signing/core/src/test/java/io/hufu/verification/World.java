package io.hufu.verification;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.pki.CertificateBuilder;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.Authority;
import io.hufu.model.Grant;
import io.hufu.model.KeyRule;
import io.hufu.model.LedgerTrust;
import io.hufu.model.Licence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.StatusReference;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import io.hufu.model.TrustListContents;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A small world to verify in: a root, a CA, two agencies, a TSA, a ledger with two witnesses.
 *
 * <p>Keys are made once; everything else is built anew. Fictional throughout.
 */
public final class World {
  public static final Instant BORN = Instant.parse("2026-01-01T00:00:00Z");
  public static final Instant SIGNED = Instant.parse("2026-06-01T02:00:00Z");
  public static final Instant NOW = Instant.parse("2026-11-24T02:30:00Z");
  public static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
  public static final Instant FAR = Instant.parse("2046-01-01T00:00:00Z");
  public static final String ORIGIN = "ledger.example/hufu/sm3";
  public static final StatusReference PLACE =
      new StatusReference("https://status.example/lists/7", 42);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SampleAuthority SAMPLE =
      SampleLicences.issuerOf("food-operation").orElseThrow();

  /** The authority that issues, and one that has nothing to do with it. */
  public static final String ISSUER = SAMPLE.code();

  public static final String OTHER =
      SampleLicences.issuerOf("marriage").map(SampleAuthority::code).orElseThrow();

  public static final SigningKey ROOT = root("CN=示例根,C=CN", FAR);
  public static final SigningKey CA = issued(Profile.CA, "CN=示例运营CA,C=CN", ROOT, BORN, FAR);
  public static final SigningKey AGENCY = issued(Profile.SIGNER, "CN=示例机构,C=CN", CA, BORN, END);
  public static final SigningKey STATUS = issued(Profile.SIGNER, "CN=示例状态,C=CN", CA, BORN, END);
  public static final SigningKey STRANGER =
      issued(Profile.SIGNER, "CN=陌生机构,C=CN", root("CN=陌生根,C=CN", FAR), BORN, END);
  public static final SigningKey TSA =
      issued(Profile.TIME_STAMPING, "CN=示例时间戳,C=CN", CA, BORN, FAR);
  public static final SigningKey LOG = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  public static final SigningKey WITNESS_A =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  public static final SigningKey WITNESS_B =
      SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);

  private World() {}

  /** Makes a self-signed root. */
  public static SigningKey root(String subject, Instant to) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
    try {
      Certificate certificate = builder(Profile.ROOT, subject, key, BORN, to).selfSigned(key);
      return key.withChain(List.of(certificate));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a key with a certificate; its chain is leaf, issuer and so on. */
  public static SigningKey issued(
      Profile profile, String subject, SigningKey by, Instant from, Instant to) {
    return issued(builder(profile, subject, fresh(), from, to), by);
  }

  private static SigningKey issued(Draft draft, SigningKey by) {
    try {
      Certificate certificate = draft.builder().signedBy(by);
      List<Certificate> chain = new ArrayList<>(List.of(certificate));
      chain.addAll(by.chain());
      return draft.key().withChain(chain);
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Draft(CertificateBuilder builder, SigningKey key) {
    Certificate selfSigned(SigningKey own) throws KeyUnavailableException {
      return builder.selfSigned(own);
    }
  }

  private static SigningKey fresh() {
    return SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  }

  private static Draft builder(
      Profile profile, String subject, SigningKey key, Instant from, Instant to) {
    CertificateBuilder builder =
        new CertificateBuilder(profile, subject, key.verificationKey())
            .validity(from, to)
            .serial(new BigInteger(64, RANDOM).setBit(64));
    return new Draft(builder, key);
  }

  /** Makes a signer whose certificate names a CRL address. */
  public static SigningKey signerWithCrlAt(String uri) {
    Draft draft = builder(Profile.SIGNER, "CN=示例机构,C=CN", fresh(), BORN, END);
    return issued(new Draft(draft.builder().crlAt(uri), draft.key()), CA);
  }

  /** Makes a licence of {@link #ISSUER} that is no sample: 2026-06-01 to 2031-05-31. */
  public static Licence licence() {
    Licence sample = SampleLicences.stream("food-operation", 1).findFirst().orElseThrow();
    return new Licence(
        sample.type(),
        sample.name(),
        sample.number(),
        sample.identifier(),
        sample.issuer(),
        LocalDate.of(2026, 6, 1),
        sample.holders(),
        sample.areaCode(),
        LocalDate.of(2026, 6, 1),
        LocalDate.of(2031, 5, 31),
        null,
        false,
        sample.items());
  }

  /** Signs the trust list of this world, changed as asked. */
  public static TrustList trust(UnaryOperator<TrustListContents.Builder> change) {
    return trust(change, true);
  }

  /** The same, saying whether the root's CAs publish revocation. */
  public static TrustList trust(
      UnaryOperator<TrustListContents.Builder> change, boolean publishesRevocation) {
    return sign(change.apply(contents(publishesRevocation).ledger(ledger())).build());
  }

  public static TrustList trustWithoutLedger(UnaryOperator<TrustListContents.Builder> change) {
    return sign(change.apply(contents(true)).build());
  }

  private static TrustListContents.Builder contents(boolean publishesRevocation) {
    return TrustListContents.builder(1, "示例名单", "Example list")
        .period(BORN, END)
        .anchor(
            anchor(
                ROOT,
                publishesRevocation,
                TrustAnchor.Use.LICENCE,
                TrustAnchor.Use.STATUS,
                TrustAnchor.Use.TIME_STAMP));
  }

  /** Signs the trust list of this world, with {@link #issuer} in it. */
  public static TrustList trust() {
    return trust(contents -> contents.authority(issuer(AuthorityDraft::itself)));
  }

  private static TrustList sign(TrustListContents contents) {
    try {
      return TrustList.parse(TrustList.sign(contents.toJson(), CA), null);
    } catch (KeyUnavailableException | MalformedDataException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TrustAnchor anchor(SigningKey key, boolean publishes, TrustAnchor.Use... uses) {
    return new TrustAnchor(key.certificate(), List.of(uses), publishes);
  }

  /** The entry of the issuing authority, changed as asked. */
  public static Authority issuer(UnaryOperator<AuthorityDraft> change) {
    return change.apply(new AuthorityDraft(ISSUER)).build();
  }

  public static KeyRule key(SigningKey key, KeyUse... uses) {
    return KeyRule.of(HashAlgorithm.SM3, key.certificate(), Set.of(uses));
  }

  public static Grant grant(String region) {
    return new Grant(List.of("*"), List.of(region), LocalDate.of(2020, 1, 1), null, null);
  }

  public static LedgerTrust ledger() {
    return new LedgerTrust(
        ORIGIN,
        HashAlgorithm.SM3,
        List.of(NoteKey.of(ORIGIN, NoteKey.Kind.SM2_LOG, LOG.verificationKey())),
        List.of(
            NoteKey.of("witness-a.example", NoteKey.Kind.SM2_WITNESS, WITNESS_A.verificationKey()),
            NoteKey.of("witness-b.example", NoteKey.Kind.SM2_WITNESS, WITNESS_B.verificationKey())),
        2);
  }
}
