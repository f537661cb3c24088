package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, add-checkpoint). Immutable.
 *
 * @param oldSize the size that the witness confirmed last, as far as the log knows; 0 when none
 * @param proof consistency path from that size (RFC 6962 §2.1.2), at most 63 hashes; empty from 0
 * @param checkpoint the new checkpoint with the log's signature, perhaps with others
 */
public record WitnessRequest(long oldSize, List<byte[]> proof, SignedNote checkpoint) {
  /** Longest request that is read, in bytes: 63 hashes, and a note of 64 lines. */
  public static final int MAX_LENGTH = 64 << 10;

  private static final int MAX_PROOF = 63;
  private static final String OLD = "old ";

  /** Copies the path and checks the bounds with IllegalArgumentException. */
  public WitnessRequest {
    if (oldSize < 0 || proof.size() > MAX_PROOF) {
      throw new IllegalArgumentException("a size from 0 and at most 63 hashes of proof are needed");
    }
    proof = proof.stream().map(byte[]::clone).toList();
  }

  /** Returns the path (copies). */
  @Override
  public List<byte[]> proof() {
    return proof.stream().map(byte[]::clone).toList();
  }

  /** Writes the body of the HTTP request. */
  public byte[] encoded() {
    StringBuilder body = new StringBuilder(OLD).append(oldSize).append('\n');
    proof.forEach(hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return body.append('\n')
        .append(checkpoint.encoded())
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a body strictly: one spelling for every request, and a checkpoint of three lines. */
  public static WitnessRequest parse(byte[] body) throws MalformedDataException {
    Head head;
    if (body.length > MAX_LENGTH) {
      throw new MalformedDataException("witness request: longer than " + MAX_LENGTH + " bytes");
    }
    int end = 0;
    List<String> lines = new ArrayList<>();
    for (int start = 0; end < body.length; end++) {
      if (body[end] == '\n') {
        if (end == start) {
          break;
        }
        lines.add(new String(body, start, end - start, StandardCharsets.ISO_8859_1));
        start = end + 1;
      }
    }
    if (end == body.length || lines.isEmpty() || lines.size() > MAX_PROOF + 1) {
      throw new MalformedDataException(
          "witness request: not an old size, at most 63 hashes, an empty line and a checkpoint");
    }
    head = Head.parse(java.util.Arrays.copyOfRange(body, end + 1, body.length));
    List<byte[]> proof = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      proof.add(hash(line));
    }
    return new WitnessRequest(size(lines.get(0)), proof, head.note());
  }

  private static long size(String line) throws MalformedDataException {
    try {
      long size = Long.parseLong(line.substring(Math.min(OLD.length(), line.length())));
      if (size >= 0 && line.equals(OLD + size)) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new MalformedDataException("witness request: the old size is not a number", e);
    }
    throw new MalformedDataException("witness request: the old size is not in its shortest form");
  }

  private static byte[] hash(String line) throws MalformedDataException {
    try {
      byte[] hash = Base64.getDecoder().decode(line);
      if (hash.length == 32 && Base64.getEncoder().encodeToString(hash).equals(line)) {
        return hash;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("witness request: a line of the proof is not base64", e);
    }
    throw new MalformedDataException("witness request: a line of the proof is not a hash");
  }

  /** Returns what the log signed. */
  Checkpoint tree() {
    try {
      return Checkpoint.parse(checkpoint.text());
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("the note to be witnessed is no checkpoint", e);
    }
  }
}
