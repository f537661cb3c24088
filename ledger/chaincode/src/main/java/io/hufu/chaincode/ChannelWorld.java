package io.hufu.chaincode;

import java.nio.charset.StandardCharsets;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.MSPRole;
import org.hyperledger.fabric.protos.common.SignaturePolicy;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.jspecify.annotations.Nullable;

/** The world of a transaction that a peer simulates. */
final class ChannelWorld implements World {
  private final ChaincodeStub stub;
  private final String caller;

  ChannelWorld(Context context) {
    this.stub = context.getStub();
    this.caller = context.getClientIdentity().getMSPID();
  }

  @Override
  public @Nullable String get(String key) {
    byte[] value = stub.getState(key);
    return value == null || value.length == 0 ? null : new String(value, StandardCharsets.UTF_8);
  }

  @Override
  public void put(String key, String value) {
    stub.putState(key, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void protect(String key, Endorsers endorsers) {
    stub.setStateValidationParameter(key, policy(endorsers).toByteArray());
  }

  /** k of the organisations' peers; the interface's own factory can only say "all". */
  static SignaturePolicyEnvelope policy(Endorsers endorsers) {
    SignaturePolicyEnvelope.Builder policy = SignaturePolicyEnvelope.newBuilder();
    SignaturePolicy.NOutOf.Builder rule =
        SignaturePolicy.NOutOf.newBuilder().setN(endorsers.quorum());
    for (String organisation : endorsers.organisations()) {
      rule.addRules(SignaturePolicy.newBuilder().setSignedBy(policy.getIdentitiesCount()));
      MSPRole peer =
          MSPRole.newBuilder()
              .setMspIdentifier(organisation)
              .setRole(MSPRole.MSPRoleType.PEER)
              .build();
      policy.addIdentities(
          MSPPrincipal.newBuilder()
              .setPrincipalClassification(MSPPrincipal.Classification.ROLE)
              .setPrincipal(peer.toByteString()));
    }
    return policy.setRule(SignaturePolicy.newBuilder().setNOutOf(rule)).build();
  }

  @Override
  public void announce(String name, String payload) {
    stub.setEvent(name, payload.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String caller() {
    return caller;
  }
}
