package io.hufu.ledger;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.log.NoteKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A witness in memory that can be out of reach, and counts what it is asked. */
final class TestWitness implements CheckpointWitness {
  static final Instant TIME = Instant.parse("2026-11-23T08:00:00Z");

  private final LogWitness witness;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean down;

  private TestWitness(LogWitness witness) {
    this.witness = witness;
  }

  static TestWitness of(String name, TestLog log) {
    try {
      return new TestWitness(
          LogWitness.in(
                  Path.of("/mem/witness"),
                  SigningKey.generate(log.key().algorithm(), new SecureRandom()))
              .name(name)
              .clock(Clock.fixed(TIME, ZoneOffset.UTC))
              .logs(List.of(log.trust()))
              .files(new RecordingFiles())
              .open());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  NoteKey noteKey() {
    return witness.noteKey();
  }

  LogWitness witness() {
    return witness;
  }

  void down(boolean isDown) {
    down = isDown;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public String name() {
    return witness.name();
  }

  @Override
  public WitnessAnswer add(WitnessRequest request) throws IOException {
    asked.incrementAndGet();
    if (down) {
      throw new IOException("connection refused");
    }
    return witness.add(request);
  }

  void close() throws IOException {
    witness.close();
  }
}
