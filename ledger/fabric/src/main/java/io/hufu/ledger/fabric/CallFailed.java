package io.hufu.ledger.fabric;

/** Thrown when one call to one gateway peer failed. Never leaves the package. */
final class CallFailed extends Exception {
  private final Failure failure;
  private final GatewayPeer peer;

  CallFailed(Failure failure, GatewayPeer peer, Throwable cause) {
    super(peer + ": " + failure.words(), cause);
    this.failure = failure;
    this.peer = peer;
  }

  Failure failure() {
    return failure;
  }

  GatewayPeer peer() {
    return peer;
  }
}
