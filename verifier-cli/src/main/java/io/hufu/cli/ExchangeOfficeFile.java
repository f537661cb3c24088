package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.pki.Crl;
import io.hufu.exchange.Answers;
import io.hufu.exchange.DecryptionKey;
import io.hufu.exchange.DirectoryInUseException;
import io.hufu.exchange.ExchangeClient;
import io.hufu.exchange.ExchangeOffice;
import io.hufu.exchange.ExchangeOfficeBuilder;
import io.hufu.exchange.ExchangePolicy;
import io.hufu.exchange.Recipients;
import io.hufu.exchange.Senders;
import io.hufu.model.MemberReader;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An office as a file describes it: {@code hufu.exchange-office/1} (docs/exchange.md). */
final class ExchangeOfficeFile {
  private static final String SCHEMA = "hufu.exchange-office/1";

  private final Session session;
  private final Path file;
  private final Description description;

  ExchangeOfficeFile(Session session, Path file) throws CommandFailure {
    this.session = session;
    this.file = file;
    try {
      this.description =
          Description.read(
              MemberReader.of("office", Json.parse(new InputFiles(session).read(file))));
    } catch (MalformedDataException | IllegalArgumentException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  /** What the file says; paths start at the file's own directory. */
  private record Description(
      String authority,
      String directory,
      String signKey,
      String decryptionKey,
      List<String> earlierDecryptionKeys,
      String trust,
      @Nullable String policy,
      @Nullable String licences,
      List<String> certificates,
      List<String> crls,
      Map<String, URI> peers,
      @Nullable String tlsKey,
      List<String> tlsTrust) {
    static Description read(MemberReader members) throws MalformedDataException {
      members.schema(SCHEMA);
      Map<String, URI> peers = new HashMap<>();
      if (members.has("peers")) {
        members.objects("peers", p -> peers.put(p.text("code"), URI.create(p.text("address"))));
      }
      Description description =
          new Description(
              members.text("authority"),
              members.text("directory"),
              members.text("signKey"),
              members.text("decryptionKey"),
              members.textsOrNone("earlierDecryptionKeys"),
              members.text("trust"),
              members.textOrNull("policy"),
              members.textOrNull("licences"),
              members.textsOrNone("certificates"),
              members.textsOrNone("crls"),
              peers,
              members.textOrNull("tlsKey"),
              members.textsOrNone("tlsTrust"));
      members.end();
      return description;
    }
  }

  private Path path(String relative) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? session.resolve(relative) : parent.resolve(relative);
  }

  private List<Path> paths(List<String> relative) {
    return relative.stream().map(this::path).toList();
  }

  /** Returns where the office keeps its state. */
  Path directory() {
    return path(description.directory());
  }

  /** Tells whether another process works in the office. */
  boolean isInUse() throws CommandFailure {
    try {
      return ExchangeOffice.isInUse(directory());
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory(), e);
    }
  }

  /** Returns the trust list that the office goes by. */
  Path trustList() {
    return path(description.trust());
  }

  ExchangeOffice open(char[] password) throws CommandFailure, KeyUnavailableException {
    Path directory = directory();
    session.files().makeDirectory(directory);
    TrustList trust = new TrustFiles(session).signed(trustList());
    List<Crl> crls = new ExchangeInputs(session).crls(paths(description.crls()));
    List<Certificate> certificates = new ArrayList<>();
    for (Path each : paths(description.certificates())) {
      certificates.addAll(new Keys(session).certificates(each));
    }
    List<DecryptionKey> earlier = new ArrayList<>();
    for (Path each : paths(description.earlierDecryptionKeys())) {
      earlier.add(new ExchangeInputs(session).decryption(each, password));
    }
    try {
      ExchangeOfficeBuilder builder =
          ExchangeOffice.at(directory)
              .authority(description.authority())
              .signer(new Keys(session).open(path(description.signKey()), password))
              .decryption(
                  new ExchangeInputs(session)
                      .decryption(path(description.decryptionKey()), password))
              .earlierDecryption(earlier)
              .senders(Senders.listedIn(trust, crls))
              .recipients(Recipients.listedIn(trust, certificates, crls))
              .policy(policy())
              .answers(answers())
              .clock(session.clock(), "system clock")
              .random(session.random());
      return builder.open();
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    } catch (DirectoryInUseException e) {
      throw CommandFailure.output("exchange.inUse", session.show(directory));
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(directory, e);
    }
  }

  private ExchangePolicy policy() throws CommandFailure {
    if (description.policy() == null) {
      return new ExchangePolicy(List.of());
    }
    Path place = path(description.policy());
    try {
      return ExchangePolicy.parse(new InputFiles(session).read(place));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("file.unreadable", session.show(place), InputFiles.reason(e));
    }
  }

  private Answers answers() {
    return description.licences() == null
        ? Answers.none()
        : new LicenceShelf(path(description.licences()), session.clock());
  }

  ExchangeClient client(Duration timeout) throws CommandFailure {
    try {
      return ExchangeClient.to(
          description.peers(),
          timeout,
          new TlsFiles(session).trusting(paths(description.tlsTrust())));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.input("file.unreadable", session.show(file), InputFiles.reason(e));
    }
  }

  /** Returns the P12 that the server shows; null to serve this machine only. */
  @Nullable Path tlsKey() {
    return description.tlsKey() == null ? null : path(description.tlsKey());
  }
}
