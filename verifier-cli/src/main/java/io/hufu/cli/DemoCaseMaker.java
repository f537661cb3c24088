package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.CaseRecord;
import io.hufu.model.Licence;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.EvidenceFrozenException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.TransitionRefusedException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Issues what the cases of a demo need. Not thread-safe. */
final class DemoCaseMaker {
  private final Session session;
  private final DemoParties parties;
  private final LicenceFormat format;
  private int seed = 100;

  DemoCaseMaker(Session session, DemoParties parties, LicenceFormat format) {
    this.session = session;
    this.parties = parties;
    this.format = format;
  }

  /** Does something to a licence's status before its assertion is made. */
  @FunctionalInterface
  interface Afterwards {
    void change(StatusRegister register, Licence licence)
        throws IOException, KeyUnavailableException, TransitionRefusedException;
  }

  DemoNeighbours neighbours() {
    return parties.neighbours();
  }

  LocalDate today() {
    return ChinaTime.day(session.clock().instant());
  }

  java.time.Instant now() {
    return session.clock().instant();
  }

  DemoLicence like(String type) {
    seed++;
    return DemoLicence.like(type, seed, today());
  }

  /** Issues by the party whose code the licence names, with a status. */
  byte[] issue(DemoLicence draft) throws CannotSealException, KeyUnavailableException, IOException {
    Licence licence = draft.build();
    return parties.issuer(parties.party(licence.issuer().code())).issue(licence, format).bytes();
  }

  /** Issues with a status, and then changes that. */
  byte[] issue(DemoLicence draft, Afterwards afterwards)
      throws CannotSealException,
          KeyUnavailableException,
          IOException,
          EvidenceFrozenException,
          TransitionRefusedException {
    Licence licence = draft.build();
    DemoParties.Party party = parties.party(licence.issuer().code());
    SealedLicence sealed = parties.issuer(party).issue(licence, format);
    afterwards.change(party.register(), licence);
    return sealed
        .withEvidence(format, List.of(party.register().assertion(licence.identifier())))
        .bytes();
  }

  /** Issues by any key, without a status. */
  byte[] issue(DemoLicence draft, SigningKey key)
      throws CannotSealException, KeyUnavailableException, IOException {
    return parties.issuer(key).build().issue(draft.build(), format).bytes();
  }

  /** Issues many at once: signatures one by one, one entry in the ledger's next checkpoint each. */
  List<byte[]> issueAll(List<Licence> licences, SigningKey key)
      throws CannotSealException, KeyUnavailableException, IOException {
    List<byte[]> issued = new ArrayList<>();
    for (var result : parties.issuer(key).build().issueAll(licences.stream(), format).toList()) {
      Demo.requireIssued(result);
      issued.add(result.sealed().get(0).bytes());
    }
    return issued;
  }

  SigningKey keyOf(String code) {
    return parties.party(code).key();
  }

  /** What the desk notes of a case: who applies, and what a person has seen. */
  static CaseRecord record(String matter, Licence.@Nullable Holder applicant, String... received) {
    return new CaseRecord(
        matter,
        applicant == null ? null : new CaseRecord.Applicant(applicant.name(), applicant.code()),
        null,
        null,
        List.of(received),
        List.of(),
        Map.of());
  }

  static Map<String, byte[]> documents(Object... namesAndBytes) {
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (int i = 0; i < namesAndBytes.length; i += 2) {
      documents.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
    }
    return documents;
  }
}
