package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.LedgerTrust;
import io.hufu.model.LogEntry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log that makes a tree of two leaves for each entry; real proofs, no memory. */
final class SmallLog implements Anchor {
  private static final String ORIGIN = "ledger.example/pilot/sm3";
  private static final String WITNESS = "witness.example";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SigningKey log = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  private final SigningKey witness = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  private final Instant time;

  SmallLog(Instant time) {
    this.time = time;
  }

  @Override
  public HashAlgorithm hash() {
    return HashAlgorithm.SM3;
  }

  @Override
  public List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
    List<AnchorReceipt> receipts = new ArrayList<>();
    for (LogEntry entry : entries) {
      byte[] other = new byte[32];
      RANDOM.nextBytes(other);
      byte[] leaf = MerkleTree.leafHash(hash(), entry.encoded());
      Checkpoint head = new Checkpoint(ORIGIN, 2, MerkleTree.nodeHash(hash(), leaf, other));
      try {
        String note =
            SignedNote.sign(head.text(), ORIGIN, log).cosign(WITNESS, witness, time).encoded();
        receipts.add(new AnchorReceipt(ORIGIN, hash(), 0, 2, List.of(other), note, null, null));
      } catch (KeyUnavailableException e) {
        throw new IOException(e);
      }
    }
    return receipts;
  }

  LedgerTrust trust() {
    return new LedgerTrust(
        ORIGIN,
        hash(),
        List.of(NoteKey.of(ORIGIN, NoteKey.Kind.SM2_LOG, log.verificationKey())),
        List.of(NoteKey.of(WITNESS, NoteKey.Kind.SM2_WITNESS, witness.verificationKey())),
        1);
  }
}
