package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.jose.Json;
import io.hufu.model.Authority;
import io.hufu.model.Grant;
import io.hufu.model.LedgerTrust;
import io.hufu.model.TrustList;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust show}: what a signed list says, and who signed it. */
@Command
final class TrustShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "LIST")
  private Path file;

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json")
  private TextOrJson output;

  TrustShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure {
    TrustList list = new TrustFiles(session).signed(file);
    if (output == TextOrJson.JSON) {
      session.out().writeBytes(Json.pretty(list.contents()));
      return ExitCode.DONE;
    }
    Words words = session.words();
    session.print("trust.show.head", words.choose(list.nameZh(), list.nameEn()), list.version());
    if (list.pilot()) {
      session.print("trust.show.pilot");
    }
    session.print(
        "trust.show.dates", ChinaTime.text(list.issued()), ChinaTime.text(list.nextUpdate()));
    session.print("trust.show.signer", list.signer().subject(), fingerprint(list));
    for (Authority authority : list.authorities()) {
      session.print(
          "trust.show.authority",
          words.choose(authority.nameZh(), authority.nameEn()),
          authority.code(),
          String.join(" ", authority.regions()),
          authority.keys().size());
      for (Grant grant : authority.grants()) {
        session.print(
            "trust.show.grant",
            String.join(" ", grant.types()),
            String.join(" ", grant.regions()),
            grant.from(),
            grant.to() == null ? session.say("trust.show.open") : grant.to());
      }
    }
    for (LedgerTrust ledger : list.ledgers()) {
      session.print(
          "trust.show.ledger",
          ledger.origin(),
          ledger.hash().label(),
          ledger.witnesses().size(),
          ledger.quorum());
    }
    return ExitCode.DONE;
  }

  /** The form that {@code verify --trust-signer} takes. */
  private static String fingerprint(TrustList list) {
    return "sm3:" + HexFormat.of().formatHex(list.signer().digest(HashAlgorithm.SM3));
  }
}
