package io.hufu.signing.json;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.model.Evidence;
import io.hufu.model.Evidence.Kind;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads the unsigned items of JAdES into evidence (ETSI TS 119 182-1 §5.3). Used once. */
final class JwsEvidence {
  private static final int MAX_ITEMS = 1024;

  private final FindingSubject subject;
  private final List<Evidence> items = new ArrayList<>();
  private final List<Finding> remarks = new ArrayList<>();

  JwsEvidence(FindingSubject subject) {
    this.subject = subject;
  }

  List<Evidence> items() {
    return items;
  }

  List<Finding> remarks() {
    return remarks;
  }

  /** An item is an object, or the base64url of one (§5.3.1). */
  void read(List<JsonValue> unsignedItems) {
    for (JsonValue each : unsignedItems) {
      try {
        JsonValue item =
            each instanceof JsonText text ? Json.parseObject(Base64Url.decode(text.value())) : each;
        if (item instanceof JsonObject object) {
          object.members().forEach(this::read);
          continue;
        }
      } catch (MalformedDataException e) {
        // said below
      }
      remark(FindingCode.EVIDENCE_MALFORMED, "etsiU");
    }
  }

  private void read(String name, JsonValue value) {
    switch (name) {
      case "sigTst" -> collect(value, "tstTokens", Kind.TIME_STAMP, name);
      case "xVals", "axVals" -> certificates(value, name);
      case "rVals", "arVals" -> revocation(value, name);
      case "arcTst" ->
          remarks.add(
              Finding.of(
                  FindingCode.ARCHIVE_TIME_STAMP_NOT_CHECKED, Outcome.NOTICE, subject, Map.of()));
      case "tstVD" -> {
        if (value instanceof JsonObject data) {
          data.get("xVals").ifPresent(inner -> certificates(inner, name));
          data.get("rVals").ifPresent(inner -> revocation(inner, name));
        }
      }
      default -> remark(FindingCode.EVIDENCE_UNKNOWN, name.length() > 32 ? "?" : name);
    }
  }

  private void certificates(JsonValue value, String name) {
    if (value instanceof JsonArray array) {
      for (JsonValue each : array.items()) {
        if (each instanceof JsonObject object) {
          add(object.get("x509Cert").orElse(each), Kind.CERTIFICATE, name);
        }
      }
    }
  }

  private void revocation(JsonValue value, String name) {
    collect(value, "crlVals", Kind.CRL, name);
    collect(value, "ocspVals", Kind.OCSP, name);
  }

  private void collect(JsonValue value, String member, Kind kind, String name) {
    if (value instanceof JsonObject object) {
      object.array(member).orElse(List.of()).forEach(each -> add(each, kind, name));
    }
  }

  /** §5.4.1: pkiOb holds the base64 of DER in {@code val}. */
  private void add(JsonValue holder, Kind kind, String name) {
    if (holder instanceof JsonObject object && items.size() < MAX_ITEMS) {
      try {
        byte[] bytes = Base64.getDecoder().decode(object.text("val").orElse("?"));
        items.add(new Evidence(kind, bytes));
        return;
      } catch (IllegalArgumentException e) {
        // said below
      }
    }
    remark(FindingCode.EVIDENCE_MALFORMED, name);
  }

  private void remark(FindingCode code, String kind) {
    remarks.add(Finding.of(code, Outcome.NOTICE, subject, Map.of("kind", kind)));
  }
}
