package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.TrustList;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The contents of a trust list before they are signed (docs/formats/trust-list.md). Immutable. */
record TrustDraft(JsonObject contents) {
  private static final String CERTIFICATES = "certificates";

  /** Names of a list or an authority in both languages. */
  record Names(String zh, String en) {
    JsonObject toJson() {
      return JsonObject.builder().put("zh", zh).put("en", en).build();
    }
  }

  /** Starts a first version. */
  static TrustDraft first(Names names, boolean pilot) {
    return new TrustDraft(
        JsonObject.builder()
            .put("schema", "hufu.trust/1")
            .put("version", 1)
            .put("name", names.toJson())
            .put("pilot", pilot)
            .put("anchors", JsonArray.of())
            .put("authorities", JsonArray.of())
            .put("ledgers", JsonArray.of())
            .put("addresses", JsonArray.of())
            .build());
  }

  /** Starts the version after a signed one; it names its predecessor's digest. */
  static TrustDraft after(TrustList list) {
    HashAlgorithm hash = list.signer().key().algorithms().iterator().next().suite().hash();
    return new TrustDraft(
        without(list.contents(), "rotation")
            .with("version", JsonValue.JsonNumber.of(list.version() + 1))
            .with("previous", new JsonText(digestText(hash, list.digest(hash)))));
  }

  /** A rotation belongs to one version. */
  private static JsonObject without(JsonObject contents, String member) {
    JsonObject.Builder rest = JsonObject.builder();
    contents
        .members()
        .forEach(
            (name, value) -> {
              if (!name.equals(member)) {
                rest.put(name, value);
              }
            });
    return rest.build();
  }

  static TrustDraft parse(byte[] json) throws MalformedDataException {
    return new TrustDraft(Json.parseObject(json));
  }

  /** Sets when the list is issued and until when it is good. */
  TrustDraft dated(Instant issued, Duration life) {
    Instant from = issued.truncatedTo(ChronoUnit.SECONDS);
    return new TrustDraft(
        contents
            .with("issued", new JsonText(from.toString()))
            .with("nextUpdate", new JsonText(from.plus(life).toString())));
  }

  TrustDraft withAnchor(
      Certificate certificate, Set<TrustList.TrustAnchor.Use> uses, boolean publishesRevocation) {
    return plus(
        "anchors",
        JsonObject.builder()
            .put("certificate", Base64Url.encode(certificate.der()))
            .put("uses", names(uses))
            .put("publishesRevocation", publishesRevocation)
            .build());
  }

  TrustDraft withAuthority(JsonObject authority) {
    return plus("authorities", authority);
  }

  /** Adds certificates that verifiers need for codes on pages; each once, roots left out. */
  TrustDraft withCertificates(Collection<Certificate> certificates) {
    Set<JsonValue> items = new LinkedHashSet<>(contents.array(CERTIFICATES).orElse(List.of()));
    certificates.stream()
        .filter(certificate -> !certificate.isSelfIssued())
        .forEach(certificate -> items.add(new JsonText(Base64Url.encode(certificate.der()))));
    return items.isEmpty()
        ? this
        : new TrustDraft(contents.with(CERTIFICATES, new JsonArray(List.copyOf(items))));
  }

  TrustDraft withLedger(JsonObject ledger) {
    return plus("ledgers", ledger);
  }

  TrustDraft withAddress(String prefix, boolean allowPrivate) {
    return plus(
        "addresses",
        JsonObject.builder().put("prefix", prefix).put("allowPrivate", allowPrivate).build());
  }

  /** A key rule for one certificate. */
  static JsonObject keyRule(Certificate certificate, Set<TrustList.KeyUse> uses) {
    return JsonObject.builder()
        .put("certificate", digestText(certificate))
        .put("uses", names(uses))
        .build();
  }

  static JsonArray texts(Collection<String> texts) {
    return new JsonArray(texts.stream().map(text -> (JsonValue) new JsonText(text)).toList());
  }

  private static JsonArray names(Set<? extends Enum<?>> constants) {
    return texts(constants.stream().map(Enum::name).sorted().toList());
  }

  private static String digestText(HashAlgorithm hash, byte[] digest) {
    return hash.label().toLowerCase(Locale.ROOT) + ":" + HexFormat.of().formatHex(digest);
  }

  /** Adds to a part that may not be there yet. */
  TrustDraft with(String member, JsonObject item) {
    return plus(member, item);
  }

  /** Adds to a part of a listed authority; empty when it is not listed. */
  Optional<TrustDraft> withPart(String code, String member, JsonObject item) {
    List<JsonValue> authorities = new ArrayList<>();
    boolean found = false;
    for (JsonValue one : contents.array("authorities").orElse(List.of())) {
      if (one instanceof JsonObject authority
          && authority.text("code").filter(code::equals).isPresent()) {
        List<JsonValue> items = new ArrayList<>(authority.array(member).orElse(List.of()));
        items.add(item);
        authorities.add(authority.with(member, new JsonArray(items)));
        found = true;
      } else {
        authorities.add(one);
      }
    }
    return found
        ? Optional.of(new TrustDraft(contents.with("authorities", new JsonArray(authorities))))
        : Optional.empty();
  }

  /** The digest of a certificate, by the hash of its own key's suite. */
  static String digestText(Certificate certificate) {
    HashAlgorithm hash = certificate.key().algorithms().iterator().next().suite().hash();
    return digestText(hash, certificate.digest(hash));
  }

  private TrustDraft plus(String member, JsonObject item) {
    List<JsonValue> items = new ArrayList<>(contents.array(member).orElse(List.of()));
    items.add(item);
    return new TrustDraft(contents.with(member, new JsonArray(items)));
  }
}
