package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.DirectoryDrop;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.ExchangePolicy;
import io.hufu.exchange.Recipients;
import io.hufu.exchange.Senders;
import io.hufu.exchange.message.ConsentToken;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.ExchangeRequest.Holder;
import io.hufu.exchange.message.ExchangeRequest.Reason;
import io.hufu.exchange.message.ExchangeRequest.Wanted;
import io.hufu.exchange.message.Parties;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.model.Anchor;
import io.hufu.model.Licence;
import io.hufu.model.SignedConsent;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One agency of a demo asks another instead of asking the citizen: with consent for what the policy
 * permits, and in vain for more. The offices stay in the directory, to go on with.
 */
final class DemoExchange {
  private static final String MATTER = "990111001000";
  private static final String BASIS = "示例条例第一条";
  private static final String FIELD = "operatorCategory";
  private static final Duration CONSENT = Duration.ofDays(1);

  private final Session session;
  private final DemoDirectory directory;
  private final TrustList trust;
  private final DemoParties.Party asks;
  private final DemoParties.Party answers;
  private final Licence licence;

  /** Prepares to ask for what is true of the holder of a licence that was issued. */
  DemoExchange(
      Session session, DemoDirectory directory, DemoParties parties, TrustList trust, Licence of) {
    this.session = session;
    this.directory = directory;
    this.trust = trust;
    this.answers = parties.party(of.issuer().code());
    this.asks = parties.other(answers);
    this.licence = of;
  }

  /** A step and how it ended; {@code outcome} is the key of a text. */
  record Row(String step, String outcome, boolean asExpected) {}

  private Path place(String name) {
    return directory.exchange().resolve(name);
  }

  List<Row> run(char[] password, Anchor ledger)
      throws CommandFailure, IOException, KeyUnavailableException, MalformedDataException {
    write("policy.json", policyJson());
    write("asks.json", officeJson("asks", asks));
    write("answers.json", officeJson("answers", answers));
    Files.createDirectories(place("shared"));
    List<Row> rows = new ArrayList<>();
    try (ExchangeOffice requester = office("asks", asks, password);
        ExchangeOffice provider = office("answers", answers, password)) {
      rows.add(ask(requester, provider, FIELD, RequestState.ANSWERED));
      rows.add(ask(requester, provider, "principal", RequestState.REFUSED));
      requester.deliver(shared());
      provider.deliver(shared());
      boolean all = requester.pending().isEmpty() && provider.pending().isEmpty();
      rows.add(new Row("receipts", all ? "exchanged" : "missing", all));
      requester.anchorAudit(ledger);
      provider.anchorAudit(ledger);
      rows.add(new Row("audit", "anchored", true));
    }
    return rows;
  }

  private DirectoryDrop shared() {
    return DirectoryDrop.in(place("shared"));
  }

  /** The shared folder is carried to the provider and back. */
  private Row ask(
      ExchangeOffice requester, ExchangeOffice provider, String field, RequestState expected)
      throws CommandFailure, IOException, KeyUnavailableException, MalformedDataException {
    SignedMessage request = request(field);
    requester.ask(request, consent(request));
    requester.deliver(shared());
    shared().collect(provider);
    provider.process();
    provider.deliver(shared());
    shared().collect(requester);
    requester.process();
    session.files().write(place(field + "-request.jwt"), request.bytes(), false);
    RequestState state = requester.request(ExchangeRequest.of(request).id()).orElseThrow().state();
    return new Row("request." + expected, "state." + state, state == expected);
  }

  private SignedMessage request(String field) throws KeyUnavailableException {
    Licence.Holder holder = licence.holders().get(0);
    ExchangeInputs inputs = new ExchangeInputs(session);
    Instant now = session.clock().instant();
    return new ExchangeRequest(
            inputs.randomId(),
            new Parties(asks.authority().code(), answers.authority().code(), now),
            new Holder(holder.codeType(), holder.code(), null),
            List.of(new Wanted(licence.type(), List.of(field))),
            new Reason(MATTER, "核验经营资格", BASIS, Ground.CONSENT, null, null),
            Base64Url.encode(inputs.random()),
            now.plus(CONSENT),
            null)
        .sign(asks.key());
  }

  private SignedMessage consent(SignedMessage request) throws KeyUnavailableException {
    Instant now = session.clock().instant();
    return new ConsentToken(
            new Parties(request.from(), request.to(), now),
            request.digest(),
            SignedConsent.By.OFFICIAL,
            "工号0001",
            "已告知用途",
            now.plus(CONSENT))
        .sign(asks.key());
  }

  private ExchangeOffice office(String name, DemoParties.Party party, char[] password)
      throws IOException, KeyUnavailableException {
    ExchangePolicy policy;
    try {
      policy = ExchangePolicy.parse(Json.pretty(policyJson()));
    } catch (MalformedDataException e) {
      throw new IllegalStateException(e);
    }
    return ExchangeOffice.at(Files.createDirectories(place(name)))
        .authority(party.authority().code())
        .signer(party.key())
        .decryption(DecryptionKey.fromPkcs12(encryption(party), password))
        .senders(Senders.listedIn(trust, List.of()))
        .recipients(Recipients.listedIn(trust, List.of(), List.of()))
        .policy(policy)
        .answers(new LicenceShelf(directory.licences(), session.clock()))
        .firstRetry(Duration.ZERO) // the folder is carried at once
        .clock(session.clock(), "system clock")
        .random(session.random())
        .open();
  }

  private Path encryption(DemoParties.Party party) {
    return directory.keys().resolve(party.id() + PilotAgency.ENCRYPTION + ".p12");
  }

  private JsonObject policyJson() {
    JsonObject rule =
        JsonObject.builder()
            .put("requesters", texts(asks.authority().code()))
            .put("types", texts(licence.type()))
            .put("matters", texts(MATTER))
            .put("grounds", texts(Ground.CONSENT.name()))
            .put("fields", texts(FIELD))
            .build();
    return JsonObject.builder()
        .put("schema", "hufu.exchange-policy/1")
        .put("rules", JsonArray.of(rule))
        .build();
  }

  private static JsonArray texts(String text) {
    return JsonArray.of(new JsonText(text));
  }

  private JsonObject officeJson(String name, DemoParties.Party party) {
    String keys = "../keys/" + party.id();
    return JsonObject.builder()
        .put("schema", "hufu.exchange-office/1")
        .put("authority", party.authority().code())
        .put("directory", name)
        .put("signKey", keys + ".p12")
        .put("decryptionKey", keys + PilotAgency.ENCRYPTION + ".p12")
        .put("trust", "../" + directory.trustList().getFileName())
        .put("policy", "policy.json")
        .put("licences", "../licences")
        .build();
  }

  private void write(String name, JsonObject json) throws CommandFailure {
    session.files().write(place(name), Json.pretty(json), false);
  }
}
