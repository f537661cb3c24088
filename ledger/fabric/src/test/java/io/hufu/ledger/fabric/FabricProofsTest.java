package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.model.ChannelTrust;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWrite;
import org.junit.jupiter.api.Test;

/** Endorsed reads made by code: each way to be wrong has its own word. */
class FabricProofsTest {
  private static final TestOrganisation ONE = TestOrganisation.of("ProvinceMSP");
  private static final TestOrganisation TWO = TestOrganisation.of("CityMSP");
  private static final TestOrganisation THREE = TestOrganisation.of("CountyMSP");
  private static final ChannelTrust TRUST = trust(2, SignatureAlgorithm.ES256, ONE, TWO, THREE);
  private static final Instant NOW = Instant.parse("2026-06-02T00:00:00Z");
  private static final ExpectedRead EXPECTED =
      ExpectedRead.exactly("get", List.of("root-1"), "root-1", "value");

  private static ChannelTrust trust(
      int quorum, SignatureAlgorithm algorithm, TestOrganisation... organisations) {
    return new ChannelTrust(
        "agencies",
        "hufu",
        Arrays.stream(organisations).map(TestOrganisation::trust).toList(),
        quorum,
        Set.of(algorithm));
  }

  private static TestEnvelope read() {
    return new TestEnvelope(List.of("get", "root-1"), "value").reads("root-1", 7, 0);
  }

  private static ProofJudgement judge(TestEnvelope envelope) {
    return FabricProofs.judge(envelope.build(), TRUST, EXPECTED, NOW);
  }

  private static void refused(TestEnvelope envelope, ProofOutcome outcome) {
    ProofJudgement judged = judge(envelope);
    assertThat(judged.outcome()).isEqualTo(outcome);
    assertThat(judged.organisations()).isEmpty();
    assertThat(judged.version()).isNull();
  }

  @Test
  void a_read_that_two_of_three_organisations_endorsed_is_witnessed() {
    ProofJudgement judged = judge(read().by(ONE, TWO));
    assertThat(judged.outcome()).isEqualTo(ProofOutcome.WITNESSED);
    assertThat(judged.organisations()).containsExactly("CityMSP", "ProvinceMSP");
    assertThat(judged.version()).isEqualTo(new ProofJudgement.Version(7, 0));
    assertThat(judged.claimedAt()).isEqualTo("2026-06-01T00:00:00Z");
  }

  @Test
  void an_endorsed_write_is_endorsed_and_no_more() {
    TestEnvelope write =
        new TestEnvelope(List.of("put", "root-1", "value"), "").misses("root-1").by(ONE, TWO);
    assertThat(judge(write.writes("root-1", "value")).outcome())
        .isEqualTo(ProofOutcome.ENDORSED_ONLY);
  }

  @Test
  void a_read_that_would_also_write_is_no_proof() {
    TestEnvelope both = read().by(ONE, TWO).writes("root-1", "value");
    assertThat(judge(both).outcome()).isEqualTo(ProofOutcome.ENDORSED_ONLY);
    refused(read().by(ONE, TWO).writes("other", "value"), ProofOutcome.OTHER_KEY);
    TestEnvelope policy = read().by(ONE, TWO);
    policy.access.addMetadataWrites(KVMetadataWrite.newBuilder().setKey("root-1"));
    refused(policy, ProofOutcome.OTHER_KEY);
  }

  @Test
  void what_is_missing_for_the_quorum_is_said() {
    refused(read().by(ONE), ProofOutcome.ORGANISATION_MISSING);
    refused(read().by(ONE, ONE), ProofOutcome.SAME_ORGANISATION_TWICE);
    TestOrganisation stranger = TestOrganisation.of("StrangerMSP");
    refused(read().by(ONE, stranger), ProofOutcome.ORGANISATION_MISSING);
    assertThat(judge(read().by(ONE, stranger, TWO)).outcome()).isEqualTo(ProofOutcome.WITNESSED);
  }

  @Test
  void another_channel_chaincode_function_argument_key_or_value_is_another_read() {
    TestEnvelope channel = read().by(ONE, TWO);
    channel.channel = "others";
    refused(channel, ProofOutcome.OTHER_CHANNEL);
    TestEnvelope chaincode = read().by(ONE, TWO);
    chaincode.chaincode = "fake";
    refused(chaincode, ProofOutcome.OTHER_CHAINCODE);
    TestEnvelope function = read().by(ONE, TWO);
    function.call = List.of("echo", "root-1");
    refused(function, ProofOutcome.OTHER_FUNCTION);
    TestEnvelope none = read().by(ONE, TWO);
    none.call = List.of();
    refused(none, ProofOutcome.OTHER_FUNCTION);
    TestEnvelope argument = read().by(ONE, TWO);
    argument.call = List.of("get", "root-2");
    refused(argument, ProofOutcome.OTHER_ARGUMENTS);
    TestEnvelope value = read().by(ONE, TWO);
    value.answer = "other value";
    refused(value, ProofOutcome.OTHER_VALUE);
    TestEnvelope key = new TestEnvelope(List.of("get", "root-1"), "value").reads("root-2", 7, 0);
    refused(key.by(ONE, TWO), ProofOutcome.OTHER_KEY);
  }

  @Test
  void a_key_that_is_not_there_or_has_two_versions_proves_nothing() {
    TestEnvelope absent = new TestEnvelope(List.of("get", "root-1"), "value").misses("root-1");
    refused(absent.by(ONE, TWO), ProofOutcome.KEY_ABSENT);
    refused(read().reads("root-1", 8, 0).by(ONE, TWO), ProofOutcome.VERSION_WRONG);
    TestEnvelope genesis =
        new TestEnvelope(List.of("get", "root-1"), "value").reads("root-1", 0, 0);
    refused(genesis.by(ONE, TWO), ProofOutcome.VERSION_WRONG);
  }

  @Test
  void an_answer_to_another_proposal_is_refused() {
    TestEnvelope other = read().by(ONE, TWO);
    other.otherProposal = new byte[] {1};
    refused(other, ProofOutcome.OTHER_PROPOSAL);
    TestEnvelope failed = read().by(ONE, TWO);
    failed.status = 500;
    refused(failed, ProofOutcome.REFUSED);
  }

  @Test
  void a_version_value_or_key_changed_afterwards_breaks_the_signatures() {
    for (String part : List.of("value", "root-1", "hufu")) {
      TestEnvelope changed = read().by(ONE, TWO);
      changed.tampering = octets -> replaceLast(octets, part);
      ProofOutcome expected =
          part.equals("hufu") ? ProofOutcome.OTHER_CHAINCODE : ProofOutcome.SIGNATURE_WRONG;
      refused(changed, expected);
    }
    TestEnvelope version = read().by(ONE, TWO);
    version.tampering = FabricProofsTest::laterBlock;
    refused(version, ProofOutcome.SIGNATURE_WRONG);
  }

  private static byte[] replaceLast(byte[] octets, String part) {
    int at = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(part);
    byte[] changed = octets.clone();
    changed[at] ^= 1;
    return changed;
  }

  /** Field 1 of Version is the block number, 7 here; it follows the key. */
  private static byte[] laterBlock(byte[] octets) {
    byte[] changed = octets.clone();
    int at = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("root-1");
    while (!(changed[at] == 8 && changed[at + 1] == 7)) {
      at++;
    }
    changed[at + 1] = 8;
    return changed;
  }

  @Test
  void high_s_is_refused_although_it_verifies() {
    TestEnvelope high = read().by(ONE, TWO);
    high.signing = HighS::of;
    refused(high, ProofOutcome.HIGH_S);
  }

  @Test
  void a_signature_by_another_key_is_wrong_and_by_another_root_foreign() {
    TestOrganisation impostor = TestOrganisation.of("CityMSP");
    refused(read().by(ONE, impostor), ProofOutcome.FOREIGN_ROOT);
    TestEnvelope wrong = read().by(ONE, TWO);
    wrong.signing = value -> replaceLastByte(value);
    refused(wrong, ProofOutcome.SIGNATURE_WRONG);
    refused(read().by(ONE, TWO, impostor), ProofOutcome.FOREIGN_ROOT);
  }

  private static byte[] replaceLastByte(byte[] value) {
    byte[] changed = value.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  @Test
  void a_certificate_that_had_expired_when_the_proposal_was_made_does_not_count() {
    Instant end = Instant.parse("2026-05-01T00:00:00Z");
    TestOrganisation expired =
        TWO.with(TestOrganisation.member(TWO.root(), "CN=peer0.CityMSP,OU=peer", end));
    refused(read().by(ONE, expired), ProofOutcome.CERTIFICATE_EXPIRED);
    TestEnvelope inTime = read().by(ONE, expired);
    inTime.time = end;
    assertThat(judge(inTime).outcome()).isEqualTo(ProofOutcome.WITNESSED);
    TestEnvelope early = read().by(ONE, TWO);
    early.time = Instant.parse("2025-01-01T00:00:00Z");
    refused(early, ProofOutcome.CERTIFICATE_EXPIRED);
  }

  @Test
  void a_client_of_the_organisation_is_no_peer_of_it_whatever_its_name_says() {
    refused(read().by(ONE, TWO.with(TWO.client())), ProofOutcome.NOT_A_PEER);
    for (String subject :
        List.of("CN=x\\,OU\\=peer,OU=client", "CN=OU\\=peer,OU=client", "CN=peer,OU=peers")) {
      TestOrganisation disguised =
          TWO.with(TestOrganisation.member(TWO.root(), subject, TestOrganisation.TO));
      refused(read().by(ONE, disguised), ProofOutcome.NOT_A_PEER);
    }
  }

  @Test
  void a_proposal_from_the_future_is_refused_and_fifteen_minutes_are_none() {
    TestEnvelope future = read().by(ONE, TWO);
    future.time = NOW.plusSeconds(901);
    refused(future, ProofOutcome.FROM_FUTURE);
    TestEnvelope near = read().by(ONE, TWO);
    near.time = NOW.plusSeconds(900);
    assertThat(judge(near).outcome()).isEqualTo(ProofOutcome.WITNESSED);
  }

  @Test
  void a_channel_of_sm2_identities_verifies_where_the_trust_list_says_so() {
    TestOrganisation sm1 = TestOrganisation.of("ProvinceMSP", SignatureAlgorithm.SM2_SM3);
    TestOrganisation sm2 = TestOrganisation.of("CityMSP", SignatureAlgorithm.SM2_SM3);
    TestEnvelope sm = read().by(sm1, sm2);
    sm.hash = HashAlgorithm.SM3;
    ChannelTrust trust = trust(2, SignatureAlgorithm.SM2_SM3, sm1, sm2);
    assertThat(FabricProofs.judge(sm.build(), trust, EXPECTED, NOW).outcome())
        .isEqualTo(ProofOutcome.WITNESSED);
    ChannelTrust stock = trust(2, SignatureAlgorithm.ES256, sm1, sm2);
    assertThat(FabricProofs.judge(sm.build(), stock, EXPECTED, NOW).outcome())
        .isEqualTo(ProofOutcome.OTHER_PROPOSAL);
    sm.hash = HashAlgorithm.SHA_256;
    assertThat(FabricProofs.judge(sm.build(), stock, EXPECTED, NOW).outcome())
        .isEqualTo(ProofOutcome.ALGORITHM_REFUSED);
  }

  @Test
  void ed25519_identities_of_fabric_3_verify() {
    TestOrganisation one = TestOrganisation.of("ProvinceMSP", SignatureAlgorithm.ED25519);
    TestOrganisation two = TestOrganisation.of("CityMSP", SignatureAlgorithm.ED25519);
    ChannelTrust trust = trust(2, SignatureAlgorithm.ED25519, one, two);
    assertThat(FabricProofs.judge(read().by(one, two).build(), trust, EXPECTED, NOW).outcome())
        .isEqualTo(ProofOutcome.WITNESSED);
  }

  @Test
  void what_is_no_endorsed_transaction_is_malformed() {
    for (byte[] bytes :
        List.of(new byte[0], new byte[] {1, 2, 3}, new byte[EndorsedTransaction.MAX_LENGTH + 1])) {
      assertThat(FabricProofs.judge(bytes, TRUST, EXPECTED, NOW).outcome())
          .isEqualTo(ProofOutcome.MALFORMED);
    }
    TestEnvelope configuration = read().by(ONE, TWO);
    configuration.type = HeaderType.CONFIG_VALUE;
    refused(configuration, ProofOutcome.MALFORMED);
    refused(read(), ProofOutcome.MALFORMED);
  }

  @Test
  void whatever_byte_changes_the_judgement_is_made_without_an_exception() {
    byte[] good = read().by(ONE, TWO).build();
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      if (random.nextInt(4) == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      assertThat(FabricProofs.judge(bad, TRUST, EXPECTED, NOW)).as("seed %s", seed).isNotNull();
    }
  }
}
