package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.ledger.Ledger;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.TrustList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu trust sign}: dates a draft and signs it; logs it and hands over, if asked. */
@Command
final class TrustSignCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "DRAFT")
  private Path draft;

  @Mixin private KeyOptions key;

  @Option(names = "--retiring", paramLabel = "P12")
  private Path retiring;

  @Option(names = "--retiring-password-file", paramLabel = "FILE|-")
  private String retiringPassword;

  @Option(names = "--out", required = true, paramLabel = "LIST")
  private Path out;

  @Option(names = "--days", defaultValue = "90", paramLabel = "N")
  private int days;

  @Mixin private LedgerOptions ledger;

  @Option(names = "--force")
  private boolean force;

  TrustSignCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException, IOException {
    Days.require("--days", days);
    TrustDraft dated =
        new TrustFiles(session)
            .draft(draft)
            .dated(session.clock().instant(), Duration.ofDays(days));
    try (Password password = key.password(session)) {
      SigningKey signer = key.openForSigning(session, password);
      session.files().requireFree(force, ledger.isNamed() ? List.of(out, beside()) : List.of(out));
      byte[] signed = sign(dated.contents(), signer, password);
      Map<Path, byte[]> outputs = new LinkedHashMap<>(Map.of(out, signed));
      AnchorReceipt receipt = logged(TrustList.parse(signed, null), password);
      if (receipt != null) {
        outputs.put(beside(), receipt.encoded());
      }
      session.files().writeAll(outputs, force);
      if (receipt != null) {
        session.print("trust.sign.logged", receipt.origin(), session.show(beside()));
      }
    } catch (MalformedDataException e) {
      throw CommandFailure.input("trust.draft", session.show(draft), InputFiles.reason(e));
    }
    session.print("trust.sign.done", session.show(out), days);
    return ExitCode.DONE;
  }

  private byte[] sign(JsonObject contents, SigningKey signer, Password password)
      throws CommandFailure, KeyUnavailableException, MalformedDataException {
    if (retiring == null) {
      return TrustList.sign(contents, signer);
    }
    if (retiringPassword == null) {
      return TrustList.signRotation(contents, signer, old(password));
    }
    try (Password own = Password.read(session, retiringPassword)) {
      return TrustList.signRotation(contents, signer, old(own));
    }
  }

  private SigningKey old(Password password) throws CommandFailure {
    return new Keys(session).open(retiring, password.characters());
  }

  /** An entry of kind 3; its receipt goes beside the list. Null without a ledger. */
  private @Nullable AnchorReceipt logged(TrustList list, Password password)
      throws CommandFailure, IOException {
    try (@Nullable Ledger log = ledger.open(session, password)) {
      return log == null ? null : log.anchor(List.of(list.logEntry(log.hash()))).get(0);
    }
  }

  private Path beside() {
    return out.resolveSibling(out.getFileName() + ".receipt.json");
  }
}
