package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two checkpoints of one log that cannot both be true: evidence against whoever holds its key.
 *
 * <p>Stands alone as a file; whoever knows the log's key can check it without a network. Nobody
 * else than the log can make one that holds, for both checkpoints bear its signature. Immutable.
 *
 * @param smaller the signed note of the smaller checkpoint, or of either when the sizes are equal
 * @param larger the signed note of the other
 * @param path from the larger tree to what it has as the smaller one ({@link
 *     MerkleTree#prefixPath}); empty for equal sizes
 */
public record ForkEvidence(String smaller, String larger, List<byte[]> path) {
  /** The schema of the file. */
  public static final String SCHEMA = "hufu.fork-evidence/1";

  private static final int MAX_PATH = 64;

  /** What the evidence amounts to under a trusted ledger. */
  public enum Outcome {
    /** The log signed both, and they contradict each other. */
    PROVEN,
    /** Both may be true: the larger tree holds the smaller one, or the path shows nothing. */
    NO_CONTRADICTION,
    /** One of the checkpoints is not signed by a listed key of the log. */
    NOT_SIGNED,
    /** The checkpoints are of another log, or cannot be read. */
    OTHER_LOG
  }

  /**
   * The judgement.
   *
   * @param cosigners names of listed witnesses that cosigned both sides, which none may do
   */
  public record Judgement(Outcome outcome, List<String> cosigners) {
    /** Copies the list. */
    public Judgement {
      cosigners = List.copyOf(cosigners);
    }
  }

  /** Copies the path; refuses more than 64 hashes. */
  public ForkEvidence {
    if (path.size() > MAX_PATH) {
      throw new IllegalArgumentException("fork evidence: path has more than 64 hashes");
    }
    path = path.stream().map(byte[]::clone).toList();
  }

  /** Returns the path (copies). */
  @Override
  public List<byte[]> path() {
    return path.stream().map(byte[]::clone).toList();
  }

  /** Returns the origin that the larger checkpoint states. */
  public String origin() throws MalformedDataException {
    return checkpoint(larger).origin();
  }

  /** Judges the evidence. Never throws for what it contains. */
  public Judgement judge(LedgerTrust ledger) {
    Checkpoint first;
    Checkpoint second;
    try {
      first = checkpoint(smaller);
      second = checkpoint(larger);
    } catch (MalformedDataException e) {
      return new Judgement(Outcome.OTHER_LOG, List.of());
    }
    if (!first.origin().equals(ledger.origin()) || !second.origin().equals(ledger.origin())) {
      return new Judgement(Outcome.OTHER_LOG, List.of());
    }
    if (signers(smaller, ledger.keys()).isEmpty() || signers(larger, ledger.keys()).isEmpty()) {
      return new Judgement(Outcome.NOT_SIGNED, List.of());
    }
    Optional<byte[]> root =
        MerkleTree.prefixRoot(ledger.hash(), first.size(), second.size(), second.root(), path);
    if (root.isEmpty() || Arrays.equals(root.get(), first.root())) {
      return new Judgement(Outcome.NO_CONTRADICTION, List.of());
    }
    List<String> both = new ArrayList<>(signers(smaller, ledger.witnesses()));
    both.retainAll(signers(larger, ledger.witnesses()));
    return new Judgement(Outcome.PROVEN, both);
  }

  private static Checkpoint checkpoint(String note) throws MalformedDataException {
    return Checkpoint.parse(SignedNote.parse(note).text());
  }

  /** The names of those whose lines verify; a bad line of one key does not hide another's. */
  private static List<String> signers(String note, List<NoteKey> keys) {
    List<String> names = new ArrayList<>();
    for (NoteKey key : keys) {
      try {
        SignedNote.parse(note).verify(List.of(key)).forEach(line -> names.add(line.key().name()));
      } catch (MalformedDataException e) {
        // this key's line does not verify, or the note cannot be read
      }
    }
    return names;
  }

  /** Writes the file: canonical JSON. */
  public byte[] encoded() {
    return Json.canonical(
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("smaller", smaller)
            .put("larger", larger)
            .put("path", ReceiptJson.path(path))
            .build());
  }

  /** Reads a file strictly; what it claims is not yet checked. */
  public static ForkEvidence parse(byte[] file) throws MalformedDataException {
    MemberReader members =
        MemberReader.of("fork evidence", Json.parseCanonical(file)).schema(SCHEMA);
    String smaller = members.text("smaller");
    String larger = members.text("larger");
    List<byte[]> path = ReceiptJson.path(members);
    members.end();
    try {
      return new ForkEvidence(smaller, larger, path);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Two pieces of evidence are equal when checkpoints and path are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ForkEvidence that && Arrays.equals(encoded(), that.encoded());
  }

  @Override
  public int hashCode() {
    return Objects.hash(smaller, larger, path.size());
  }
}
