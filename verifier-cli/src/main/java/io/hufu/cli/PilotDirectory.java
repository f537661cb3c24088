package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.pki.CertificateBuilder.Profile;
import io.hufu.crypto.pki.CrlBuilder;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A pilot PKI in files: {@code NAME.p12} with the key, {@code NAME.pem} with the certificate,
 * {@code root.crl} and {@code ca.crl}, and {@code revoked.ndjson} with what was revoked.
 */
final class PilotDirectory {
  static final String ROOT = "root";
  static final String CA = "ca";
  static final String TIME_STAMPS = "tsa";
  static final String TRUST_LIST = "trust-list";

  private static final String REVOKED = "revoked.ndjson";

  private final Session session;
  private final Path directory;
  private final char[] password;
  private final PilotPki pki;

  /** Keys made here: deriving a P12's key from its password takes a while. */
  private final Map<String, SigningKey> made = new ConcurrentHashMap<>();

  private PilotDirectory(Session session, Path directory, char[] password, PilotPki pki) {
    this.session = session;
    this.directory = directory;
    this.password = password;
    this.pki = pki;
  }

  /** Makes root, CA, time-stamping key and the key that signs trust lists. */
  static PilotDirectory create(
      Session session, Path directory, char[] password, Suite suite, Duration life)
      throws CommandFailure, KeyUnavailableException {
    if (Files.exists(directory.resolve(ROOT + ".p12"))) {
      throw CommandFailure.output("exists", session.show(directory.resolve(ROOT + ".p12")));
    }
    PilotPki pki = PilotPki.create(suite, life, session.random(), session.clock());
    PilotDirectory made = new PilotDirectory(session, directory, password, pki);
    made.write(ROOT, pki.root());
    made.write(CA, pki.authority());
    made.issue(TIME_STAMPS, Profile.TIME_STAMPING, PilotName.of("Hufu TSA"), life);
    made.issue(TRUST_LIST, Profile.SIGNER, PilotName.of("Hufu Trust List"), life);
    made.publishLists(life);
    return made;
  }

  static PilotDirectory open(Session session, Path directory, char[] password)
      throws CommandFailure {
    Keys keys = new Keys(session);
    PilotPki pki =
        new PilotPki(
            keys.open(directory.resolve(ROOT + ".p12"), password),
            keys.open(directory.resolve(CA + ".p12"), password),
            session.random(),
            session.clock());
    return new PilotDirectory(session, directory, password, pki);
  }

  /** Certifies a new key and writes it. */
  SigningKey issue(String name, Profile profile, String subject, Duration life)
      throws CommandFailure, KeyUnavailableException {
    SigningKey key = pki.issue(profile, subject, life);
    write(name, key);
    return key;
  }

  /** Certifies a new key that is written nowhere. */
  SigningKey certify(String subject, Duration life) throws KeyUnavailableException {
    return pki.issue(Profile.SIGNER, subject, life);
  }

  SigningKey key(String name) throws CommandFailure {
    SigningKey known = made.get(name);
    return known == null ? new Keys(session).open(file(name, ".p12"), password) : known;
  }

  Path file(String name, String extension) {
    return directory.resolve(name + extension);
  }

  /** Notes a revocation; {@link #publishLists} makes it known. */
  void revoke(Certificate certificate, Instant at, int reason) throws CommandFailure {
    JsonObject line =
        JsonObject.builder()
            .put("serial", certificate.serial().toString(16))
            .put("issuer", certificate.issuer())
            .put("at", at.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("reason", reason)
            .build();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(revokedFile());
    lines.writeBytes(Json.compact(line));
    lines.write('\n');
    session.files().write(directory.resolve(REVOKED), lines.toByteArray(), true);
  }

  /** Signs new lists for the root and the CA, good for so long. */
  void publishLists(Duration life) throws CommandFailure, KeyUnavailableException {
    publish(ROOT, pki.root(), life);
    publish(CA, pki.authority(), life);
  }

  private void publish(String name, SigningKey key, Duration life)
      throws CommandFailure, KeyUnavailableException {
    Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    // The number must grow with every list; seconds since 1970 do.
    CrlBuilder list = new CrlBuilder(now, now.plus(life), now.getEpochSecond());
    for (JsonObject line : revoked()) {
      if (line.text("issuer").orElseThrow().equals(key.certificate().subject())) {
        list.revoke(
            new BigInteger(line.text("serial").orElseThrow(), 16),
            Instant.parse(line.text("at").orElseThrow()),
            Math.toIntExact(line.integer("reason").orElseThrow()));
      }
    }
    session.files().write(file(name, ".crl"), list.signedBy(key).der(), true);
  }

  private List<JsonObject> revoked() throws CommandFailure {
    List<JsonObject> lines = new ArrayList<>();
    for (String line : new String(revokedFile(), StandardCharsets.UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        try {
          lines.add(Json.parseObject(line.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedDataException e) {
          throw CommandFailure.input(
              "file.unreadable", session.show(directory.resolve(REVOKED)), InputFiles.reason(e));
        }
      }
    }
    return lines;
  }

  private byte[] revokedFile() throws CommandFailure {
    Path file = directory.resolve(REVOKED);
    return Files.exists(file) ? new InputFiles(session).read(file) : new byte[0];
  }

  private void write(String name, SigningKey key) throws CommandFailure {
    session.files().requireFree(false, List.of(file(name, ".p12"), file(name, ".pem")));
    new Keys(session).write(file(name, ".p12"), key, password, false);
    made.put(name, key);
    byte[] pem = key.certificate().pem().getBytes(StandardCharsets.US_ASCII);
    session.files().write(file(name, ".pem"), pem, false);
  }
}
