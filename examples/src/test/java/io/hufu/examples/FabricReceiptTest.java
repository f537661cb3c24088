package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.ledger.fabric.ChannelInProcess;
import io.hufu.ledger.fabric.FabricLedger;
import io.hufu.ledger.fabric.FabricProofs;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Anchor;
import io.hufu.model.AnchorReceipt;
import io.hufu.model.ChannelTrust;
import io.hufu.model.LedgerTrust;
import io.hufu.model.Licence;
import io.hufu.model.LogEntry;
import io.hufu.model.SampleLicences;
import io.hufu.model.TrustList;
import io.hufu.model.report.Check;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Topic;
import io.hufu.model.report.VerificationReport;
import io.hufu.signing.Issuer;
import io.hufu.signing.json.JsonFormat;
import io.hufu.verification.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a verifier says of a licence whose receipt carries the proof of a Fabric channel. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FabricReceiptTest {
  private static final String ORIGIN = "licences.example.org/2026/sm3";

  private SmallOffice office;
  private SigningKey agency;
  private Licence licence;
  private ChannelInProcess channel;
  private FabricLedger ledger;
  private LedgerTrust log;
  private byte[] elsewhere;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    office = new SmallOffice(home);
    agency = office.agency();
    licence = office.real(SampleLicences.stream("driving-licence", 1).findFirst().orElseThrow());
    SigningKey key = office.bare();
    NoteKey noteKey = NoteKey.of(ORIGIN, NoteKey.Kind.SM2_LOG, key.verificationKey());
    NoteKey witness =
        NoteKey.of("w.example", NoteKey.Kind.SM2_WITNESS, office.bare().verificationKey());
    log = new LedgerTrust(ORIGIN, HashAlgorithm.SM3, List.of(noteKey), List.of(witness), 1);
    channel = new ChannelInProcess(home.resolve("channel"));
    channel.register(log);
    ledger =
        channel.around(
            EmbeddedLedger.in(home.resolve("log"), key)
                .headFile(home.resolve("head"))
                .create(ORIGIN));
    elsewhere = ledger.anchorFiles(List.of(new byte[32])).get(0).fabric().orElseThrow();
  }

  @AfterAll
  void stop() throws Exception {
    ledger.close();
    channel.close();
  }

  /** A ledger whose receipts go through the hands of somebody who changes their proofs. */
  private record Changed(Anchor anchor, UnaryOperator<byte[]> change) implements Anchor {
    @Override
    public HashAlgorithm hash() {
      return anchor.hash();
    }

    @Override
    public List<AnchorReceipt> anchor(List<LogEntry> entries) throws IOException {
      return anchor.anchor(entries).stream().map(this::changed).toList();
    }

    private AnchorReceipt changed(AnchorReceipt receipt) {
      return new AnchorReceipt(
          receipt.origin(),
          receipt.hash(),
          receipt.index(),
          receipt.size(),
          receipt.path(),
          receipt.checkpoint(),
          receipt.salt(),
          change.apply(receipt.fabric().orElseThrow()));
    }
  }

  private TrustList trust(ChannelTrust listed) throws Exception {
    String organisations =
        listed.organisations().stream()
            .map(
                each ->
                    "{\"mspId\":\"%s\",\"peerUnit\":\"peer\",\"roots\":[\"%s\"]}"
                        .formatted(each.mspId(), Base64Url.encode(each.roots().get(0).der())))
            .collect(Collectors.joining(","));
    String ledgers =
        """
        [{"origin":"%s","hash":"SM3","keys":["%s"],"witnesses":["%s"],"quorum":1}],
        "channels":[{"channel":"%s","chaincode":"%s","organisations":[%s],"quorum":%d,
          "algorithms":["ES256"]}]
        """
            .formatted(
                ORIGIN,
                log.keys().get(0).vkey(),
                log.witnesses().get(0).vkey(),
                listed.channel(),
                listed.chaincode(),
                organisations,
                listed.quorum());
    return TrustList.parse(office.trustList(licence, agency, ledgers), null);
  }

  private byte[] issued(UnaryOperator<byte[]> change) throws Exception {
    return Issuer.builder()
        .key(agency)
        .anchor(new Changed(ledger, change))
        .build()
        .issue(licence, JsonFormat.instance())
        .bytes();
  }

  /** The strict policy asks for witnessed receipts. */
  private VerificationReport verified(byte[] file, TrustList trust, Check... checks) {
    Verifier.Builder verifier = Verifier.builder().trust(trust).policy(AcceptancePolicy.strict());
    for (Check check : checks) {
      verifier.check(check);
    }
    return verifier.build().verify(file);
  }

  private VerificationReport verified(byte[] file, TrustList trust) {
    return verified(file, trust, FabricProofs.checkpoints());
  }

  private static List<String> about(VerificationReport report) {
    return report.findings().stream()
        .filter(finding -> finding.topic() == Topic.LEDGER)
        .map(finding -> finding.code() + " " + finding.outcome())
        .toList();
  }

  @Test
  void a_receipt_with_an_endorsed_read_is_witnessed_without_any_network() throws Exception {
    byte[] file = issued(proof -> proof);
    VerificationReport report = verified(file, trust(channel.trust()));
    assertThat(about(report)).contains("FABRIC_WITNESSED PASSED");
    Finding said =
        report.findings().stream()
            .filter(each -> each.code().equals(FindingCode.FABRIC_WITNESSED.name()))
            .findFirst()
            .orElseThrow();
    assertThat(said.facts())
        .containsEntry("organisations", "AgencyMSP, CityMSP")
        .containsEntry("chaincode", "hufu")
        .containsKeys("block", "transaction", "claimedAt");
    assertThat(about(report)).noneMatch(each -> each.startsWith("WITNESS_QUORUM_MISSING"));
    // who does not ask for the check is told that no witness of the list has signed
    VerificationReport without = verified(file, trust(channel.trust()), new Check[0]);
    assertThat(about(without))
        .anyMatch(each -> each.startsWith("WITNESS_QUORUM_MISSING"))
        .noneMatch(each -> each.startsWith("FABRIC"));
  }

  @Test
  void a_proof_of_another_checkpoint_is_another_read() throws Exception {
    assertThat(about(verified(issued(proof -> elsewhere), trust(channel.trust()))))
        .contains("FABRIC_PROOF_OTHER_READ FAILED")
        .noneMatch(each -> each.startsWith("FABRIC_WITNESSED"));
  }

  @Test
  void a_changed_value_key_or_version_breaks_the_proof() throws Exception {
    for (String part : List.of(ORIGIN, "checkpoint", "\u2014 " + ORIGIN, "AgencyMSP", "CityMSP")) {
      assertThat(about(verified(issued(proof -> lastOf(proof, part)), trust(channel.trust()))))
          .as(part)
          .noneMatch(each -> each.startsWith("FABRIC_WITNESSED"))
          .anyMatch(each -> each.startsWith("FABRIC_") && !each.endsWith("PASSED"));
    }
  }

  private static byte[] lastOf(byte[] proof, String part) {
    String text = new String(proof, StandardCharsets.ISO_8859_1);
    int at =
        text.lastIndexOf(
            new String(part.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    assertThat(at).isNotNegative();
    byte[] changed = proof.clone();
    changed[at] ^= 1;
    return changed;
  }

  @Test
  void rubbish_in_place_of_a_proof_is_malformed_and_hides_nothing() throws Exception {
    byte[] noise = new byte[500];
    new SecureRandom().nextBytes(noise);
    for (byte[] rubbish : List.of(new byte[] {1}, noise, Arrays.copyOf(elsewhere, 700))) {
      assertThat(about(verified(issued(proof -> rubbish), trust(channel.trust()))))
          .contains("FABRIC_PROOF_MALFORMED FAILED");
    }
  }

  @Test
  void roots_of_others_more_organisations_or_no_such_channel_do_not_witness() throws Exception {
    byte[] file = issued(proof -> proof);
    ChannelTrust listed = channel.trust();
    ChannelTrust.Organisation agencyMsp = listed.organisations().get(0);
    ChannelTrust.Organisation cityMsp = listed.organisations().get(1);
    ChannelTrust.Organisation other =
        new ChannelTrust.Organisation("OtherMSP", "peer", office.lists.chain().subList(0, 1));
    ChannelTrust swapped =
        new ChannelTrust(
            listed.channel(),
            listed.chaincode(),
            List.of(
                new ChannelTrust.Organisation("AgencyMSP", "peer", cityMsp.roots()),
                new ChannelTrust.Organisation("CityMSP", "peer", agencyMsp.roots())),
            2,
            listed.algorithms());
    assertThat(about(verified(file, trust(swapped)))).contains("FABRIC_PROOF_INVALID FAILED");
    ChannelTrust three =
        new ChannelTrust(
            listed.channel(),
            listed.chaincode(),
            List.of(agencyMsp, cityMsp, other),
            3,
            listed.algorithms());
    assertThat(about(verified(file, trust(three)))).contains("FABRIC_QUORUM_MISSING INCONCLUSIVE");
    ChannelTrust elsewhereListed =
        new ChannelTrust(
            "others", listed.chaincode(), listed.organisations(), 2, listed.algorithms());
    assertThat(about(verified(file, trust(elsewhereListed))))
        .contains("FABRIC_CHANNEL_UNKNOWN INCONCLUSIVE");
    ChannelTrust chaincode =
        new ChannelTrust(listed.channel(), "other", listed.organisations(), 2, listed.algorithms());
    assertThat(about(verified(file, trust(chaincode))))
        .contains("FABRIC_CHANNEL_UNKNOWN INCONCLUSIVE");
  }

  @Test
  void a_flipped_bit_anywhere_in_a_proof_is_never_an_exception_and_never_more_than_witnessed()
      throws Exception {
    long seed = System.nanoTime();
    java.util.Random random = new java.util.Random(seed);
    TrustList trust = trust(channel.trust());
    for (int i = 0; i < 20; i++) {
      byte[] file =
          issued(
              proof -> {
                byte[] bad = proof.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                return bad;
              });
      VerificationReport report = verified(file, trust);
      assertThat(about(report)).as("seed %s", seed).anyMatch(each -> each.startsWith("FABRIC_"));
      assertThat(about(report)).contains("ANCHORED PASSED");
    }
  }
}
