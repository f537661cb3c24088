package io.hufu.ledger;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.log.SignedNote;
import io.hufu.ledger.WitnessAnswer.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A witness behind HTTP (C2SP tlog-witness). Thread-safe.
 *
 * <p>Opens connections to the given address only, follows no redirect, and reads at most 64 KiB.
 */
public final class HttpWitness implements CheckpointWitness {
  static final String ADD = "add-checkpoint";

  private final String name;
  private final HttpExchangeClient client;

  /**
   * Prepares; opens no connection yet.
   *
   * @param name for messages
   * @param submissionPrefix http or https, or IllegalArgumentException
   * @param timeout within which a whole answer must be there, positive
   */
  public HttpWitness(String name, URI submissionPrefix, Duration timeout) {
    this.name = name;
    this.client = new HttpExchangeClient(submissionPrefix, timeout);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public WitnessAnswer add(WitnessRequest request) throws IOException {
    HttpExchangeClient.Answer answer =
        client.post(ADD, request.encoded(), WitnessRequest.MAX_LENGTH);
    for (Outcome outcome : Outcome.values()) {
      if (outcome.status() == answer.status()) {
        return understood(outcome, answer.body(), request);
      }
    }
    throw new IOException(name + " answered with status " + answer.status());
  }

  /**
   * Asks a Hufu witness what it confirmed last of a log; C2SP has no such question.
   *
   * @return the note as the log signed it; empty when the witness confirmed nothing
   */
  public Optional<String> newest(String origin) throws IOException {
    HttpExchangeClient.Answer answer =
        client.get("newest/" + WitnessState.name(origin), Head.MAX_LENGTH);
    return switch (answer.status()) {
      case 200 -> Optional.of(new String(answer.body(), StandardCharsets.UTF_8));
      case 404 -> Optional.empty();
      default -> throw new IOException(name + " answered with status " + answer.status());
    };
  }

  private WitnessAnswer understood(Outcome outcome, byte[] body, WitnessRequest request)
      throws IOException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(name + " answered with what is not UTF-8", e);
    }
    return switch (outcome) {
      case CONFIRMED -> WitnessAnswer.cosigned(lines(text, request));
      case CONFLICT -> WitnessAnswer.conflict(size(text), "last confirmed size " + size(text));
      default -> WitnessAnswer.refused(outcome, "status " + outcome.status());
    };
  }

  /** The lines are a note's when they stand below its text (C2SP tlog-witness, add-checkpoint). */
  private List<SignedNote.Line> lines(String text, WitnessRequest request) throws IOException {
    try {
      List<SignedNote.Line> lines =
          new ArrayList<>(SignedNote.parse(request.checkpoint().text() + "\n" + text).signatures());
      lines.removeAll(request.checkpoint().signatures());
      return lines;
    } catch (MalformedDataException e) {
      throw new IOException(name + " answered with what are no signature lines", e);
    }
  }

  private long size(String text) throws IOException {
    try {
      long size = Long.parseLong(text.strip());
      if (size >= 0 && text.equals(size + "\n")) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException(name + " answered with what is no size", e);
    }
    throw new IOException(name + " answered with what is no size");
  }
}
