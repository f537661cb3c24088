package io.hufu.chaincode;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in checkpoints that continue the one before, and no others.
 *
 * <p>Every publication reads and writes the head of its origin. So of two that are endorsed at the
 * same time only one commits, and a fork cannot slip in between.
 */
final class Checkpoints {
  private static final int MAX_NOTE = 64 << 10;

  private final World world;
  private final Origins origins;

  Checkpoints(World world) {
    this.world = world;
    this.origins = new Origins(world);
  }

  /** Publishes a checkpoint; one that the channel holds already is no error and no write. */
  String publish(String text, String consistency) {
    SignedNote note = note(text);
    Checkpoint checkpoint = checkpoint(note);
    OriginRecord origin = origins.find(checkpoint.origin());
    origins.requireOwner(origin);
    SignedNote own = signedBy(note, origin.keys());
    ConsistencyProof proof = ConsistencyProof.parse(consistency);
    Checkpoint head = held(StateKey.head(checkpoint.origin()));
    if (head != null && checkpoint.size() <= head.size()) {
      return again(checkpoint, head);
    }
    requireContinues(head, checkpoint, proof, origin);
    String value = own.encoded();
    world.put(StateKey.head(checkpoint.origin()), value);
    world.put(StateKey.checkpoint(checkpoint.origin(), checkpoint.size()), value);
    world.announce("checkpoint", value);
    return Origins.DONE;
  }

  /** What is not larger than the head must be there, exactly as it is. */
  private String again(Checkpoint checkpoint, Checkpoint head) {
    Checkpoint there =
        checkpoint.size() == head.size()
            ? head
            : held(StateKey.checkpoint(checkpoint.origin(), checkpoint.size()));
    if (there == null) {
      throw new Refusal(Refusal.Code.CONFLICT, head.size(), "is the size that the channel holds");
    }
    if (!there.equals(checkpoint)) {
      throw new Refusal(
          Refusal.Code.INCONSISTENT,
          there.size(),
          "is held with another root: the log has signed two histories");
    }
    return Origins.PRESENT;
  }

  private static void requireContinues(
      @Nullable Checkpoint head,
      Checkpoint checkpoint,
      ConsistencyProof proof,
      OriginRecord origin) {
    long size = head == null ? 0 : head.size();
    if (proof.oldSize() != size) {
      throw new Refusal(Refusal.Code.CONFLICT, size, "is the size that the channel holds");
    }
    if (size == 0) {
      // Every tree continues the empty one, whose root is the hash of nothing.
      Refusal.require(proof.path().isEmpty(), "a proof from size 0 has no hashes");
      boolean empty = checkpoint.size() == 0;
      Refusal.require(
          !empty || Arrays.equals(checkpoint.root(), origin.hash().digest()),
          "the root of an empty log is the hash of nothing");
      return;
    }
    byte[] root = head == null ? new byte[0] : head.root();
    if (!MerkleTree.verifyConsistency(
        origin.hash(), size, root, checkpoint.size(), checkpoint.root(), proof.path())) {
      throw new Refusal(
          Refusal.Code.INCONSISTENT, size, "is held, and the checkpoint does not continue it");
    }
  }

  /** Returns the note of one size, as it was published. */
  String get(String origin, String size) {
    return found(world.get(StateKey.checkpoint(origin, Numbers.size(size))), origin);
  }

  /** Returns the newest note. */
  String latest(String origin) {
    return found(world.get(StateKey.head(origin)), origin);
  }

  private static String found(@Nullable String note, String origin) {
    return Refusal.found(note, Refusal.Code.NOT_FOUND, "no such checkpoint of " + origin);
  }

  private @Nullable Checkpoint held(String key) {
    String text = world.get(key);
    return text == null ? null : checkpoint(note(text));
  }

  private static SignedNote note(String text) {
    Refusal.require(text.length() <= MAX_NOTE, "a note has at most 64 kB");
    try {
      return SignedNote.parse(text);
    } catch (MalformedDataException e) {
      throw new Refusal(Refusal.Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private static Checkpoint checkpoint(SignedNote note) {
    try {
      return Checkpoint.parse(note.text());
    } catch (MalformedDataException e) {
      throw new Refusal(Refusal.Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the note with the lines of the log's own keys only; others are not the channel's. */
  private static SignedNote signedBy(SignedNote note, List<NoteKey> keys) {
    try {
      if (note.verify(keys).isEmpty()) {
        throw new Refusal(Refusal.Code.NOT_SIGNED, "no registered key has signed the note");
      }
    } catch (MalformedDataException e) {
      throw new Refusal(Refusal.Code.NOT_SIGNED, "a signature of a registered key is wrong");
    }
    return new SignedNote(
        note.text(),
        note.signatures().stream()
            .filter(
                line ->
                    keys.stream()
                        .anyMatch(
                            key -> key.id() == line.keyId() && key.name().equals(line.name())))
            .toList());
  }
}
