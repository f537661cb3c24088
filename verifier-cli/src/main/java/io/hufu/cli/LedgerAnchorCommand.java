package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.fabric.FabricLedger;
import io.hufu.model.AnchorReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu ledger anchor}: anchors any files; each gets {@code FILE.receipt.json}. */
@Command
final class LedgerAnchorCommand implements Callable<Integer> {
  private static final int BLOCK = 1 << 16;

  private final Session session;

  @Parameters(index = "0", paramLabel = "DIR|fabric:PROFILE")
  private String place;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Option(names = "--out", paramLabel = "DIR")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  @Mixin private PasswordOption password;
  @Mixin private WitnessOptions witnesses;

  LedgerAnchorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException {
    boolean chain = place.startsWith(LedgerOptions.FABRIC);
    if (chain && witnesses.any()) {
      throw CommandFailure.usage("usage.value", place, "--witness");
    }
    FabricProfile profile =
        chain
            ? FabricProfile.read(
                session, session.resolve(place.substring(LedgerOptions.FABRIC.length())))
            : null;
    Path directory = profile == null ? session.resolve(place) : profile.ledger();
    try (Password secret = password.read(session);
        EmbeddedLedger ledger = new LedgerFiles(session, directory).open(key, secret)) {
      List<byte[]> digests = new ArrayList<>();
      for (Path file : files) {
        digests.add(digest(file, ledger.hash()));
      }
      List<AnchorReceipt> receipts = anchored(ledger, profile, digests);
      for (int i = 0; i < receipts.size(); i++) {
        Path target = receiptFile(files.get(i));
        boolean replace = force || holds(target, receipts.get(i));
        session.files().write(target, receipts.get(i).encoded(), replace);
        session.print(
            "ledger.anchor.done",
            session.show(files.get(i)),
            receipts.get(i).index(),
            session.show(target));
      }
    }
    return ExitCode.DONE;
  }

  private List<AnchorReceipt> anchored(
      EmbeddedLedger ledger, @Nullable FabricProfile profile, List<byte[]> digests)
      throws CommandFailure, IOException {
    if (profile != null) {
      try (FabricLedger onChain = FabricLedger.open(ledger, profile.client().open())) {
        return onChain.anchorFiles(digests);
      }
    }
    return witnesses.any()
        ? witnesses.around(session, ledger).anchorFiles(digests)
        : ledger.anchorFiles(digests);
  }

  private Path receiptFile(Path file) {
    String name = file.getFileName() + ".receipt.json";
    return out == null ? file.resolveSibling(name) : out.resolve(name);
  }

  /** A repeat finds its own receipt there: the same entry under an older checkpoint. */
  private boolean holds(Path target, AnchorReceipt receipt) throws CommandFailure {
    if (!Files.exists(target)) {
      return false;
    }
    return Receipts.parse(new InputFiles(session).read(target))
        .filter(old -> old.origin().equals(receipt.origin()) && old.index() == receipt.index())
        .isPresent();
  }

  private byte[] digest(Path file, HashAlgorithm hash) throws CommandFailure {
    InputFiles inputs = new InputFiles(session);
    inputs.requireFile(file);
    MessageDigest digest = hash.start();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[BLOCK];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
      return digest.digest();
    } catch (IOException e) {
      throw inputs.unreadable(file, e);
    }
  }
}
