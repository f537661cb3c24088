package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Suite;
import io.hufu.exchange.message.ExchangeRequest.Ground;
import io.hufu.exchange.message.RequestState;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Keys and clocks change while packages are on their way; the same comes twice at once. */
class OfficeChangesTest extends OfficeFixture {
  private byte[] asked(SignedMessage request) throws Exception {
    requester.ask(request, null);
    return Files.readAllBytes(requester.pending().get(0).file());
  }

  private SignedMessage request() throws Exception {
    return pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE);
  }

  @Test
  void a_package_on_its_way_is_opened_with_the_key_before_the_present_one() throws Exception {
    byte[] bytes = asked(request());
    DecryptionKey fresh = new Agencies(Suite.SM).recipient("示例乙");
    provider.close();
    Path directory = folder.resolve(OfficePair.PROVIDER);
    DecryptionKey before = pair.decryptionOf(OfficePair.PROVIDER);
    provider = pair.at(directory, OfficePair.PROVIDER).decryption(fresh).open();
    assertThat(refusal(bytes)).isEqualTo(RefusalCode.NO_STANZA_OPENS);
    provider.close();
    provider =
        pair.at(directory, OfficePair.PROVIDER)
            .decryption(fresh)
            .earlierDecryption(List.of(before))
            .open();
    provider.receive(new ByteArrayInputStream(bytes));
    assertThat(provider.process()).isEqualTo(1);
  }

  private RefusalCode refusal(byte[] bytes) throws Exception {
    try {
      provider.receive(new ByteArrayInputStream(bytes));
      throw new AssertionError("accepted");
    } catch (PackageRefusedException e) {
      return e.code();
    }
  }

  @Test
  void what_another_clock_or_a_newer_list_will_make_good_is_not_given_up() throws Exception {
    requester.ask(request(), null);
    for (RefusalCode code :
        List.of(RefusalCode.FROM_FUTURE, RefusalCode.EXPIRED, RefusalCode.SENDER_UNTRUSTED)) {
      for (int i = 0; i < 4; i++) {
        requester.deliver(refusing(code));
        pair.clock.move(Duration.ofMinutes(11));
      }
    }
    assertThat(requester.pending()).hasSize(1);
    assertThat(requester.deliver(OfficePair.to(provider))).isEqualTo(1);
    requester.ask(request(), null);
    requester.deliver(refusing(RefusalCode.MANIFEST_INVALID));
    assertThat(requester.pending()).as("for good").isEmpty();
  }

  private static Transport refusing(RefusalCode code) {
    return new Transport() {
      @Override
      public Delivery send(Letter letter) {
        return new Delivery.Refused(code);
      }

      @Override
      public Optional<byte[]> receipt(Letter letter) {
        return Optional.empty();
      }
    };
  }

  @Test
  void the_same_package_and_the_same_request_at_once_count_once() throws Exception {
    SignedMessage request = request();
    List<Letter> letters = atOnce(() -> stored(request));
    assertThat(new HashSet<>(letters)).hasSize(1);
    byte[] bytes = Files.readAllBytes(letters.get(0).file());
    List<byte[]> receipts = atOnce(() -> provider.receive(new ByteArrayInputStream(bytes)));
    Set<String> different = new HashSet<>();
    receipts.forEach(receipt -> different.add(java.util.Arrays.toString(receipt)));
    assertThat(different).hasSize(1);
    assertThat(provider.process()).isEqualTo(1);
    assertThat(provider.pending()).hasSize(1);
  }

  private Letter stored(SignedMessage request) throws Exception {
    requester.ask(request, null);
    return requester.pending().get(0);
  }

  private static <T> List<T> atOnce(Callable<T> what) throws Exception {
    int threads = 4;
    CountDownLatch start = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.countDown();
                  start.await();
                  return what.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void a_replay_counts_for_nothing_even_when_the_account_of_what_was_seen_is_lost()
      throws Exception {
    byte[] bytes = asked(request());
    byte[] receipt = provider.receive(new ByteArrayInputStream(bytes));
    provider.process();
    pair.clock.move(Duration.ofDays(2));
    provider.purge(pair.clock.instant());
    provider.close();
    DurableFile.delete(folder.resolve(OfficePair.PROVIDER).resolve("seen"));
    provider = pair.open(OfficePair.PROVIDER);
    assertThat(provider.inbox()).isEmptyDirectory();
    assertThat(provider.receive(new ByteArrayInputStream(bytes))).isEqualTo(receipt);
    assertThat(provider.inbox()).isEmptyDirectory();
    assertThat(provider.process()).isZero();
  }

  @Test
  void a_use_receipt_that_overtakes_the_record_of_the_answer_waits_for_it() throws Exception {
    SignedMessage request = request();
    exchange(request, null);
    Path record =
        folder
            .resolve(OfficePair.PROVIDER)
            .resolve("requests")
            .resolve(OfficePair.REQUESTER + "-" + id(request) + ".json");
    RequestRecord answered = RequestRecord.parse(Files.readAllBytes(record));
    RequestRecord before =
        new RequestRecord(
            answered.requester(),
            answered.id(),
            answered.provider(),
            answered.digest(),
            answered.matter(),
            answered.deadline(),
            RequestState.OPEN,
            null,
            null);
    Files.write(record, before.encoded());
    requester.reportUse(id(request), UseReceipt.Use.USED, List.of());
    requester.deliver(OfficePair.to(provider));
    assertThat(provider.process()).isZero();
    Files.write(record, answered.encoded());
    pair.clock.move(Duration.ofMinutes(1));
    assertThat(provider.process()).isEqualTo(1);
    assertThat(provider.requests().get(0).state()).isEqualTo(RequestState.USED);
  }

  @Test
  void a_recipient_that_keeps_one_waiting_keeps_nobody_else() throws Exception {
    PackageReason why = new PackageReason("用途", "依据", null, null);
    requester.send("slow", OfficePair.PROVIDER, why, List.of());
    requester.send("own", OfficePair.REQUESTER, why, List.of());
    CountDownLatch over = new CountDownLatch(1);
    Transport slow =
        new Transport() {
          @Override
          public Delivery send(Letter letter) throws IOException {
            if (letter.to().equals(OfficePair.PROVIDER)) {
              await(over);
            }
            return OfficePair.to(letter.to().equals(OfficePair.PROVIDER) ? provider : requester)
                .send(letter);
          }

          @Override
          public Optional<byte[]> receipt(Letter letter) {
            return Optional.empty();
          }
        };
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> round = pool.submit(() -> requester.deliver(slow));
      while (requester.pending().size() > 1) {
        Thread.sleep(5);
      }
      assertThat(requester.pending().get(0).key()).isEqualTo("files-slow");
      assertThat(requester.deliver(slow)).as("another round leaves it alone").isZero();
      over.countDown();
      assertThat(round.get()).isEqualTo(2);
    } finally {
      over.countDown();
      pool.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
