package io.hufu.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.exchange.message.ExchangeRequest.Ground;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to files that people copy, rename, cut off and copy again. */
class DirectoryDropTest extends OfficeFixture {
  private Path packages;
  private Path receipts;
  private DirectoryDrop drop;
  private Path file;
  private byte[] bytes;

  @BeforeEach
  void leave() throws Exception {
    Path stick = Files.createDirectory(folder.resolve("stick"));
    packages = stick.resolve(OfficePair.PROVIDER).resolve("packages");
    receipts = stick.resolve(OfficePair.PROVIDER).resolve("receipts");
    drop = DirectoryDrop.in(stick);
    requester.ask(pair.request(Ground.STATUTORY, "M1", OfficePair.LICENCE), null);
    requester.deliver(drop);
    file = list(packages).get(0);
    bytes = Files.readAllBytes(file);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private int deliverLater() throws Exception {
    pair.clock.move(Duration.ofMinutes(11));
    return requester.deliver(drop);
  }

  @Test
  void a_file_that_is_still_being_copied_is_left_until_it_is_whole() throws Exception {
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(drop.collect(provider)).isZero();
    assertThat(file).exists();
    assertThat(receipts).isEmptyDirectory();
    Files.write(file, bytes);
    assertThat(drop.collect(provider)).isEqualTo(1);
    assertThat(file).doesNotExist();
  }

  @Test
  void a_file_that_stays_cut_off_is_refused_and_laid_down_anew() throws Exception {
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(600)));
    assertThat(drop.collect(provider)).isZero();
    assertThat(file).doesNotExist();
    assertThat(list(receipts)).hasSize(1);
    assertThat(deliverLater()).as("hears of the refusal").isZero();
    assertThat(deliverLater()).as("lays it down anew").isZero();
    assertThat(file).hasBinaryContent(bytes);
    assertThat(drop.collect(provider)).isEqualTo(1);
    assertThat(deliverLater()).isEqualTo(1);
  }

  @Test
  void a_package_counts_once_however_often_and_under_whatever_name_it_lies_there()
      throws Exception {
    Files.write(packages.resolve("副本 (2) 🐯.hufu"), bytes);
    Files.move(file, packages.resolve("renamed.hufu"));
    assertThat(drop.collect(provider)).isEqualTo(2);
    assertThat(list(packages)).isEmpty();
    assertThat(list(receipts)).hasSize(1);
    assertThat(provider.process()).isEqualTo(1);
    Files.write(packages.resolve("late.hufu"), bytes);
    assertThat(drop.collect(provider)).isEqualTo(1);
    assertThat(provider.process()).isZero();
    assertThat(deliverLater()).as("finds its receipt under its own name").isEqualTo(1);
  }

  @Test
  void files_that_are_no_packages_keep_nobody_from_those_that_are() throws Exception {
    Files.write(packages.resolve("a".repeat(250) + ".hufu"), new byte[3]);
    Files.write(packages.resolve("empty.hufu"), new byte[0]);
    Files.createDirectory(packages.resolve("folder.hufu"));
    Files.write(packages.resolve("notes.txt"), new byte[3]);
    assertThat(drop.collect(provider)).isEqualTo(1);
    assertThat(receipts.resolve("empty.refused")).hasContent("MALFORMED");
  }
}
