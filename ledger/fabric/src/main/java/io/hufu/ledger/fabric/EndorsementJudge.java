package io.hufu.ledger.fabric;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.pki.PathResult;
import io.hufu.crypto.pki.PathValidator;
import io.hufu.model.ChannelTrust;
import io.hufu.model.ChannelTrust.Organisation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.Endorsement;

/** Judges the endorsements of one transaction. */
final class EndorsementJudge {
  private static final int MAX_PATH = 5;

  private final ChannelTrust trust;
  private final Collection<Certificate> intermediates;

  /**
   * @param intermediates certificates that may stand between a peer's and a root
   */
  EndorsementJudge(ChannelTrust trust, Collection<Certificate> intermediates) {
    this.trust = trust;
    this.intermediates = intermediates;
  }

  /**
   * Returns the listed organisations that endorsed. Those of others count for nothing; one of a
   * listed organisation that does not verify spoils the proof.
   */
  Set<String> judge(EndorsedTransaction transaction) throws ProofRefusal {
    List<String> endorsers = new ArrayList<>();
    for (Endorsement endorsement : transaction.endorsements()) {
      SerializedIdentity identity = identity(endorsement);
      Optional<Organisation> organisation = trust.organisation(identity.getMspid());
      if (organisation.isPresent()) {
        requireGood(endorsement, identity, organisation.get(), transaction);
        endorsers.add(identity.getMspid());
      }
    }
    Set<String> distinct = new TreeSet<>(endorsers);
    if (distinct.size() < trust.quorum()) {
      throw new ProofRefusal(
          endorsers.size() < trust.quorum()
              ? ProofOutcome.ORGANISATION_MISSING
              : ProofOutcome.SAME_ORGANISATION_TWICE,
          distinct.size() + " of " + trust.quorum() + " organisations endorsed: " + distinct);
    }
    return distinct;
  }

  private static SerializedIdentity identity(Endorsement endorsement) throws ProofRefusal {
    try {
      return SerializedIdentity.parseFrom(endorsement.getEndorser());
    } catch (InvalidProtocolBufferException e) {
      throw new ProofRefusal(ProofOutcome.MALFORMED, "an endorser is no identity");
    }
  }

  private void requireGood(
      Endorsement endorsement,
      SerializedIdentity identity,
      Organisation organisation,
      EndorsedTransaction transaction)
      throws ProofRefusal {
    Certificate certificate = certificate(identity);
    PathResult path =
        new PathValidator(MAX_PATH)
            .validate(certificate, intermediates, organisation.roots(), transaction.time());
    PathResult.Problem problem = path.problem();
    if (problem != null) {
      throw new ProofRefusal(outcome(problem), organisation.mspId() + ": " + path.detail());
    }
    if (!Units.of(certificate.subject()).contains(organisation.peerUnit())) {
      throw new ProofRefusal(
          ProofOutcome.NOT_A_PEER, organisation.mspId() + ": " + certificate.subject());
    }
    requireSigned(endorsement, certificate, transaction);
  }

  private static Certificate certificate(SerializedIdentity identity) throws ProofRefusal {
    try {
      List<Certificate> certificates = Certificate.fromPem(identity.getIdBytes().toByteArray());
      if (certificates.size() == 1) {
        return certificates.get(0);
      }
      throw new ProofRefusal(ProofOutcome.MALFORMED, "an endorser has several certificates");
    } catch (MalformedDataException e) {
      throw new ProofRefusal(ProofOutcome.MALFORMED, "an endorser's certificate cannot be read");
    }
  }

  private static ProofOutcome outcome(PathResult.Problem problem) {
    return switch (problem) {
      case EXPIRED, NOT_YET_VALID -> ProofOutcome.CERTIFICATE_EXPIRED;
      case ALGORITHM -> ProofOutcome.ALGORITHM_REFUSED;
      case NO_PATH, BAD_SIGNATURE, CONSTRAINT -> ProofOutcome.FOREIGN_ROOT;
    };
  }

  private void requireSigned(
      Endorsement endorsement, Certificate certificate, EndorsedTransaction transaction)
      throws ProofRefusal {
    SignatureAlgorithm algorithm =
        certificate.key().algorithms().stream()
            .filter(trust.algorithms()::contains)
            .findFirst()
            .orElseThrow(
                () -> new ProofRefusal(ProofOutcome.ALGORITHM_REFUSED, certificate.subject()));
    byte[] endorser = endorsement.getEndorser().toByteArray();
    byte[] response = transaction.response();
    byte[] signed = Arrays.copyOf(response, response.length + endorser.length);
    System.arraycopy(endorser, 0, signed, response.length, endorser.length);
    byte[] value = endorsement.getSignature().toByteArray();
    if (!certificate.key().verifyDer(algorithm, signed, value)) {
      throw new ProofRefusal(ProofOutcome.SIGNATURE_WRONG, certificate.subject());
    }
    if (!isLowS(algorithm, value)) {
      throw new ProofRefusal(ProofOutcome.HIGH_S, certificate.subject());
    }
  }

  /** The last INTEGER of a value that verified must be the s of its canonical twin. */
  private static boolean isLowS(SignatureAlgorithm algorithm, byte[] value) {
    if (algorithm != SignatureAlgorithm.ES256) {
      return true;
    }
    byte[] canonical = algorithm.canonicalFromDer(value).orElseThrow();
    int half = canonical.length / 2;
    int s = 6 + value[3]; // SEQUENCE, length, INTEGER, length, r, INTEGER, length
    return new BigInteger(value, s, value.length - s)
        .equals(new BigInteger(1, canonical, half, half));
  }
}
