package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.ledger.Ledger;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LogEntry;
import io.hufu.model.StatusEpoch;
import io.hufu.signing.status.Publication;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hufu status publish}: signs the lists of a new epoch, for a web server, and anchors it.
 *
 * <p>Lists are replaced; epochs and their receipts stay. What an interrupted run left out, the next
 * one makes up for.
 */
@Command
final class StatusPublishCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private StatusOptions register;

  @Mixin private LedgerOptions ledger;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  StatusPublishCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call()
      throws CommandFailure, IOException, KeyUnavailableException, MalformedDataException {
    try (Password secret = register.password(session);
        StatusRegister opened = register.open(session, secret);
        Ledger log = ledger.open(session, secret)) {
      Publication published = opened.publish();
      for (Map.Entry<String, byte[]> list : published.tokens().entrySet()) {
        Path file = out.resolve(name(list.getKey()) + ".jwt");
        session.files().write(file, list.getValue(), true);
        session.out().println(list.getKey() + "\t" + session.show(file));
      }
      writeEpochs(opened.epochs(), log);
      session.print("status.published", published.epoch(), ChinaTime.text(published.nextUpdate()));
    }
    return ExitCode.DONE;
  }

  /** The last step of the URI is the number of the list. */
  private static String name(String list) {
    return list.substring(list.lastIndexOf('/') + 1);
  }

  private void writeEpochs(List<byte[]> epochs, @Nullable Ledger log)
      throws CommandFailure, IOException, MalformedDataException {
    List<LogEntry> entries = new ArrayList<>();
    List<Path> receipts = new ArrayList<>();
    for (byte[] epoch : epochs) {
      StatusEpoch.Signed signed = StatusEpoch.parse(epoch);
      String stem = name(signed.epoch().list()) + ".epoch-" + signed.epoch().number();
      Path file = out.resolve(stem + ".jwt");
      if (!Files.exists(file)) {
        session.files().write(file, epoch, false);
      }
      Path receipt = out.resolve(stem + ".receipt.json");
      if (log != null && !Files.exists(receipt)) {
        entries.add(signed.logEntry(log.hash()).orElseThrow());
        receipts.add(receipt);
      }
    }
    if (log != null) {
      List<AnchorReceipt> anchored = log.anchor(entries);
      for (int i = 0; i < anchored.size(); i++) {
        session.files().write(receipts.get(i), anchored.get(i).encoded(), false);
        session.print("status.anchored", session.show(receipts.get(i)), anchored.get(i).index());
      }
    }
  }
}
