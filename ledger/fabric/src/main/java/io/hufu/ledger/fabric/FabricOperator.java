package io.hufu.ledger.fabric;

import io.hufu.ledger.fabric.ChannelClient.Call;
import io.hufu.ledger.fabric.ChannelClient.Committed;
import io.hufu.ledger.fabric.ChannelClient.Endorsed;
import io.hufu.ledger.fabric.FabricException.Known;
import io.hufu.ledger.fabric.FabricException.Reason;
import io.hufu.model.ChannelTrust;
import io.hufu.model.LedgerTrust;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an operator does on a channel by hand. Thread-safe.
 *
 * <p>Every function of the contract that this calls answers the same when it is called twice, so a
 * call that failed is simply repeated; nothing is journalled.
 */
public final class FabricOperator implements Closeable {
  private final ChannelClient client;
  private final ChannelTrust channel;
  private final Deadlines deadlines;
  private final Clock clock;

  FabricOperator(ChannelClient client, ChannelTrust channel, Deadlines deadlines, Clock clock) {
    this.client = client;
    this.channel = channel;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  /**
   * Registers a log with its present keys for the client's own organisation.
   *
   * @param owner the client's MSP identifier
   * @param quorum how many organisations of the channel must endorse a later change of keys
   */
  public void register(LedgerTrust log, String owner, int quorum) throws IOException {
    String organisations =
        channel.organisations().stream()
            .map(ChannelTrust.Organisation::mspId)
            .collect(Collectors.joining(" "));
    submit(
        "RegisterOrigin",
        List.of(log.origin(), log.hash().label(), keys(log), owner, quorum + " " + organisations));
  }

  /** Replaces the keys of a registered log by those that the trust list has now. */
  public void rotateKeys(LedgerTrust log) throws IOException {
    submit("RotateOriginKey", List.of(log.origin(), keys(log)));
  }

  private static String keys(LedgerTrust log) {
    return log.keys().stream().map(key -> key.vkey()).collect(Collectors.joining("\n"));
  }

  /**
   * Publishes the digest of a trust list.
   *
   * @param digest as {@code sm3:} and hex
   * @param previous the digest of the version before; {@code -} for the first
   */
  public void publishTrustList(long version, String digest, String previous) throws IOException {
    submit("PublishTrustList", List.of(Long.toString(version), digest, previous));
  }

  /** Returns the newest note that the channel holds of a log. */
  public String latest(String origin) throws IOException {
    return read("LatestCheckpoint", List.of(origin));
  }

  /** Returns the note of one size that the channel holds of a log. */
  public String checkpoint(String origin, long size) throws IOException {
    return read("GetCheckpoint", List.of(origin, Long.toString(size)));
  }

  private String read(String function, List<String> arguments) throws IOException {
    return new String(endorse(function, arguments).answer(), StandardCharsets.UTF_8);
  }

  private void submit(String function, List<String> arguments) throws IOException {
    Patience patience = new Patience(clock, deadlines.patience());
    Endorsed endorsed = endorse(function, arguments);
    while (!"present".equals(new String(endorsed.answer(), StandardCharsets.UTF_8))) {
      try {
        Committed committed = client.submit(endorsed.bytes());
        if (committed.valid()) {
          return;
        }
        if (!committed.overtaken() || !patience.again()) {
          throw new FabricException(
              Reason.COMMITTED_INVALID,
              Known.WITHOUT_EFFECT,
              endorsed.transactionId(),
              "in block " + committed.block() + " without effect: " + committed.code(),
              null);
        }
        endorsed = endorse(function, arguments);
      } catch (CallFailed e) {
        client.turnFrom(e.peer());
        if (!patience.again()) {
          throw new FabricException(
              Reason.UNKNOWN_OUTCOME,
              Known.OPEN,
              endorsed.transactionId(),
              "it is not known what became of it (" + e.getMessage() + "); repeat the call",
              e);
        }
      }
    }
  }

  private Endorsed endorse(String function, List<String> arguments) throws IOException {
    Patience patience = new Patience(clock, deadlines.patience());
    while (true) {
      try {
        return client.endorse(new Call(function, arguments, List.of()));
      } catch (CallFailed e) {
        client.turnFrom(e.peer());
        boolean passing = e.failure().mayPass();
        if (!passing || !patience.again()) {
          throw new FabricException(
              e.failure().isOutage() ? Reason.UNREACHABLE : Reason.REFUSED,
              Known.NOT_SUBMITTED,
              null,
              function + " was not endorsed and not submitted (" + e.getMessage() + ")",
              e);
        }
      }
    }
  }

  /** Ends the connections. */
  @Override
  public void close() {
    client.close();
  }
}
