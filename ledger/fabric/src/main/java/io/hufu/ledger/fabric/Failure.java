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
    return Optional.of(
        new ContractWord(matcher.group(1), size == null ? -1 : Long.parseLong(size)));
  }

  /**
   * The code that a refusal of the contract starts with.
   *
   * @param size the tree size that it names; −1 when it names none
   */
  record ContractWord(String code, long size) {}
}
