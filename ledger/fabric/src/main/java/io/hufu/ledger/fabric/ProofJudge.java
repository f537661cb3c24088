package io.hufu.ledger.fabric;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.ChannelTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * Judges a Fabric proof, offline: first whose word it is, then what was said (docs/fabric.md).
 *
 * <p>Used by one thread at a time.
 */
final class ProofJudge {
  /** Peers refuse proposals that are more than 15 minutes off; clocks here may differ a little. */
  private static final Duration AHEAD = Duration.ofMinutes(15);

  private static final int OK = 200;

  private final ChannelTrust trust;
  private final EndorsementJudge endorsements;
  private final Instant knownAt;

  ProofJudge(ChannelTrust trust, Collection<Certificate> intermediates, Instant knownAt) {
    this.trust = trust;
    this.endorsements = new EndorsementJudge(trust, intermediates);
    this.knownAt = knownAt;
  }

  ProofJudgement judge(byte[] envelope, ExpectedRead expected) {
    try {
      return judge(EndorsedTransaction.parse(envelope), expected);
    } catch (MalformedDataException e) {
      return ProofJudgement.failed(ProofOutcome.MALFORMED, String.valueOf(e.getMessage()));
    } catch (ProofRefusal e) {
      return e.judgement();
    }
  }

  private ProofJudgement judge(EndorsedTransaction transaction, ExpectedRead expected)
      throws ProofRefusal, MalformedDataException {
    requireHere(transaction);
    Set<String> organisations = endorsements.judge(transaction);
    Response response = transaction.action().getResponse();
    if (response.getStatus() != OK) {
      throw new ProofRefusal(ProofOutcome.REFUSED, "status " + response.getStatus());
    }
    StateAccess access = StateAccess.parse(transaction.action().getResults(), trust.chaincode());
    if (!access.readOnly()) {
      return written(transaction, access, expected, organisations);
    }
    requireCall(transaction, expected);
    require(expected.value().test(response.getPayload().toByteArray()), ProofOutcome.OTHER_VALUE);
    return new ProofJudgement(
        ProofOutcome.WITNESSED, "", organisations, transaction.time(), version(access, expected));
  }

  /** Channel, chaincode and time, and that the proposal is what the endorsers answered. */
  private void requireHere(EndorsedTransaction transaction) throws ProofRefusal {
    require(trust.channel().equals(transaction.channel()), ProofOutcome.OTHER_CHANNEL);
    // The endorsers name the chaincode that answered; the proposal names the one that was asked.
    String answering = transaction.action().getChaincodeId().getName();
    String asked = transaction.invocation().getChaincodeId().getName();
    boolean ours = trust.chaincode().equals(answering) && trust.chaincode().equals(asked);
    require(ours, ProofOutcome.OTHER_CHAINCODE);
    require(isAnswerTo(transaction), ProofOutcome.OTHER_PROPOSAL);
    require(!transaction.time().isAfter(knownAt.plus(AHEAD)), ProofOutcome.FROM_FUTURE);
  }

  /** Stock Fabric hashes with SHA-256; a build for SM2 identities with SM3. */
  private boolean isAnswerTo(EndorsedTransaction transaction) {
    byte[] hash = transaction.answered().getProposalHash().toByteArray();
    return Arrays.equals(hash, HashAlgorithm.SHA_256.digest(transaction.proposal()))
        || (trust.algorithms().contains(SignatureAlgorithm.SM2_SM3)
            && Arrays.equals(hash, HashAlgorithm.SM3.digest(transaction.proposal())));
  }

  private static ProofJudgement written(
      EndorsedTransaction transaction,
      StateAccess access,
      ExpectedRead expected,
      Set<String> organisations)
      throws ProofRefusal {
    if (!access.wouldWrite(expected)) {
      throw new ProofRefusal(ProofOutcome.OTHER_KEY, "a write of something else was endorsed");
    }
    return new ProofJudgement(
        ProofOutcome.ENDORSED_ONLY,
        "a write was endorsed; nothing shows that it was committed",
        organisations,
        transaction.time(),
        null);
  }

  private static void requireCall(EndorsedTransaction transaction, ExpectedRead expected)
      throws ProofRefusal {
    List<String> call = transaction.call();
    boolean named = !call.isEmpty() && call.get(0).equals(expected.function());
    require(named, ProofOutcome.OTHER_FUNCTION);
    require(
        call.subList(1, call.size()).equals(expected.arguments()), ProofOutcome.OTHER_ARGUMENTS);
  }

  private static ProofJudgement.Version version(StateAccess access, ExpectedRead expected)
      throws ProofRefusal {
    List<KVRead> reads = access.readsOf(expected.key());
    require(!reads.isEmpty(), ProofOutcome.OTHER_KEY);
    require(reads.stream().allMatch(KVRead::hasVersion), ProofOutcome.KEY_ABSENT);
    long block = reads.get(0).getVersion().getBlockNum();
    long transaction = reads.get(0).getVersion().getTxNum();
    // Block 0 holds the channel's configuration and no chaincode's transaction.
    require(reads.size() == 1 && block > 0 && transaction >= 0, ProofOutcome.VERSION_WRONG);
    return new ProofJudgement.Version(block, transaction);
  }

  private static void require(boolean holds, ProofOutcome otherwise) throws ProofRefusal {
    if (!holds) {
      throw new ProofRefusal(otherwise, "");
    }
  }
}
