package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Suite;
import io.hufu.exchange.message.RequestState;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two agencies as two processes, three licence types; lines are cut and processes killed at random.
 */
class TwoAgenciesTest {
  private static final String ASKS = OfficePair.REQUESTER;
  private static final String ANSWERS = OfficePair.PROVIDER;

  @TempDir private Path folder;
  private final Map<String, Process> running = new HashMap<>();
  private final Map<String, Integer> ports = new HashMap<>();
  private final Set<String> over = new HashSet<>();
  private int count;

  @AfterEach
  void stop() throws Exception {
    for (Process process : running.values()) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void a_hundred_exchanges_end_once_each_whatever_breaks() throws Exception {
    drill(Suite.SM, 100, 2, System.nanoTime());
  }

  @Test
  @Tag("soak")
  void a_thousand_exchanges_end_once_each_whatever_breaks() throws Exception {
    drill(Suite.SM, 1000, 60, System.nanoTime());
  }

  @Test
  @Tag("soak")
  void a_thousand_international_exchanges_end_once_each_whatever_breaks() throws Exception {
    drill(Suite.INTL, 1000, 60, System.nanoTime());
  }

  private void drill(Suite suite, int exchanges, int kills, long seed) throws Exception {
    System.out.println("seed " + seed);
    count = exchanges;
    Random random = new Random(seed);
    DrillPki.write(folder, suite, ASKS, ANSWERS);
    try (CuttingProxy toProvider = new CuttingProxy(seed, () -> ports.getOrDefault(ANSWERS, 1));
        CuttingProxy toRequester = new CuttingProxy(seed + 1, () -> ports.getOrDefault(ASKS, 1))) {
      Map<String, Integer> lines = Map.of(ASKS, toProvider.port(), ANSWERS, toRequester.port());
      start(ASKS, lines);
      start(ANSWERS, lines);
      for (int i = 1; i <= kills; i++) {
        awaitEnded(exchanges * i / (kills + 2) + random.nextInt(3));
        Thread.sleep(random.nextInt(50));
        kill(victims(kills, i, random), lines);
      }
      awaitEnded(exchanges);
      awaitReceipts();
      System.out.println((toProvider.cuts() + toRequester.cuts()) + " cuts, " + kills + " kills");
      assertThat(toProvider.cuts() + toRequester.cuts()).isPositive();
    }
    stop();
    requireEachOnce(suite, exchanges);
  }

  /** In the long drill now and then both at once. */
  private static List<String> victims(int kills, int number, Random random) {
    if (kills > 2 && random.nextInt(4) == 0) {
      return List.of(ASKS, ANSWERS);
    }
    boolean asking = kills > 2 ? random.nextBoolean() : number % 2 == 0;
    return List.of(asking ? ASKS : ANSWERS);
  }

  private void kill(List<String> victims, Map<String, Integer> lines) throws Exception {
    for (String victim : victims) {
      running.get(victim).destroyForcibly().waitFor();
    }
    for (String victim : victims) {
      start(victim, lines);
    }
  }

  private void start(String code, Map<String, Integer> lines) throws IOException {
    String other = code.equals(ASKS) ? ANSWERS : ASKS;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                AgencyProcess.class.getName(),
                folder.toString(),
                code,
                other,
                "0",
                String.valueOf(lines.get(code)),
                code.equals(ASKS) ? Integer.toString(count) : "0")
            .redirectError(folder.resolve(code + ".err").toFile())
            .start();
    running.put(code, process);
    BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    assertThat(line)
        .as(Files.readString(folder.resolve(code + ".err")))
        .startsWith(AgencyProcess.UP);
    ports.put(code, Integer.valueOf(line.substring(AgencyProcess.UP.length() + 1)));
  }

  private void requireAlive() throws IOException {
    for (Map.Entry<String, Process> each : running.entrySet()) {
      if (!each.getValue().isAlive()) {
        throw new AssertionError(Files.readString(folder.resolve(each.getKey() + ".err")));
      }
    }
  }

  private void awaitEnded(int number) throws Exception {
    while (ended() < number) {
      requireAlive();
      Thread.sleep(150);
    }
  }

  /** Looks at each request until it has ended, and not again. */
  private int ended() throws IOException {
    Path requests = folder.resolve(ASKS).resolve("requests");
    if (!Files.isDirectory(requests)) {
      return 0;
    }
    for (Path file : list(requests)) {
      String name = String.valueOf(file.getFileName());
      if (!name.startsWith(".") && !over.contains(name) && isEnded(Files.readAllBytes(file))) {
        over.add(name);
      }
    }
    return over.size();
  }

  private static boolean isEnded(byte[] record) {
    try {
      return RequestRecord.parse(record).state().ended();
    } catch (io.hufu.crypto.MalformedDataException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReceipts() throws Exception {
    for (String code : List.of(ASKS, ANSWERS)) {
      for (Path letter : list(folder.resolve(code).resolve("outbox"))) {
        while (!Files.exists(letter.resolve("receipt.jwt"))) {
          requireAlive();
          Thread.sleep(40);
        }
      }
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private void requireEachOnce(Suite suite, int exchanges) throws Exception {
    Map<String, RequestRecord> asked = records(ASKS);
    Map<String, RequestRecord> answered = records(ANSWERS);
    assertThat(asked).hasSize(exchanges);
    assertThat(answered.keySet()).isEqualTo(asked.keySet());
    int refused = 0;
    for (RequestRecord record : asked.values()) {
      RequestRecord other = answered.get(record.key());
      assertThat(record.state()).isIn(RequestState.ANSWERED, RequestState.REFUSED);
      assertThat(other.state()).isEqualTo(record.state());
      assertThat(other.answer()).isEqualTo(record.answer());
      Path answer = folder.resolve(ASKS).resolve("inbox").resolve(String.valueOf(record.folder()));
      if (record.state() == RequestState.ANSWERED) {
        assertThat(answer.resolve("licence.json")).content().contains(record.id());
      } else {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(exchanges / 5);
    requireOneReceiptForEachPackage(ASKS, ANSWERS, exchanges);
    requireOneReceiptForEachPackage(ANSWERS, ASKS, exchanges);
    for (String code : List.of(ASKS, ANSWERS)) {
      AuditLog.verify(folder.resolve(code).resolve("audit.log"), suite.hash());
    }
  }

  private Map<String, RequestRecord> records(String code) throws Exception {
    Map<String, RequestRecord> records = new TreeMap<>();
    for (RequestRecord record : new RequestBook(folder.resolve(code).resolve("requests")).all()) {
      records.put(record.key(), record);
    }
    return records;
  }

  private void requireOneReceiptForEachPackage(String from, String to, int packages)
      throws Exception {
    List<Path> letters = list(folder.resolve(from).resolve("outbox"));
    assertThat(letters).hasSize(packages);
    assertThat(list(folder.resolve(to).resolve("receipts"))).hasSize(packages);
    assertThat(list(folder.resolve(to).resolve("inbox"))).hasSize(packages);
    for (Path folderOfLetter : letters) {
      Letter letter =
          Letter.parse(Files.readAllBytes(folderOfLetter.resolve(Letter.FILE)), folderOfLetter);
      Path given =
          folder.resolve(to).resolve("receipts").resolve(letter.message().folder() + ".jwt");
      assertThat(folderOfLetter.resolve("receipt.jwt")).hasBinaryContent(Files.readAllBytes(given));
    }
  }
}
