package io.hufu.model;

import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.TrustList.Seal;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the payload of a trust list; the counterpart of {@link TrustListReader}. */
final class TrustListWriter {
  private TrustListWriter() {}

  static JsonObject write(TrustListContents contents) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("schema", TrustListReader.SCHEMA)
            .put("version", contents.version())
            .put("name", names(contents.nameZh(), contents.nameEn()))
            .put("issued", contents.issued().toString())
            .put("nextUpdate", contents.nextUpdate().toString());
    String previous = contents.previous();
    if (previous != null) {
      json.put("previous", previous);
    }
    if (!contents.certificates().isEmpty()) {
      json.put(
          "certificates",
          texts(contents.certificates().stream().map(c -> Base64Url.encode(c.der())).toList()));
    }
    ChannelTrustJson.write(contents.channels(), json);
    TrustHierarchyJson.write(contents.hierarchy(), json);
    return json.put("pilot", contents.pilot())
        .put("anchors", array(contents.anchors(), TrustListWriter::anchor))
        .put("authorities", array(contents.authorities(), TrustListWriter::authority))
        .put("ledgers", array(contents.ledgers(), TrustListWriter::ledger))
        .put("addresses", array(contents.addresses(), TrustListWriter::address))
        .build();
  }

  static JsonObject names(String zh, String en) {
    return JsonObject.builder().put("zh", zh).put("en", en).build();
  }

  private static JsonObject anchor(TrustAnchor anchor) {
    return JsonObject.builder()
        .put("certificate", Base64Url.encode(anchor.certificate().der()))
        .put("uses", constants(anchor.uses()))
        .put("publishesRevocation", anchor.publishesRevocation())
        .build();
  }

  private static JsonObject authority(Authority authority) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("code", authority.code())
            .put("names", names(authority.nameZh(), authority.nameEn()))
            .put("level", authority.level().name())
            .put("regions", texts(authority.regions()))
            .put("keys", array(authority.keys(), TrustListWriter::key))
            .put("grants", array(authority.grants(), TrustListWriter::grant));
    Instant compromisedSince = authority.compromisedSince();
    if (compromisedSince != null) {
      json.put("compromisedSince", compromisedSince.toString());
    }
    json.put("loggedOnly", authority.loggedOnly())
        .put("successors", array(authority.successors(), TrustListWriter::succession))
        .put("mayIssueFor", array(authority.mayIssueFor(), TrustListWriter::issuesFor))
        .put("seals", array(authority.seals(), TrustListWriter::seal));
    if (!authority.formerNames().isEmpty()) {
      json.put("formerNames", array(authority.formerNames(), TrustListWriter::formerName));
    }
    return json.build();
  }

  private static JsonObject succession(Succession succession) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("code", succession.code())
            .put("from", succession.from().toString());
    String basis = succession.basis();
    if (basis != null) {
      json.put("basis", basis);
    }
    return json.build();
  }

  private static JsonObject issuesFor(IssuesFor other) {
    JsonObject.Builder json =
        JsonObject.builder().put("code", other.code()).put("basis", other.basis());
    period(other.from(), other.to(), json);
    return json.build();
  }

  private static JsonObject seal(Seal seal) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("code", seal.code())
            .put("kind", seal.kind())
            .put("name", seal.name());
    Instant invalidSince = seal.invalidSince();
    if (invalidSince != null) {
      json.put("invalidSince", invalidSince.toString());
    }
    if (!seal.types().isEmpty()) {
      json.put("types", texts(seal.types()));
    }
    return json.build();
  }

  private static JsonObject formerName(DatedName name) {
    JsonObject.Builder json = JsonObject.builder().put("zh", name.zh()).put("en", name.en());
    period(name.from(), name.to(), json);
    return json.build();
  }

  /** Puts the days of a period that are known. */
  static void period(@Nullable LocalDate from, @Nullable LocalDate to, JsonObject.Builder json) {
    if (from != null) {
      json.put("from", from.toString());
    }
    if (to != null) {
      json.put("to", to.toString());
    }
  }

  static JsonObject key(KeyRule rule) {
    JsonObject.Builder json = JsonObject.builder();
    byte[] own = rule.certificateDigest();
    if (own != null) {
      json.put("certificate", new DigestText(rule.hash(), own).text());
    } else {
      json.put("ca", new DigestText(rule.hash(), Objects.requireNonNull(rule.caDigest())).text());
      json.put("subject", Objects.requireNonNull(rule.subject()));
    }
    return json.put("uses", constants(rule.uses())).build();
  }

  private static JsonObject grant(Grant grant) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("types", texts(grant.types()))
            .put("regions", texts(grant.regions()));
    period(grant.from(), grant.to(), json);
    String delegator = grant.delegator();
    if (delegator != null) {
      json.put("delegator", delegator);
    }
    return json.build();
  }

  static JsonObject ledger(LedgerTrust ledger) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("origin", ledger.origin())
            .put("hash", ledger.hash().label())
            .put("keys", texts(ledger.keys().stream().map(NoteKey::vkey).toList()))
            .put("witnesses", texts(ledger.witnesses().stream().map(NoteKey::vkey).toList()))
            .put("quorum", ledger.quorum());
    Checkpoint end = ledger.end();
    if (end != null) {
      json.put(
          "end",
          JsonObject.builder()
              .put("size", end.size())
              .put("root", Base64Url.encode(end.root()))
              .build());
    }
    return json.build();
  }

  private static JsonObject address(ListedAddress address) {
    return JsonObject.builder()
        .put("prefix", address.prefix())
        .put("allowPrivate", address.allowPrivate())
        .build();
  }

  static JsonArray constants(Collection<? extends Enum<?>> constants) {
    return texts(constants.stream().map(Enum::name).toList());
  }

  static JsonArray texts(Collection<String> texts) {
    return array(texts, JsonText::new);
  }

  static <T> JsonArray array(Collection<T> items, Function<T, ? extends JsonValue> writing) {
    return new JsonArray(items.stream().<JsonValue>map(writing).toList());
  }
}
