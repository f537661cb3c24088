package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the trust list says of one Fabric channel. Immutable.
 *
 * @param channel name of the channel
 * @param chaincode name of the chaincode whose reads count
 * @param organisations whose peers may speak for the channel; each identifier and each root once
 * @param quorum how many of the organisations must have endorsed a read; at least one
 * @param algorithms what peers may sign with: ES256, ED25519 or SM2_SM3
 */
public record ChannelTrust(
    String channel,
    String chaincode,
    List<Organisation> organisations,
    int quorum,
    Set<SignatureAlgorithm> algorithms) {
  private static final Set<SignatureAlgorithm> KNOWN =
      EnumSet.of(SignatureAlgorithm.ES256, SignatureAlgorithm.ED25519, SignatureAlgorithm.SM2_SM3);

  /**
   * One organisation of a channel. Immutable.
   *
   * @param mspId its identifier on the channel
   * @param peerUnit the organisational unit that its peers' certificates carry, and its clients' do
   *     not; {@code peer} unless its MSP says otherwise
   * @param roots the roots of its MSP; at least one
   */
  public record Organisation(String mspId, String peerUnit, List<Certificate> roots) {
    /** Copies the roots and refuses an organisation that has none, or no name. */
    public Organisation {
      roots = List.copyOf(roots);
      boolean usable = !roots.isEmpty() && roots.stream().allMatch(Certificate::hasUsableKey);
      if (mspId.isBlank() || peerUnit.isBlank() || !usable) {
        throw new IllegalArgumentException(
            "organisation " + mspId + ": no identifier, no unit of peers or no usable root");
      }
    }
  }

  /** Checks that the quorum can be reached and no two organisations can be one. */
  public ChannelTrust {
    organisations = List.copyOf(organisations);
    algorithms = Set.copyOf(algorithms);
    if (channel.isBlank() || chaincode.isBlank()) {
      throw new IllegalArgumentException("channel " + channel + ": no channel or no chaincode");
    }
    if (algorithms.isEmpty() || !KNOWN.containsAll(algorithms)) {
      throw new IllegalArgumentException(
          "channel " + channel + ": peers sign with ES256, ED25519 or SM2_SM3");
    }
    if (quorum < 1 || quorum > organisations.size()) {
      throw new IllegalArgumentException("channel " + channel + ": quorum out of reach");
    }
    requireDistinct(channel, organisations);
  }

  /** One organisation under two names, or two under one root, would count twice in a quorum. */
  private static void requireDistinct(String channel, List<Organisation> organisations) {
    Set<Object> seen = new HashSet<>();
    for (Organisation organisation : organisations) {
      boolean fresh = seen.add(organisation.mspId());
      Set<Object> keys = new HashSet<>();
      organisation.roots().forEach(root -> keys.add(root.key()));
      for (Object key : keys) {
        fresh &= seen.add(key);
      }
      if (!fresh) {
        throw new IllegalArgumentException(
            "channel "
                + channel
                + ": organisation "
                + organisation.mspId()
                + " or a root of it"
                + " is listed twice");
      }
    }
  }

  /** Writes the member of {@code channels} in a trust list. */
  public JsonObject toJson() {
    return ChannelTrustJson.channel(this);
  }

  /** Finds an organisation by its identifier. */
  public Optional<Organisation> organisation(String mspId) {
    return organisations.stream().filter(each -> each.mspId().equals(mspId)).findFirst();
  }
}
