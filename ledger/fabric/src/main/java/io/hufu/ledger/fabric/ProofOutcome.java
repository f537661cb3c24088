package io.hufu.ledger.fabric;

/** What a Fabric proof turned out to be; each failure has its own word. */
public enum ProofOutcome {
  /** Enough listed organisations signed that they hold the value under the key. */
  WITNESSED,
  /** They endorsed a write of it: nothing shows that the write took effect. */
  ENDORSED_ONLY,
  /** The bytes are not an envelope with an endorsed transaction. */
  MALFORMED,
  /** It is of another channel than expected. */
  OTHER_CHANNEL,
  /** Another chaincode answered. */
  OTHER_CHAINCODE,
  /** Another function was called. */
  OTHER_FUNCTION,
  /** The function was called with other arguments. */
  OTHER_ARGUMENTS,
  /** What was endorsed is not the answer to the proposal beside it. */
  OTHER_PROPOSAL,
  /** The chaincode answered with an error. */
  REFUSED,
  /** The answer is another value than expected. */
  OTHER_VALUE,
  /** The key is not among what was read. */
  OTHER_KEY,
  /** The key was read and was not there. */
  KEY_ABSENT,
  /** The key was read at two versions, or at one that cannot be. */
  VERSION_WRONG,
  /** An endorsement does not verify by the key of its certificate. */
  SIGNATURE_WRONG,
  /** An ECDSA value has s above half the order, which Fabric refuses. */
  HIGH_S,
  /** An endorser's certificate leads to no root that is listed for its organisation. */
  FOREIGN_ROOT,
  /** An endorser's certificate, or one above, was not valid at the time of the proposal. */
  CERTIFICATE_EXPIRED,
  /** A certificate is of the organisation and not of a peer of it. */
  NOT_A_PEER,
  /** A certificate's key is of an algorithm that the trust list does not allow here. */
  ALGORITHM_REFUSED,
  /** The proposal says that it was made later than what is known at. */
  FROM_FUTURE,
  /** There are enough endorsements, but of fewer organisations: one signed twice. */
  SAME_ORGANISATION_TWICE,
  /** Fewer listed organisations endorsed than the trust list asks for. */
  ORGANISATION_MISSING
}
