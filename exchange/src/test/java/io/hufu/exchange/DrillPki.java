package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.model.TrustList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Keys of two agencies as files, and a signed trust list that names them. */
final class DrillPki {
  private static final SecureRandom RANDOM = new SecureRandom();

  private DrillPki() {}

  /** Writes CODE-sign.p12 and CODE-encrypt.p12 for each code, and trust.json. */
  static void write(Path folder, Suite suite, String... codes) throws Exception {
    Agencies agencies = new Agencies(suite);
    JsonArray authorities = JsonArray.EMPTY;
    JsonArray certificates = JsonArray.EMPTY;
    SigningKey signer = null;
    for (String code : codes) {
      SigningKey sign = agencies.issued(Profile.SIGNER, "签名" + code);
      SigningKey encrypt = agencies.issued(Profile.ENCRYPTION, "加密" + code);
      export(folder.resolve(code + "-sign.p12"), sign);
      export(folder.resolve(code + "-encrypt.p12"), encrypt);
      authorities = plus(authorities, authority(code, suite.hash(), sign, encrypt));
      certificates =
          plus(certificates, new JsonText(Base64Url.encode(encrypt.certificate().der())));
      signer = sign;
    }
    Instant now = Instant.now();
    JsonObject contents =
        JsonObject.builder()
            .put("schema", "hufu.trust/1")
            .put("version", 1)
            .put("name", JsonObject.builder().put("zh", "示例").put("en", "sample").build())
            .put("issued", now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString())
            .put(
                "nextUpdate",
                now.plusSeconds(86_400)
                    .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                    .toString())
            .put("pilot", true)
            .put("anchors", JsonArray.of(anchor(agencies.root())))
            .put("authorities", authorities)
            .put("ledgers", JsonArray.EMPTY)
            .put("addresses", JsonArray.EMPTY)
            .put("certificates", certificates)
            .build();
    Files.write(
        folder.resolve("trust.json"),
        TrustList.sign(contents, java.util.Objects.requireNonNull(signer)));
  }

  private static JsonArray plus(JsonArray array, io.hufu.crypto.jose.JsonValue item) {
    java.util.ArrayList<io.hufu.crypto.jose.JsonValue> items =
        new java.util.ArrayList<>(array.items());
    items.add(item);
    return new JsonArray(items);
  }

  private static void export(Path file, SigningKey key) throws Exception {
    Files.write(file, InsecureKeyExport.toPkcs12(key, Agencies.PASSWORD, RANDOM));
  }

  private static JsonObject anchor(Certificate root) {
    return JsonObject.builder()
        .put("certificate", Base64Url.encode(root.der()))
        .put("uses", JsonArray.of(new JsonText("LICENCE")))
        .put("publishesRevocation", false)
        .build();
  }

  private static JsonObject authority(
      String code, HashAlgorithm hash, SigningKey sign, SigningKey encrypt) {
    return JsonObject.builder()
        .put("code", code)
        .put("names", JsonObject.builder().put("zh", "示例" + code).put("en", code).build())
        .put("level", "CITY")
        .put("regions", JsonArray.of(new JsonText("990100")))
        .put(
            "keys",
            JsonArray.of(
                rule(hash, sign.certificate(), "LICENCE"),
                rule(hash, encrypt.certificate(), "ENCRYPTION")))
        .put("grants", JsonArray.EMPTY)
        .build();
  }

  private static JsonObject rule(HashAlgorithm hash, Certificate certificate, String use) {
    return JsonObject.builder()
        .put(
            "certificate",
            hash.label().toLowerCase(Locale.ROOT)
                + ":"
                + HexFormat.of().formatHex(certificate.digest(hash)))
        .put("uses", JsonArray.of(new JsonText(use)))
        .build();
  }

  static TrustList trust(Path folder) throws Exception {
    return TrustList.loadLocallyTrusted(folder.resolve("trust.json"));
  }

  /** An office of an agency whose keys stand in a folder. */
  static ExchangeOfficeBuilder office(Path folder, String code) throws Exception {
    TrustList trust = trust(folder);
    return ExchangeOffice.at(Files.createDirectories(folder.resolve(code)))
        .authority(code)
        .signer(
            SigningKey.fromPkcs12(folder.resolve(code + "-sign.p12"), Agencies.PASSWORD.clone()))
        .decryption(
            DecryptionKey.fromPkcs12(
                folder.resolve(code + "-encrypt.p12"), Agencies.PASSWORD.clone()))
        .senders(Senders.listedIn(trust, List.of()))
        .recipients(Recipients.listedIn(trust, List.of(), List.of()));
  }
}
