package io.hufu.chaincode;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.MerkleTree;
import io.hufu.crypto.log.NoteKey;
import io.hufu.crypto.log.SignedNote;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** A log whose leaves are fixed by number, and another history of it that parts at a number. */
record TestLog(String origin, HashAlgorithm hash, SigningKey key) {
  static TestLog sm() {
    return new TestLog(
        "log.example/2026/sm3",
        HashAlgorithm.SM3,
        SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom()));
  }

  static TestLog intl() {
    return new TestLog(
        "log.example/2026",
        HashAlgorithm.SHA_256,
        SigningKey.generate(SignatureAlgorithm.ED25519, new SecureRandom()));
  }

  TestLog withOtherKey() {
    return new TestLog(origin, hash, SigningKey.generate(key.algorithm(), new SecureRandom()));
  }

  String vkey() {
    NoteKey.Kind kind = hash == HashAlgorithm.SM3 ? NoteKey.Kind.SM2_LOG : NoteKey.Kind.ED25519_LOG;
    return NoteKey.of(origin, kind, key.verificationKey()).vkey();
  }

  private List<byte[]> leaves(int size, int partsAt) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                MerkleTree.leafHash(
                    hash,
                    ((i < partsAt ? "leaf " : "other ") + i).getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  String note(int size) throws KeyUnavailableException {
    return note(size, size);
  }

  String note(int size, int partsAt) throws KeyUnavailableException {
    byte[] root = MerkleTree.root(hash, leaves(size, partsAt));
    return SignedNote.sign(new Checkpoint(origin, size, root).text(), origin, key).encoded();
  }

  String proof(int from, int to) {
    return proof(from, to, to);
  }

  String proof(int from, int to, int partsAt) {
    StringBuilder text = new StringBuilder("old " + from + "\n");
    if (from > 0) {
      List<byte[]> leaves = leaves(to, partsAt);
      MerkleTree.NodeSource nodes =
          (level, index) ->
              MerkleTree.root(
                  hash, leaves.subList((int) (index << level), (int) ((index + 1) << level)));
      for (byte[] node : MerkleTree.consistencyPath(hash, from, to, nodes)) {
        text.append(Base64.getEncoder().encodeToString(node)).append('\n');
      }
    }
    return text.toString();
  }
}
