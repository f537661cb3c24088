package io.hufu.ledger.fabric;

import io.hufu.chaincode.Endorsers;
import io.hufu.chaincode.World;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.ChannelTrust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A channel in memory: world state with versions, an orderer, and validation as peers do it.
 * Thread-safe.
 */
final class SimulatedChannel {
  static final String NAME = "agencies";
  static final String CHAINCODE = "hufu";

  final List<TestOrganisation> organisations;
  final Set<String> deadOrganisations = new HashSet<>();
  boolean chaincodeDown;
  boolean ordererFrozen;

  /** Orderers of BFT refuse a transaction that they have already. */
  boolean bft;

  /** Run once, just before the next transaction is validated. */
  Runnable beforeCommit = () -> {};

  /** How often each key was written. */
  final Map<String, Integer> writes = new HashMap<>();

  /** Every transaction that came to the orderer, in order, repeats included. */
  final List<String> submitted = new ArrayList<>();

  /** The envelopes of all those transactions, as blocks carry them. */
  final List<byte[]> envelopes = new ArrayList<>();

  private final Map<String, Value> state = new HashMap<>();
  private final Map<String, Committed> committed = new HashMap<>();
  private final List<Ordered> queue = new ArrayList<>();
  private long height = 7;

  SimulatedChannel(TestOrganisation... organisations) {
    this.organisations = Arrays.asList(organisations);
  }

  ChannelTrust trust(int quorum) {
    return new ChannelTrust(
        NAME,
        CHAINCODE,
        organisations.stream().map(TestOrganisation::trust).toList(),
        quorum,
        Set.of(SignatureAlgorithm.ES256));
  }

  /** A value and where it was written. */
  private record Value(String text, long block) {}

  /** What became of a transaction. */
  record Committed(TxValidationCode code, long block) {}

  /** A transaction as the orderer has it. */
  record Ordered(String id, Simulation simulation, byte[] envelope) {}

  /** One simulated call: what it read at which version, and what it would write. */
  final class Simulation implements World {
    final Map<String, Version> reads = new LinkedHashMap<>();
    final Map<String, String> puts = new LinkedHashMap<>();
    final Map<String, Endorsers> policies = new LinkedHashMap<>();
    private final String caller;

    Simulation(String caller) {
      this.caller = caller;
    }

    @Override
    public String get(String key) {
      synchronized (SimulatedChannel.this) {
        Value value = state.get(key);
        reads.put(
            key, value == null ? null : Version.newBuilder().setBlockNum(value.block()).build());
        return value == null ? null : value.text();
      }
    }

    @Override
    public void put(String key, String value) {
      puts.put(key, value);
    }

    @Override
    public void protect(String key, Endorsers endorsers) {
      policies.put(key, endorsers);
    }

    @Override
    public void announce(String name, String payload) {}

    @Override
    public String caller() {
      return caller;
    }
  }

  /** Takes a transaction; it commits at once unless the orderer is frozen. */
  synchronized void order(Ordered transaction) {
    submitted.add(transaction.id());
    envelopes.add(transaction.envelope());
    queue.add(transaction);
    if (!ordererFrozen) {
      cut();
    }
  }

  /** Cuts a block of what waits, one transaction a block. */
  synchronized void cut() {
    List<Ordered> waiting = List.copyOf(queue);
    queue.clear();
    waiting.forEach(this::commit);
  }

  /** A single orderer keeps in memory only what it has accepted and not cut. */
  synchronized void loseWhatWaits() {
    queue.clear();
  }

  private void commit(Ordered transaction) {
    Runnable hook = beforeCommit;
    beforeCommit = () -> {};
    hook.run();
    height++;
    if (committed.containsKey(transaction.id())) {
      return; // DUPLICATE_TXID: in the block, without effect, and the first status stays
    }
    boolean fresh =
        transaction.simulation().reads.entrySet().stream()
            .allMatch(read -> isAt(read.getKey(), read.getValue()));
    TxValidationCode code = fresh ? TxValidationCode.VALID : TxValidationCode.MVCC_READ_CONFLICT;
    if (fresh) {
      transaction.simulation().puts.forEach(this::write);
    }
    committed.put(transaction.id(), new Committed(code, height));
  }

  private void write(String key, String value) {
    state.put(key, new Value(value, height));
    writes.merge(key, 1, Integer::sum);
  }

  private boolean isAt(String key, Version version) {
    Value now = state.get(key);
    return now == null ? version == null : version != null && version.getBlockNum() == now.block();
  }

  /** Writes the same value again, as a transaction of somebody else would. */
  synchronized void touch(String key) {
    height++;
    state.computeIfPresent(key, (name, value) -> new Value(value.text(), height));
  }

  /** Returns what a BFT orderer says of a transaction that it has; null when it takes it. */
  synchronized String repeated(String id) {
    if (!bft) {
      return null;
    }
    if (committed.containsKey(id)) {
      return "failed to submit request: request already processed";
    }
    return queue.stream().anyMatch(each -> each.id().equals(id))
        ? "failed to submit request: request already exists"
        : null;
  }

  synchronized Committed statusOf(String id) {
    return committed.get(id);
  }

  synchronized String held(String key) {
    Value value = state.get(key);
    return value == null ? null : value.text();
  }

  synchronized Map<String, String> everything() {
    Map<String, String> all = new LinkedHashMap<>();
    state.forEach((key, value) -> all.put(key, value.text()));
    return all;
  }
}
