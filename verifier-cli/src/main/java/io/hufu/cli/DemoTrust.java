package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.Catalogue;
import io.hufu.model.SampleAuthority;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.TrustAnchor.Use;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Writes the contents of a demo's trust list: each authority may issue its types in its region. */
final class DemoTrust {
  /** Before the issue date of every sample. */
  private static final String SINCE = "2020-01-01";

  private final PilotDirectory pki;
  private final NoteKey ledger;
  private final NoteKey witness;

  DemoTrust(PilotDirectory pki, NoteKey ledger, NoteKey witness) {
    this.pki = pki;
    this.ledger = ledger;
    this.witness = witness;
  }

  JsonObject draft(
      Collection<DemoParties.Party> parties, List<JsonObject> more, Keys keys, Instant now)
      throws CommandFailure {
    TrustDraft draft =
        start(new TrustDraft.Names("虎符演示名单(试点)", "Hufu demo list (pilot)"), keys, now);
    for (DemoParties.Party party : parties) {
      Certificate status =
          keys.certificates(pki.file(party.id() + PilotAgency.STATUS, ".pem")).get(0);
      Certificate encryption =
          keys.certificates(pki.file(party.id() + PilotAgency.ENCRYPTION, ".pem")).get(0);
      draft =
          draft
              .withAuthority(authority(party, status, encryption))
              .withCertificates(party.key().chain())
              .withCertificates(List.of(encryption));
    }
    return with(draft, more);
  }

  /** The list of another province: the same PKI, its own signer and its own authorities. */
  JsonObject province(List<JsonObject> authorities, Keys keys, Instant now) throws CommandFailure {
    TrustDraft.Names names = new TrustDraft.Names("样例省演示名单(试点)", "Another province (pilot)");
    return with(start(names, keys, now), authorities);
  }

  private TrustDraft start(TrustDraft.Names names, Keys keys, Instant now) throws CommandFailure {
    Certificate root = keys.certificates(pki.file(PilotDirectory.ROOT, ".pem")).get(0);
    return TrustDraft.first(names, true)
        .dated(now, DemoParties.LIFE)
        .withAnchor(root, EnumSet.allOf(Use.class), true)
        .withLedger(ledger());
  }

  private static JsonObject with(TrustDraft draft, List<JsonObject> authorities) {
    TrustDraft whole = draft;
    for (JsonObject authority : authorities) {
      whole = whole.withAuthority(authority);
    }
    return whole.contents();
  }

  private JsonObject authority(
      DemoParties.Party party, Certificate status, Certificate encryption) {
    SampleAuthority authority = party.authority();
    List<String> types =
        authority.types().stream()
            .map(id -> Catalogue.shipped().find(id).orElseThrow().code())
            .toList();
    return JsonObject.builder()
        .put("code", authority.code())
        .put("names", new TrustDraft.Names(authority.nameZh(), authority.nameEn()).toJson())
        .put("level", authority.level().name())
        .put("regions", TrustDraft.texts(List.of(authority.region())))
        .put(
            "keys",
            JsonArray.of(
                TrustDraft.keyRule(party.key().certificate(), Set.of(KeyUse.LICENCE)),
                TrustDraft.keyRule(status, Set.of(KeyUse.STATUS)),
                TrustDraft.keyRule(encryption, Set.of(KeyUse.ENCRYPTION))))
        .put(
            "grants",
            JsonArray.of(
                JsonObject.builder()
                    .put("types", TrustDraft.texts(types))
                    .put("regions", TrustDraft.texts(List.of(authority.region())))
                    .put("from", SINCE)
                    .build()))
        .build();
  }

  private JsonObject ledger() {
    HashAlgorithm hash = ledger.name().endsWith("/sm3") ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
    return JsonObject.builder()
        .put("origin", ledger.name())
        .put("hash", hash.label())
        .put("keys", TrustDraft.texts(List.of(ledger.vkey())))
        .put("witnesses", TrustDraft.texts(List.of(witness.vkey())))
        .put("quorum", 1)
        .build();
  }
}
