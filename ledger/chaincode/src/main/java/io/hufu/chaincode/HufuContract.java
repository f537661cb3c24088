package io.hufu.chaincode;

import java.util.List;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Default;
import org.hyperledger.fabric.contract.annotation.Info;
import org.hyperledger.fabric.contract.annotation.License;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * The contract {@code hufu} as Fabric calls it; what it does stands in {@link Functions}.
 *
 * <p>A refusal becomes an error response whose message starts with the code in brackets.
 */
@Contract(
    name = "hufu",
    info =
        @Info(
            title = "Hufu checkpoints",
            description = "Checkpoints of transparency logs; refuses forks",
            version = "1",
            license = @License(name = "Apache-2.0")))
@Default
public final class HufuContract implements ContractInterface {
  private static String call(Context context, String function, String... arguments) {
    try {
      // The router drops what is beyond the arguments that it knows.
      Refusal.require(
          context.getStub().getStringArgs().size() == arguments.length + 1,
          "the function takes " + arguments.length + " arguments");
      return new Functions(new ChannelWorld(context)).call(function, List.of(arguments));
    } catch (Refusal refusal) {
      throw new ChaincodeException(refusal.getMessage(), refusal);
    }
  }

  /** Registers a log; see {@link Origins#register}. */
  @Transaction(name = "RegisterOrigin")
  public String registerOrigin(
      Context context, String origin, String hash, String keys, String owner, String endorsers) {
    return call(context, "RegisterOrigin", origin, hash, keys, owner, endorsers);
  }

  /** Replaces the keys of a log; see {@link Origins#rotate}. */
  @Transaction(name = "RotateOriginKey")
  public String rotateOriginKey(Context context, String origin, String keys) {
    return call(context, "RotateOriginKey", origin, keys);
  }

  /** Returns what is registered of a log. */
  @Transaction(name = "GetOrigin", intent = Transaction.TYPE.EVALUATE)
  public String getOrigin(Context context, String origin) {
    return call(context, "GetOrigin", origin);
  }

  /** Publishes a checkpoint; see {@link Checkpoints#publish}. */
  @Transaction(name = "PublishCheckpoint")
  public String publishCheckpoint(Context context, String note, String consistencyProof) {
    return call(context, "PublishCheckpoint", note, consistencyProof);
  }

  /** Returns the checkpoint of one size. */
  @Transaction(name = "GetCheckpoint", intent = Transaction.TYPE.EVALUATE)
  public String getCheckpoint(Context context, String origin, String size) {
    return call(context, "GetCheckpoint", origin, size);
  }

  /** Returns the newest checkpoint. */
  @Transaction(name = "LatestCheckpoint", intent = Transaction.TYPE.EVALUATE)
  public String latestCheckpoint(Context context, String origin) {
    return call(context, "LatestCheckpoint", origin);
  }

  /** Publishes the digest of a trust list; see {@link TrustLists#publish}. */
  @Transaction(name = "PublishTrustList")
  public String publishTrustList(
      Context context, String version, String digest, String previousDigest) {
    return call(context, "PublishTrustList", version, digest, previousDigest);
  }

  /** Returns the digest of a trust list. */
  @Transaction(name = "GetTrustList", intent = Transaction.TYPE.EVALUATE)
  public String getTrustList(Context context, String version) {
    return call(context, "GetTrustList", version);
  }
}
