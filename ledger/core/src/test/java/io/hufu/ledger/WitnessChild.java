package io.hufu.ledger;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.ledger.WitnessAnswer.Outcome;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A process of its own that witnesses two histories of one log until it is killed. */
final class WitnessChild {
  static final int COMMON = 3;
  static final int SIZE = 200;

  private WitnessChild() {}

  static TestLog log(long seed) {
    return new TestLog(
        "log.example.org/" + seed,
        SigningKey.generate(SignatureAlgorithm.ED25519, new AnchoringChild.SeededRandom(seed)));
  }

  static SigningKey key(long seed) {
    return SigningKey.generate(
        SignatureAlgorithm.ED25519, new AnchoringChild.SeededRandom(seed + 1));
  }

  static WitnessBuilder in(Path folder, long seed) {
    return LogWitness.in(folder.resolve("witness"), key(seed))
        .name("witness.example.org")
        .logs(List.of(log(seed).trust()));
  }

  /** Arguments: folder, seed, seed of this round. Prints side and size of all that it cosigned. */
  public static void main(String[] args) throws Exception {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    long seed = Long.parseLong(args[1]);
    Random random = new Random(Long.parseLong(args[2]));
    ForkedLog fork = new ForkedLog(log(seed), COMMON, SIZE);
    int[] at = {0, 0};
    try (LogWitness witness = in(Path.of(args[0]), seed).open()) {
      while (true) {
        int side = random.nextInt(2);
        int size = Math.min(SIZE, at[side] + random.nextInt(4));
        WitnessAnswer answer = witness.add(fork.request(side, at[side], size));
        if (answer.outcome() == Outcome.CONFLICT) {
          at[side] = (int) Math.min(SIZE, answer.size());
        } else if (answer.outcome() == Outcome.CONFIRMED) {
          at[side] = size;
          out.println(side + " " + size + " " + answer.lines().get(0).encoded().strip());
          out.flush();
        }
      }
    }
  }
}
