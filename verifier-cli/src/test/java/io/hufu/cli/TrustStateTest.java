package io.hufu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustStateTest {
  private static final int VERSIONS = 16;
  private static final int ROUNDS = 20;

  @TempDir Path work;

  private List<TrustList> versions() throws Exception {
    Pilot pilot = Pilot.in(work);
    pilot.must("trust", "init", "d.json", "--name-zh", "试点", "--name-en", "Pilot", "--pilot");
    SigningKey key =
        SigningKey.fromPkcs12(work.resolve("keys/trust-list.p12"), "secret".toCharArray());
    JsonObject draft =
        TrustDraft.parse(Files.readAllBytes(work.resolve("d.json")))
            .dated(Instant.now(), Duration.ofDays(30))
            .contents();
    List<TrustList> versions = new ArrayList<>();
    for (int i = 1; i <= VERSIONS; i++) {
      // every other number: the next one would have to name the one before it
      JsonObject contents = draft.with("version", JsonNumber.of(2L * i));
      byte[] signed = TrustList.sign(contents, key);
      versions.add(TrustList.parse(signed, null));
    }
    return versions;
  }

  @Test
  void the_highest_version_is_remembered_when_many_look_at_once() throws Exception {
    List<TrustList> versions = versions();
    ExecutorService threads = Executors.newFixedThreadPool(VERSIONS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Path state = work.resolve("state-" + round);
        Collections.shuffle(versions);
        List<Callable<Void>> looks = new ArrayList<>();
        for (TrustList list : versions) {
          looks.add(
              () -> {
                new TrustState(Sessions.quiet(work), state).check(list, true);
                return null;
              });
        }
        for (Future<Void> look : threads.invokeAll(looks)) {
          look.get();
        }
        JsonObject seen =
            Json.parseObject(Files.readAllBytes(state.resolve("trust-versions.json")));
        assertThat(seen.members().values()).contains(JsonNumber.of(2L * VERSIONS));
      }
    } finally {
      threads.shutdown();
    }
  }
}
