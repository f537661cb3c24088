package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.AuthorityLevel;
import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.UnifiedSocialCreditCode;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authorities that only the cases of a demo need: a delegate, predecessors, another province. */
final class DemoNeighbours {
  /** An authority of a case; its key stays in memory. */
  record Neighbour(Licence.IssuingAuthority issuer, @Nullable SigningKey key) {
    SigningKey signing() {
      if (key == null) {
        throw new IllegalStateException(issuer.name() + " signs nothing any more");
      }
      return key;
    }
  }

  private static final String SINCE = "2010-01-01";

  private final Neighbour delegate;
  private final Neighbour predecessor;
  private final Neighbour unlinked;
  private final Neighbour police;
  private final Neighbour formerPolice;
  private final Neighbour customer;
  private final Neighbour namesake;

  DemoNeighbours(DemoParties.Certifier certifier) throws CommandFailure, KeyUnavailableException {
    this.delegate = made(certifier, "示例市住房和城乡建设局", "11990100009902110");
    this.predecessor = made(null, "示例市国土资源局", "11990100009902120");
    this.unlinked = made(null, "示例市房产管理局", "11990100009902130");
    this.police = made(certifier, "样例市公安局", "11980100009801010");
    this.formerPolice = made(certifier, "样例市公安局旧城分局", "11980100009801020");
    this.customer = made(certifier, "示例市某某商贸有限公司", "91990100MA01234X1");
    String name = SampleLicences.issuerOf("food-operation").orElseThrow().nameZh();
    this.namesake = made(certifier, name, "11990200009902140");
  }

  private static Neighbour made(DemoParties.@Nullable Certifier certifier, String name, String body)
      throws CommandFailure, KeyUnavailableException {
    String code = UnifiedSocialCreditCode.complete(body);
    SigningKey key = certifier == null ? null : certifier.certify(name, code);
    AuthorityLevel level = name.contains("公安局") ? AuthorityLevel.COUNTY : AuthorityLevel.CITY;
    return new Neighbour(new Licence.IssuingAuthority(name, code, level), key);
  }

  /** Issues by delegation of the province, lawfully in its own city. */
  Neighbour delegate() {
    return delegate;
  }

  /** Its tasks went to the bureau that issues real-estate certificates today. */
  Neighbour predecessor() {
    return predecessor;
  }

  /** Its tasks went nowhere that the list knows of. */
  Neighbour unlinked() {
    return unlinked;
  }

  /** Of another province, with a trust list of its own. */
  Neighbour police() {
    return police;
  }

  /** Of another province; its grant has ended. */
  Neighbour formerPolice() {
    return formerPolice;
  }

  /** Has a certificate of the CA that certifies the authorities, and is no authority. */
  Neighbour customer() {
    return customer;
  }

  /** Bears the name of the authority that issues food licences, elsewhere, under its own code. */
  Neighbour namesake() {
    return namesake;
  }

  /** Their entries in the demo's own list. */
  List<JsonObject> entries() {
    String construction = "construction-qualification";
    String delegator =
        SampleLicences.issuerOf(construction).map(SampleAuthority::code).orElseThrow();
    JsonObject lawful = grant(construction, "990100", null).with("delegator", text(delegator));
    JsonObject tooWide = grant(construction, "*", null).with("delegator", text(delegator));
    String successor =
        SampleLicences.issuerOf("real-estate").map(SampleAuthority::code).orElseThrow();
    JsonObject succession =
        JsonObject.builder()
            .put("code", successor)
            .put("from", "2019-03-01")
            .put("basis", "示例市机构改革方案(2019)")
            .build();
    JsonObject titles = grant("real-estate", "990100", null);
    return List.of(
        entry(delegate, "990100", JsonArray.of(lawful, tooWide)),
        entry(predecessor, "990100", JsonArray.of(titles))
            .with("successors", JsonArray.of(succession)),
        entry(unlinked, "990100", JsonArray.of(titles)),
        entry(namesake, "990200", JsonArray.of(grant("food-operation", "990200", null))));
  }

  /** The entries of the other province's list. */
  List<JsonObject> provinceEntries() {
    return List.of(
        entry(police, "980100", JsonArray.of(grant("resident-id", "980100", null))),
        entry(formerPolice, "980100", JsonArray.of(grant("resident-id", "980100", "2024-12-31"))));
  }

  private static JsonObject entry(Neighbour neighbour, String region, JsonArray grants) {
    SigningKey key = neighbour.key();
    return JsonObject.builder()
        .put("code", neighbour.issuer().code())
        .put(
            "names",
            new TrustDraft.Names(
                    neighbour.issuer().name(),
                    "Sample authority " + neighbour.issuer().code().substring(13))
                .toJson())
        .put("level", neighbour.issuer().level().name())
        .put("regions", TrustDraft.texts(List.of(region)))
        .put(
            "keys",
            key == null
                ? JsonArray.EMPTY
                : JsonArray.of(TrustDraft.keyRule(key.certificate(), Set.of(KeyUse.LICENCE))))
        .put("grants", grants)
        .build();
  }

  private static JsonObject grant(String type, String region, @Nullable String to) {
    JsonObject.Builder grant =
        JsonObject.builder()
            .put(
                "types",
                TrustDraft.texts(List.of(Catalogue.shipped().find(type).orElseThrow().code())))
            .put("regions", TrustDraft.texts(List.of(region)))
            .put("from", SINCE);
    return (to == null ? grant : grant.put("to", to)).build();
  }

  private static io.hufu.crypto.jose.JsonValue.JsonText text(String text) {
    return new io.hufu.crypto.jose.JsonValue.JsonText(text);
  }
}
