package io.hufu.ledger.fabric;

import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hyperledger.fabric.client.GatewayException;

/**
 * What a gateway answered when it did not do what it was asked. Immutable.
 *
 * @param status the gRPC status
 * @param words one line with what peers and orderers said
 */
record Failure(Status.Code status, String words) {
  private static final Pattern REFUSAL = Pattern.compile("\\[([A-Z_]+)\\](?: (\\d{1,18})(?= ))?");
  private static final int LONGEST = 500;

  static Failure of(GatewayException e) {
    return of(
        e.getStatus(),
        e.getDetails().stream()
            .map(each -> each.getMspId() + " " + each.getAddress() + ": " + each.getMessage())
            .toList());
  }

  private static Failure of(Status status, List<String> details) {
    String said =
        status.getCode()
            + (status.getDescription() == null ? "" : " " + status.getDescription())
            + (details.isEmpty()
                ? ""
                : details.stream().collect(Collectors.joining("; ", " (", ")")));
    String line = said.replaceAll("\\p{Cntrl}+", " ");
    return new Failure(
        status.getCode(), line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…");
  }

  /** An orderer has the transaction in its pool or in a block; BFT orderers say so, Raft never. */
  static boolean isRepeat(GatewayException e) {
    return e.getDetails().stream()
        .anyMatch(
            each ->
                each.getMessage().contains("request already exists")
                    || each.getMessage().contains("request already processed"));
  }

  /** Nobody answered, or not in time: another peer may, or the same one later. */
  boolean isOutage() {
    return status == Status.Code.UNAVAILABLE
        || status == Status.Code.DEADLINE_EXCEEDED
        || status == Status.Code.CANCELLED
        || status == Status.Code.RESOURCE_EXHAUSTED;
  }

  /**
   * What may pass by itself: an organisation's peer or its chaincode server is down, or peers do
   * not hold the same block yet. All of it comes before anything is submitted.
   */
  boolean mayPass() {
    return isOutage()
        || (refusal().isEmpty()
            && (status == Status.Code.FAILED_PRECONDITION || status == Status.Code.ABORTED)
            && !words.contains("creator"));
  }

  /** The contract's own word, when it was the contract that refused. */
  Optional<ContractWord> refusal() {
    Matcher matcher = REFUSAL.matcher(words);
    if (!words.contains("chaincode response") || !matcher.find()) {
      return Optional.empty();
    }
    String size = matcher.group(2);
    // Another peer's answer follows after a semicolon, and the last one ends with a bracket.
    String said = words.substring(matcher.start()).split("; ", 2)[0].replaceFirst("\\)$", "");
    return Optional.of(
        new ContractWord(matcher.group(1), size == null ? -1 : Long.parseLong(size), said));
  }

  /**
   * The code that a refusal of the contract starts with.
   *
   * @param size the tree size that it names; −1 when it names none
   * @param said the whole of what the contract said, from the code on
   */
  record ContractWord(String code, long size, String said) {}
}
