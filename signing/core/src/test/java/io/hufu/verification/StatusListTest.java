package io.hufu.verification;

import static io.hufu.model.report.Outcome.FAILED;
import static io.hufu.model.report.Outcome.INCONCLUSIVE;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AcceptancePolicy;
import io.hufu.model.Evidence;
import io.hufu.model.ListedAddress;
import io.hufu.model.StatusList;
import io.hufu.model.StatusListToken;
import io.hufu.model.TrustList;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Token status lists, given or fetched. */
class StatusListTest {
  private static final Instant HOUR_AGO = World.NOW.minus(Duration.ofHours(1));

  private static Doc doc() {
    return Doc.good().place();
  }

  private static Evidence list(int value, SigningKey key, Instant issuedAt) {
    int[] values = new int[64];
    values[42] = value;
    StatusListToken token =
        new StatusListToken(
            World.PLACE.list(),
            issuedAt,
            issuedAt.plus(Duration.ofDays(1)),
            null,
            StatusList.of(4, values));
    try {
      return new Evidence(Evidence.Kind.STATUS_ASSERTION, token.sign(key));
    } catch (KeyUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_status_list_given_beside_the_document_counts() {
    Reports.accepted(new Desk().supplied(list(0, World.STATUS, HOUR_AGO)).judge(doc()));
    Reports.expect(
        new Desk().supplied(list(2, World.STATUS, HOUR_AGO)).judge(doc()),
        Verdict.REJECTED,
        FindingCode.LICENCE_SUSPENDED,
        FAILED);
    Reports.verdict(
        new Desk().supplied(list(0, World.STRANGER, HOUR_AGO)).judge(doc()), Verdict.UNDECIDED);
    Reports.verdict(
        new Desk().supplied(list(7, World.STATUS, HOUR_AGO)).judge(doc()), Verdict.UNDECIDED);
  }

  @Test
  void a_list_says_nothing_of_the_time_before_it() {
    Reports.expect(
        new Desk()
            .on(LocalDate.of(2026, 7, 1))
            .supplied(list(0, World.STATUS, HOUR_AGO))
            .judge(doc()),
        Verdict.UNDECIDED,
        FindingCode.STATUS_UNAVAILABLE,
        INCONCLUSIVE);
  }

  @Test
  void a_list_that_is_out_of_date_says_nothing_whatever_it_says() {
    Instant old = World.NOW.minus(Duration.ofDays(40));
    for (int value : new int[] {0, 1, 2, 0x0d}) {
      Reports.expect(
          new Desk().supplied(list(value, World.STATUS, old)).judge(doc()),
          Verdict.UNDECIDED,
          FindingCode.STATUS_STALE,
          INCONCLUSIVE);
    }
  }

  @Test
  void a_newer_list_overrides_an_older_assertion() {
    Evidence assertion =
        Proofs.status(
            World.PLACE, World.NOW.minus(Duration.ofDays(1)), World.STATUS, Proofs.valid());
    Reports.verdict(
        new Desk().supplied(list(1, World.STATUS, HOUR_AGO)).judge(doc().with(1, assertion)),
        Verdict.REJECTED);
  }

  @Test
  void a_list_is_fetched_where_the_trust_list_allows_and_an_outage_is_undecided() {
    TrustList trust =
        World.trust(
            c ->
                c.authority(World.issuer(AuthorityDraft::itself))
                    .address(new ListedAddress("https://status.example/lists/", false)));
    AcceptancePolicy o = AcceptancePolicy.offline();
    AcceptancePolicy online =
        new AcceptancePolicy(
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
    Map<URI, byte[]> answers =
        Map.of(URI.create(World.PLACE.list()), list(0, World.STATUS, HOUR_AGO).bytes());
    Desk desk = new Desk().trust(trust).policy(online).network(answering(answers));
    Reports.accepted(desk.judge(doc()));
    Desk down = new Desk().trust(trust).policy(online).network(answering(Map.of()));
    Reports.expect(
        down.judge(doc()), Verdict.UNDECIDED, FindingCode.STATUS_UNAVAILABLE, INCONCLUSIVE);
  }

  private static Fetcher answering(Map<URI, byte[]> answers) {
    return new Fetcher() {
      @Override
      public byte[] get(URI address, int limit) throws IOException {
        if (!answers.containsKey(address)) {
          throw new IOException("unreachable");
        }
        return answers.get(address);
      }

      @Override
      public byte[] post(URI address, String mediaType, byte[] body, int limit) throws IOException {
        throw new IOException("unreachable");
      }
    };
  }
}
