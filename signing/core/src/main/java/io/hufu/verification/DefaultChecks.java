package io.hufu.verification;

import java.util.List;

/** The checks that are always asked, in this order. */
final class DefaultChecks {
  static final List<CoreCheck> ALL =
      List.of(
          // INTEGRITY, and whatever else only the carrier can see
          new CarrierFindings(),
          // SIGNER
          new SignerChain(),
          new KeyUsageAllows(),
          new AlgorithmAllowed(),
          new Revocation(),
          new SealGenuine(),
          new PilotOnly(),
          // AUTHORITY
          new TrustListCurrent(),
          new IssuerAuthorised(),
          new IssuerTrustworthy(),
          new SealPurpose(),
          // CONTENT
          new ContentWellFormed(),
          new RegisteredOnly(),
          new CopyPurpose(),
          new DisclosureNeeds(),
          new TypeAccepted(),
          // VALIDITY
          new InForce(),
          // TIME
          new TimeProven(),
          // LEDGER
          new LedgerAnchored(),
          new LedgerFork(),
          new StatusFork(),
          // HOLDER
          new HolderBound(),
          new SensitiveGround(),
          // after all that look for paths
          new EvidenceUsed());

  private DefaultChecks() {}
}
