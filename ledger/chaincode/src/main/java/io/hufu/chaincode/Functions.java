package io.hufu.chaincode;

import java.util.List;

/** The contract's functions by their names, over whatever world they are called in. */
public final class Functions {
  private final World world;

  /** Makes the functions of one transaction. */
  public Functions(World world) {
    this.world = world;
  }

  /**
   * Calls a function.
   *
   * @return the answer, in UTF-8
   * @throws Refusal when the contract refuses
   */
  public String call(String function, List<String> arguments) {
    return switch (function) {
      case "RegisterOrigin" -> {
        requireCount(arguments, 5);
        String origin = arguments.get(0);
        yield new Origins(world)
            .register(
                origin,
                OriginRecord.of(
                    origin,
                    arguments.get(1),
                    arguments.get(2),
                    arguments.get(3),
                    arguments.get(4)));
      }
      case "RotateOriginKey" -> {
        requireCount(arguments, 2);
        yield new Origins(world).rotate(arguments.get(0), arguments.get(1));
      }
      case "GetOrigin" -> {
        requireCount(arguments, 1);
        yield new Origins(world).find(arguments.get(0)).text();
      }
      case "PublishCheckpoint" -> {
        requireCount(arguments, 2);
        yield new Checkpoints(world).publish(arguments.get(0), arguments.get(1));
      }
      case "GetCheckpoint" -> {
        requireCount(arguments, 2);
        yield new Checkpoints(world).get(arguments.get(0), arguments.get(1));
      }
      case "LatestCheckpoint" -> {
        requireCount(arguments, 1);
        yield new Checkpoints(world).latest(arguments.get(0));
      }
      case "PublishTrustList" -> {
        requireCount(arguments, 3);
        yield new TrustLists(world).publish(arguments.get(0), arguments.get(1), arguments.get(2));
      }
      case "GetTrustList" -> {
        requireCount(arguments, 1);
        yield new TrustLists(world).get(arguments.get(0));
      }
      default ->
          throw new Refusal(Refusal.Code.INVALID_ARGUMENT, "the contract has no such function");
    };
  }

  private static void requireCount(List<String> arguments, int count) {
    Refusal.require(arguments.size() == count, "the function takes " + count + " arguments");
  }
}
