package io.hufu.verification;

import static io.hufu.model.report.Outcome.INCONCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.ListedAddress;
import io.hufu.model.TrustList;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationReport;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revocation lists from the network, and the network's absence. */
class FetchedRevocationTest {
  /** Answers with one list and remembers what it was asked. */
  private static final class OneList implements Fetcher {
    private final List<URI> asked = new ArrayList<>();
    private final byte[] answer;

    OneList(byte[] answer) {
      this.answer = answer;
    }

    @Override
    public byte[] get(URI address, int limit) throws IOException {
      asked.add(address);
      if (answer.length == 0) {
        throw new IOException("unreachable");
      }
      return answer;
    }

    @Override
    public byte[] post(URI address, String mediaType, byte[] body, int limit) throws IOException {
      throw new IOException("unreachable");
    }
  }

  private static final String CRL_URI = "https://crl.example/ca.crl";

  private static AcceptancePolicy online() {
    AcceptancePolicy o = AcceptancePolicy.offline();
    return new AcceptancePolicy(
        "online",
        o.topics(),
        false,
        false,
        false,
        null,
        true,
        o.types(),
        o.algorithms(),
        o.escalated(),
        false);
  }

  private static TrustList listing(SigningKey signer, String... addresses) {
    return World.trust(
        contents -> {
          for (String address : addresses) {
            contents.address(new ListedAddress(address, false));
          }
          return contents.authority(World.issuer(a -> a.keys(World.key(signer, KeyUse.LICENCE))));
        });
  }

  @Test
  void a_list_is_fetched_from_an_address_of_the_trust_list_and_enters_the_report() {
    SigningKey signer = World.signerWithCrlAt(CRL_URI);
    OneList network = new OneList(Proofs.crl().bytes());
    Doc doc = new Doc().signed(signer).with(1, Proofs.rootCrl());
    Desk desk = new Desk().trust(listing(signer, "https://crl.example/")).policy(online());
    VerificationReport report = desk.network(network).judge(doc);
    Reports.accepted(report);
    assertThat(network.asked).containsExactly(URI.create(CRL_URI));
    assertThat(report.artefacts()).containsKey("fetched " + CRL_URI);
  }

  @Test
  void nothing_is_fetched_from_elsewhere_or_against_the_policy() {
    SigningKey signer = World.signerWithCrlAt(CRL_URI);
    OneList network = new OneList(Proofs.crl().bytes());
    Doc doc = new Doc().signed(signer).with(1, Proofs.rootCrl());
    TrustList elsewhere = listing(signer, "https://other.example/");
    Desk foreign = new Desk().trust(elsewhere).policy(online()).network(network);
    Reports.verdict(foreign.judge(doc), Verdict.UNDECIDED);
    Desk offline = new Desk().trust(listing(signer, "https://crl.example/")).network(network);
    Reports.verdict(offline.judge(doc), Verdict.UNDECIDED);
    assertThat(network.asked).isEmpty();
  }

  @Test
  void an_outage_reads_as_unavailable_never_as_revoked() {
    SigningKey signer = World.signerWithCrlAt(CRL_URI);
    Doc doc = new Doc().signed(signer).with(1, Proofs.rootCrl());
    Desk desk = new Desk().trust(listing(signer, "https://crl.example/")).policy(online());
    VerificationReport report = desk.network(new OneList(new byte[0])).judge(doc);
    Reports.expect(report, Verdict.UNDECIDED, FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE);
    VerificationReport junk =
        new Desk()
            .trust(listing(signer, "https://crl.example/"))
            .policy(online())
            .network(new OneList(new byte[] {1, 2, 3}))
            .judge(doc);
    Reports.expect(junk, Verdict.UNDECIDED, FindingCode.REVOCATION_UNAVAILABLE, INCONCLUSIVE);
  }

  @Test
  void a_hostile_document_cannot_make_us_hammer_a_listed_address() {
    OneList network = new OneList(new byte[0]);
    Doc doc = new Doc();
    for (int i = 0; i < 40; i++) {
      doc.signed(World.signerWithCrlAt("https://crl.example/" + i));
    }
    Desk desk = new Desk().trust(listing(World.AGENCY, "https://crl.example/")).policy(online());
    Reports.sound(desk.network(network).judge(doc));
    assertThat(network.asked).hasSizeLessThanOrEqualTo(16);
  }
}
