package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.ChannelTrust.Organisation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Reads and writes the channels of a trust list; absent when there are none. */
final class ChannelTrustJson {
  private static final String NAME = "channels";

  private ChannelTrustJson() {}

  static List<ChannelTrust> read(MemberReader members) throws MalformedDataException {
    return members.objectsOrNone(NAME, ChannelTrustJson::channel);
  }

  static void write(List<ChannelTrust> channels, JsonObject.Builder json) {
    if (!channels.isEmpty()) {
      json.put(NAME, TrustListWriter.array(channels, ChannelTrustJson::channel));
    }
  }

  private static ChannelTrust channel(MemberReader members) throws MalformedDataException {
    List<SignatureAlgorithm> algorithms = members.constants(SignatureAlgorithm.class, "algorithms");
    return new ChannelTrust(
        members.text("channel"),
        members.text("chaincode"),
        members.objects("organisations", ChannelTrustJson::organisation),
        Math.toIntExact(Math.min(members.integer("quorum", 1), Integer.MAX_VALUE)),
        algorithms.isEmpty()
            ? EnumSet.noneOf(SignatureAlgorithm.class)
            : EnumSet.copyOf(algorithms));
  }

  private static Organisation organisation(MemberReader members) throws MalformedDataException {
    List<Certificate> roots = new ArrayList<>();
    for (String der : members.texts("roots")) {
      roots.add(Certificate.fromDer(Base64Url.decode(der)));
    }
    return new Organisation(members.text("mspId"), members.text("peerUnit"), roots);
  }

  static JsonObject channel(ChannelTrust channel) {
    return JsonObject.builder()
        .put("channel", channel.channel())
        .put("chaincode", channel.chaincode())
        .put(
            "organisations",
            TrustListWriter.array(channel.organisations(), ChannelTrustJson::organisation))
        .put("quorum", channel.quorum())
        .put(
            "algorithms",
            TrustListWriter.constants(channel.algorithms().stream().sorted().toList()))
        .build();
  }

  private static JsonObject organisation(Organisation organisation) {
    return JsonObject.builder()
        .put("mspId", organisation.mspId())
        .put("peerUnit", organisation.peerUnit())
        .put(
            "roots",
            TrustListWriter.texts(
                organisation.roots().stream().map(c -> Base64Url.encode(c.der())).toList()))
        .build();
  }
}
