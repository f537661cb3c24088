package io.hufu.model;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** A trust list with two authorities, one log and one address. */
final class TrustListFixture {
  static final Instant ISSUED = Instant.parse("2026-01-05T00:00:00Z");
  static final String ISSUER = "11990100009902019W";
  static final String OTHER = "11990102009902027L";
  static final String TYPE = "119900000099010167001";

  final SigningKey operator;
  final SigningKey agency;
  final SigningKey statusKeeper;
  private final SigningKey root;
  private final LedgerTrust ledger;

  TrustListFixture(SignatureAlgorithm algorithm) {
    operator = TestKeys.selfSigned(algorithm, "CN=Operator");
    root = TestKeys.root(algorithm, "CN=Sample root");
    agency = TestKeys.under(root, "CN=Agency");
    statusKeeper = TestKeys.under(root, "CN=Status,O=Sample");
    SigningKey log = TestKeys.bare(SignatureAlgorithm.SM2_SM3);
    SigningKey witness = TestKeys.bare(SignatureAlgorithm.ED25519);
    ledger =
        new LedgerTrust(
            "log.example/sm3",
            HashAlgorithm.SM3,
            List.of(NoteKey.of("log.example/sm3", NoteKey.Kind.SM2_LOG, log.verificationKey())),
            List.of(
                NoteKey.of(
                    "witness.example", NoteKey.Kind.ED25519_WITNESS, witness.verificationKey())),
            1);
  }

  TrustListContents contents() {
    Authority issuer =
        new Authority(
            ISSUER,
            "示例市",
            "Sample city",
            AuthorityLevel.CITY,
            List.of("990100"),
            List.of(
                KeyRule.of(HashAlgorithm.SHA_256, agency.certificate(), Set.of(KeyUse.LICENCE))),
            List.of(
                grant(List.of(TYPE), List.of("990100"), LocalDate.of(2030, 1, 1)),
                grant(List.of("*"), List.of("*"), null)),
            Instant.parse("2040-01-01T00:00:00Z"),
            true,
            List.of(new Succession(OTHER, LocalDate.of(2026, 1, 1), "示例编〔2026〕1号")),
            List.of(new IssuesFor(OTHER, "示例办法第一条")),
            List.of(
                new TrustList.Seal("99010000000001", "公章", "示例市印"),
                new TrustList.Seal(
                    "99010000000002", "公章", "示例市旧印", Instant.parse("2026-01-01T00:00:00Z"))));
    Authority other =
        new Authority(
            OTHER,
            "示例区",
            "Sample county",
            AuthorityLevel.COUNTY,
            List.of("990102"),
            List.of(
                new KeyRule(
                    HashAlgorithm.SM3,
                    null,
                    root.certificate().digest(HashAlgorithm.SM3),
                    statusKeeper.certificate().subject(),
                    Set.of(KeyUse.STATUS))),
            List.of(),
            null,
            false,
            List.of(),
            List.of(),
            List.of());
    return TrustListContents.builder(3, "示例省可信机构名单", "Trust list of the sample province")
        .period(ISSUED, Instant.parse("2027-01-05T00:00:00Z"))
        .previous("sm3:" + "ab".repeat(32))
        .pilot(true)
        .anchor(
            new TrustAnchor(
                root.certificate(),
                List.of(TrustAnchor.Use.LICENCE, TrustAnchor.Use.STATUS),
                false))
        .authority(issuer)
        .authority(other)
        .ledger(ledger)
        .address(new ListedAddress("https://status.example/list/", false))
        .build();
  }

  private static Grant grant(List<String> types, List<String> regions, LocalDate to) {
    return new Grant(types, regions, LocalDate.of(2020, 1, 1), to, null);
  }

  byte[] file() throws Exception {
    return TrustList.sign(contents().toJson(), operator);
  }
}
