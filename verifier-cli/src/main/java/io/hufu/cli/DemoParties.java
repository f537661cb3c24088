package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.Suite;
import io.hufu.crypto.seal.Seal;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.Anchor;
import io.hufu.model.Evidence;
import io.hufu.model.SampleAuthority;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.signing.Issuer;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who takes part in a demo: the fictional authorities, a TSA, a ledger and its witness. */
final class DemoParties implements AutoCloseable {
  /** Certificates, status and trust list of a demo live one year. */
  static final Duration LIFE = Duration.ofDays(365);

  private static final int PASSWORD_LENGTH = 20;
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private final Session session;
  private final DemoDirectory directory;
  private final Password password;
  private final PilotDirectory pki;
  private final EmbeddedLedger ledger;
  private final DemoWitness witness;
  private final List<Evidence> revocation;
  private final TimeStampAuthority stamps;
  private final @Nullable PilotSeal seals;
  private final Map<String, Party> parties = new LinkedHashMap<>();
  private final DemoNeighbours neighbours;

  /** Certifies a key that stays in memory. */
  @FunctionalInterface
  interface Certifier {
    SigningKey certify(String name, String code) throws CommandFailure, KeyUnavailableException;
  }

  /** An authority, its key, its status register, and its seal where the suite has seals. */
  record Party(
      String id,
      SampleAuthority authority,
      SigningKey key,
      StatusRegister register,
      @Nullable Seal seal) {}

  private DemoParties(Session session, DemoDirectory directory, Suite suite)
      throws CommandFailure, KeyUnavailableException, IOException {
    this.session = session;
    this.directory = directory;
    this.password = Password.of(password(session));
    char[] secret = password.characters();
    this.pki = PilotDirectory.create(session, directory.keys(), secret, suite, LIFE);
    String origin = "demo.hufu.example/licences" + (suite == Suite.SM ? "/sm3" : "");
    this.ledger =
        new LedgerFiles(session, directory.ledger())
            .create(origin, suite, pki.file("ledger", ".p12"), password);
    SigningKey witnessKey = SigningKey.generate(LedgerFiles.algorithm(suite), session.random());
    new Keys(session).write(pki.file("witness", ".p12"), witnessKey, secret, false);
    this.witness = new DemoWitness(ledger, witnessKey, session.clock());
    this.revocation = new ArrayList<>();
    for (String ca : List.of(PilotDirectory.CA, PilotDirectory.ROOT)) {
      byte[] list = Files.readAllBytes(pki.file(ca, ".crl"));
      session.files().write(directory.evidence().resolve(ca + ".crl"), list, false);
      revocation.add(new Evidence(Evidence.Kind.CRL, list));
    }
    this.seals = suite == Suite.SM ? PilotSeal.of(session, pki, LIFE) : null;
    this.stamps =
        TimeStampAuthority.inProcess(
            pki.key(PilotDirectory.TIME_STAMPS), session.clock(), session.random());
    this.neighbours = new DemoNeighbours(this::certify);
  }

  private SigningKey certify(String name, String code) throws KeyUnavailableException {
    return pki.certify(PilotName.agency(name, code), LIFE);
  }

  /** Makes everybody's keys and registers in the directory. */
  static DemoParties create(Session session, DemoDirectory directory, Suite suite)
      throws Exception {
    DemoParties made = new DemoParties(session, directory, suite);
    boolean complete = false;
    try {
      made.enrolAll(SampleLicences.authorities());
      made.writePassword();
      complete = true;
      return made;
    } finally {
      if (!complete) {
        made.close();
      }
    }
  }

  /** Protecting a key by a password is slow on purpose. */
  private void enrolAll(List<SampleAuthority> authorities) throws Exception {
    List<Party> enrolled =
        OnAllProcessors.each(
            authorities,
            authority -> enrol("agency-" + (authorities.indexOf(authority) + 1), authority));
    enrolled.forEach(party -> parties.put(party.authority().code(), party));
  }

  /** Gives an authority keys and a status register. */
  Party enrol(String id, SampleAuthority authority)
      throws CommandFailure, KeyUnavailableException, IOException {
    SigningKey key = new PilotAgency(id, authority.nameZh(), authority.code()).enrol(pki, LIFE);
    StatusRegister register =
        StatusRegister.in(directory.status().resolve(id))
            .authority(authority.code())
            .lists("https://demo.hufu.example/status/" + id)
            .key(pki.key(id + PilotAgency.STATUS))
            .validity(LIFE)
            .clock(session.clock())
            .random(session.random())
            .open();
    Seal seal = seals == null ? null : seals.make(id, authority.nameZh(), key.certificate(), LIFE);
    return new Party(id, authority, key, register, seal);
  }

  Party party(String code) {
    return java.util.Objects.requireNonNull(parties.get(code), code);
  }

  /** Finds another authority of the same PKI. */
  Party other(Party than) {
    return parties.values().stream()
        .filter(each -> !each.id().equals(than.id()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the ledger with its witness. */
  Anchor anchor() {
    return witness;
  }

  /** Returns the password of every P12 file. */
  char[] password() {
    return password.characters();
  }

  DemoNeighbours neighbours() {
    return neighbours;
  }

  Issuer issuer(Party party) {
    return issuer(party.key()).status(party.register()).build();
  }

  /** Starts an issuer that keeps no status. */
  Issuer.Builder issuer(SigningKey key) {
    return Issuer.builder()
        .key(key)
        .timeStamps(stamps)
        .anchor(witness)
        .evidence(revocation)
        .clock(session.clock())
        .random(session.random());
  }

  /** Signs trust lists of this demo. */
  SigningKey listSigner() throws CommandFailure {
    return pki.key(PilotDirectory.TRUST_LIST);
  }

  /** Signs the list of another province, and writes it. */
  TrustList publishProvince(Path file)
      throws CommandFailure, KeyUnavailableException, MalformedDataException {
    SigningKey key = pki.certify(PilotName.of("Hufu Trust List of another province"), LIFE);
    DemoTrust contents = new DemoTrust(pki, ledger.noteKey(), witness.noteKey());
    byte[] signed =
        TrustList.sign(
            contents.province(
                neighbours.provinceEntries(), new Keys(session), session.clock().instant()),
            key);
    session.files().write(file, signed, false);
    return TrustList.parse(signed, key.certificate());
  }

  /** Signs the list of who is trusted, and writes it. */
  TrustList publishTrust() throws CommandFailure, KeyUnavailableException, MalformedDataException {
    DemoTrust contents = new DemoTrust(pki, ledger.noteKey(), witness.noteKey());
    byte[] signed =
        TrustList.sign(
            contents.draft(
                parties.values(),
                neighbours.entries(),
                new Keys(session),
                session.clock().instant()),
            pki.key(PilotDirectory.TRUST_LIST));
    session.files().write(directory.trustList(), signed, false);
    return TrustList.parse(signed, pki.key(PilotDirectory.TRUST_LIST).certificate());
  }

  @Override
  public void close() throws IOException {
    try {
      for (Party party : parties.values()) {
        party.register().close();
      }
      ledger.close();
    } finally {
      password.close();
    }
  }

  private void writePassword() throws CommandFailure {
    byte[] line = new String(password.characters()).concat("\n").getBytes(StandardCharsets.UTF_8);
    session.files().write(pki.file("password", ""), line, false, OutputFiles.Privacy.OWNER);
    byte[] readme =
        session
            .say("demo.keys", new String(password.characters()))
            .getBytes(StandardCharsets.UTF_8);
    session.files().write(pki.file("README", ""), readme, false, OutputFiles.Privacy.OWNER);
  }

  private static char[] password(Session session) {
    char[] password = new char[PASSWORD_LENGTH];
    for (int i = 0; i < password.length; i++) {
      password[i] = LETTERS.charAt(session.random().nextInt(LETTERS.length()));
    }
    return password;
  }
}
