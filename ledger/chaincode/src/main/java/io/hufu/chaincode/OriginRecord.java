package io.hufu.chaincode;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.NoteKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the channel knows of one log. Immutable.
 *
 * @param owner the organisation that alone may publish
 * @param keys newest first; what older ones signed still counts while they are listed
 */
record OriginRecord(HashAlgorithm hash, String owner, Endorsers endorsers, List<NoteKey> keys) {
  private static final String SCHEMA = "hufu-origin/1";
  private static final int MAX_KEYS = 8;
  private static final String SM_ENDING = "/sm3";

  OriginRecord {
    keys = List.copyOf(keys);
  }

  /** Reads the arguments of a registration. */
  static OriginRecord of(String origin, String hash, String keys, String owner, String endorsers) {
    Refusal.require(
        !origin.isEmpty()
            && origin.length() <= 200
            && origin.chars().allMatch(c -> c > ' ' && c < 0x7f),
        "an origin is 1 to 200 printable ASCII characters without spaces");
    HashAlgorithm algorithm =
        origin.endsWith(SM_ENDING) ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
    Refusal.require(
        algorithm.label().equals(hash),
        "the hash is SM3 for origins that end in /sm3, SHA-256 for others");
    Refusal.require(Endorsers.MSP_ID.matcher(owner).matches(), "the owner is no MSP identifier");
    Endorsers parsed = Endorsers.parse(endorsers);
    Refusal.require(parsed.organisations().contains(owner), "the owner is not among the endorsers");
    return new OriginRecord(algorithm, owner, parsed, keys(origin, algorithm, keys));
  }

  /** Reads keys, one a line, newest first. */
  static List<NoteKey> keys(String origin, HashAlgorithm hash, String lines) {
    NoteKey.Kind kind = hash == HashAlgorithm.SM3 ? NoteKey.Kind.SM2_LOG : NoteKey.Kind.ED25519_LOG;
    List<NoteKey> keys = new ArrayList<>();
    for (String line : lines.strip().split("\n", MAX_KEYS + 1)) {
      try {
        keys.add(NoteKey.parse(line));
      } catch (MalformedDataException | IllegalArgumentException e) {
        throw new Refusal(Refusal.Code.INVALID_ARGUMENT, "a key is not name+id+key");
      }
    }
    Refusal.require(keys.size() <= MAX_KEYS, "more than " + MAX_KEYS + " keys");
    Refusal.require(
        keys.stream().allMatch(key -> key.kind() == kind && key.name().equals(origin)),
        "a key is of another kind than the hash asks for, or of another origin");
    Refusal.require(keys.stream().distinct().count() == keys.size(), "a key is named twice");
    return keys;
  }

  OriginRecord withKeys(List<NoteKey> others) {
    return new OriginRecord(hash, owner, endorsers, others);
  }

  /** Writes the record; the same contents are always the same text. */
  String text() {
    StringBuilder text = new StringBuilder(SCHEMA).append('\n');
    text.append("hash ").append(hash.label()).append('\n');
    text.append("owner ").append(owner).append('\n');
    text.append("endorsers ").append(endorsers.text()).append('\n');
    keys.forEach(key -> text.append("key ").append(key.vkey()).append('\n'));
    return text.toString();
  }

  /** Reads what {@link #text} wrote. */
  static OriginRecord parse(String origin, String text) {
    List<String> lines = text.lines().toList();
    String keys = String.join("\n", lines.subList(4, lines.size())).replace("key ", "");
    return of(
        origin,
        lines.get(1).substring("hash ".length()),
        keys,
        lines.get(2).substring("owner ".length()),
        lines.get(3).substring("endorsers ".length()));
  }
}
