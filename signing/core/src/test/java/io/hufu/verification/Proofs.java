package io.hufu.verification;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.SignedNote;
import io.hufu.crypto.pki.CrlBuilder;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.Evidence;
import io.hufu.model.LogEntry;
import io.hufu.model.StatusAssertion;
import io.hufu.model.StatusReference;
import io.hufu.model.StatusValue;
import io.hufu.model.report.SubjectSignature;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes evidence of every kind for the world of the tests. */
public final class Proofs {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Proofs() {}

  /** A list of the CA as of yesterday, good for a month, that revokes nothing. */
  public static Evidence crl() {
    return crl(World.CA, World.NOW.minus(Duration.ofDays(1)), UnaryOperator.identity());
  }

  /** The same of the root, for the CA's own certificate. */
  public static Evidence rootCrl() {
    return crl(World.ROOT, World.NOW.minus(Duration.ofDays(1)), UnaryOperator.identity());
  }

  public static Evidence crl(SigningKey ca, Instant thisUpdate, UnaryOperator<CrlBuilder> entries) {
    CrlBuilder builder = new CrlBuilder(thisUpdate, thisUpdate.plus(Duration.ofDays(30)), 1);
    try {
      return new Evidence(Evidence.Kind.CRL, entries.apply(builder).signedBy(ca).der());
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A list that revokes the agency's certificate. */
  public static Evidence revoking(SigningKey key, Instant at, int reason) {
    return crl(
        World.CA,
        World.NOW.minus(Duration.ofHours(2)),
        list -> list.revoke(key.certificate().serial(), at, reason));
  }

  public static Evidence stamp(SubjectSignature signature, Instant time) {
    return stamp(signature, time, World.TSA);
  }

  public static Evidence stamp(SubjectSignature signature, Instant time, SigningKey tsa) {
    try {
      byte[] digest = HashAlgorithm.SM3.digest(signature.stamped());
      return new Evidence(
          Evidence.Kind.TIME_STAMP,
          TimeStampAuthority.inProcess(tsa, Clock.fixed(time, ZoneOffset.UTC), RANDOM)
              .stamp(HashAlgorithm.SM3, digest)
              .der());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A receipt that both witnesses have cosigned at a time. */
  public static Evidence witnessed(SubjectSignature signature, Instant time) {
    return receipt(signature, 2, time);
  }

  /** A receipt with 0 to 2 cosignatures. */
  public static Evidence receipt(SubjectSignature signature, int witnesses, Instant time) {
    return receipt(signature.logEntry(HashAlgorithm.SM3).orElseThrow(), witnesses, time);
  }

  /** A receipt whose checkpoint somebody else signed in the log's name. */
  public static Evidence receiptBy(SigningKey forger, SubjectSignature signature) {
    return receipt(signature.logEntry(HashAlgorithm.SM3).orElseThrow(), 0, World.SIGNED, forger);
  }

  /** A receipt in a tree of two leaves, the other one fixed by the entry. */
  public static Evidence receipt(LogEntry entry, int witnesses, Instant time) {
    return receipt(entry, witnesses, time, World.LOG);
  }

  private static Evidence receipt(LogEntry entry, int witnesses, Instant time, SigningKey log) {
    HashAlgorithm hash = HashAlgorithm.SM3;
    byte[] other = hash.digest(entry.encoded());
    byte[] root = MerkleTree.nodeHash(hash, MerkleTree.leafHash(hash, entry.encoded()), other);
    try {
      SignedNote note =
          SignedNote.sign(new Checkpoint(World.ORIGIN, 2, root).text(), World.ORIGIN, log);
      if (witnesses > 0) {
        note = note.cosign("witness-a.example", World.WITNESS_A, time);
      }
      if (witnesses > 1) {
        note = note.cosign("witness-b.example", World.WITNESS_B, time);
      }
      AnchorReceipt receipt =
          new AnchorReceipt(World.ORIGIN, hash, 0, 2, List.of(other), note.encoded(), null, null);
      return new Evidence(Evidence.Kind.RECEIPT, receipt.encoded());
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A status of today, good for a week, with this history. */
  public static Evidence status(StatusAssertion.Entry... history) {
    return status(World.PLACE, World.NOW.minus(Duration.ofHours(1)), World.STATUS, history);
  }

  public static Evidence status(
      StatusReference place, Instant thisUpdate, SigningKey key, StatusAssertion.Entry... history) {
    try {
      StatusAssertion assertion =
          new StatusAssertion(
              World.ISSUER,
              place,
              0,
              thisUpdate,
              thisUpdate.plus(Duration.ofDays(7)),
              List.of(history));
      return new Evidence(Evidence.Kind.STATUS_ASSERTION, assertion.sign(key));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  public static StatusAssertion.Entry valid() {
    return StatusAssertion.Entry.of(StatusValue.VALID, World.SIGNED, World.SIGNED);
  }

  /** The same item with one byte changed in its middle. */
  public static Evidence broken(Evidence item) {
    byte[] bytes = item.bytes().clone();
    bytes[bytes.length / 2] ^= 0x04;
    return new Evidence(item.kind(), bytes);
  }

  /** The first half of an item. */
  public static Evidence cut(Evidence item) {
    return new Evidence(item.kind(), Arrays.copyOf(item.bytes(), item.bytes().length / 2));
  }
}
