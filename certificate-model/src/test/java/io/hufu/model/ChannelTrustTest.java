package io.hufu.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.model.ChannelTrust.Organisation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChannelTrustTest {
  private static final SigningKey ONE = TestKeys.root(SignatureAlgorithm.ES256, "CN=ca.one");
  private static final SigningKey TWO = TestKeys.root(SignatureAlgorithm.ES256, "CN=ca.two");

  private static Organisation organisation(String mspId, SigningKey root) {
    return new Organisation(mspId, "peer", List.of(root.certificate()));
  }

  private static ChannelTrust channel(int quorum, Organisation... organisations) {
    return new ChannelTrust(
        "agencies", "hufu", List.of(organisations), quorum, Set.of(SignatureAlgorithm.ES256));
  }

  @Test
  void a_channel_is_signed_read_and_found_as_it_was_written() throws Exception {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    ChannelTrust channel = channel(2, organisation("AMSP", ONE), organisation("BMSP", TWO));
    TrustListContents contents = fixture.contents().toBuilder().channel(channel).build();
    TrustList list = TrustList.parse(TrustList.sign(contents.toJson(), fixture.operator), null);
    assertThat(list.channels()).containsExactly(channel);
    assertThat(list.channel("agencies")).hasValue(channel);
    assertThat(list.channel("others")).isEmpty();
    assertThat(channel.organisation("BMSP")).isPresent();
    assertThat(channel.organisation("CMSP")).isEmpty();
  }

  @Test
  void a_list_without_channels_has_no_such_member() {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    assertThat(fixture.contents().toJson().members()).doesNotContainKey("channels");
  }

  @Test
  void one_organisation_or_root_cannot_count_twice_and_the_quorum_can_be_reached() {
    Organisation one = organisation("AMSP", ONE);
    assertRefused(1, one, organisation("AMSP", TWO));
    assertRefused(1, one, organisation("BMSP", ONE));
    assertRefused(0, one);
    assertRefused(2, one);
    assertThatThrownBy(() -> new Organisation("AMSP", "peer", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new ChannelTrust(
                    "agencies", "hufu", List.of(one), 1, Set.of(SignatureAlgorithm.RS256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(int quorum, Organisation... organisations) {
    assertThatThrownBy(() -> channel(quorum, organisations))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_channels_of_one_name_are_refused() {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    ChannelTrust channel = channel(1, organisation("AMSP", ONE));
    TrustListContents.Builder twice =
        fixture.contents().toBuilder().channel(channel).channel(channel);
    assertThatThrownBy(twice::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_change_of_a_channel_is_a_change_of_the_list() throws Exception {
    TrustListFixture fixture = new TrustListFixture(SignatureAlgorithm.SM2_SM3);
    TrustListContents none = fixture.contents();
    TrustListContents one = none.toBuilder().channel(channel(1, organisation("AMSP", ONE))).build();
    TrustListContents other =
        none.toBuilder().channel(channel(1, organisation("AMSP", TWO))).build();
    assertThat(TrustListDiff.between(none, one))
        .containsExactly(
            new TrustListDiff.Change(TrustListDiff.Kind.CHANNEL_ADDED, List.of("agencies")));
    assertThat(TrustListDiff.between(one, other))
        .containsExactly(
            new TrustListDiff.Change(TrustListDiff.Kind.CHANNEL_CHANGED, List.of("agencies")));
    assertThat(TrustListDiff.between(one, none))
        .containsExactly(
            new TrustListDiff.Change(TrustListDiff.Kind.CHANNEL_REMOVED, List.of("agencies")));
  }
}
