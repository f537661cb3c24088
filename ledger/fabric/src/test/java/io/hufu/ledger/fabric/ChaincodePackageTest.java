package io.hufu.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaincodePackageTest {
  private static final ChaincodePackage PACKAGE =
      new ChaincodePackage("hufu_1", "127.0.0.1:9999", null);

  @TempDir Path folder;

  @Test
  void the_same_label_and_address_have_the_same_identifier_for_ever() {
    assertThat(PACKAGE.id())
        .isEqualTo(new ChaincodePackage("hufu_1", "127.0.0.1:9999", null).id())
        .isEqualTo("hufu_1:d24f973aeacec307f06a1e92683794bcdf1398784b3ac9575f5cfabc3f7ad1f4");
    assertThat(new ChaincodePackage("hufu_1", "127.0.0.1:9998", null).id())
        .isNotEqualTo(PACKAGE.id());
    assertThat(new ChaincodePackage("hufu_1", "127.0.0.1:9999", "root").id())
        .isNotEqualTo(PACKAGE.id());
  }

  @Test
  void tar_reads_what_was_written() throws Exception {
    Files.write(folder.resolve("package.tar.gz"), PACKAGE.bytes());
    assertThat(run("tar", "-xvzf", "package.tar.gz")).isEqualTo("code.tar.gz\nmetadata.json\n");
    assertThat(run("tar", "-xvzf", "code.tar.gz")).isEqualTo("connection.json\n");
    assertThat(folder.resolve("metadata.json"))
        .hasContent("{\"label\":\"hufu_1\",\"type\":\"ccaas\"}");
    assertThat(Files.readString(folder.resolve("connection.json")))
        .contains("\"address\":\"127.0.0.1:9999\"")
        .contains("\"tls_required\":false");
  }

  private String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(List.of(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void a_label_or_address_that_fabric_would_refuse_is_refused_here() {
    for (String label : List.of("", "two words", "../x", "-x")) {
      assertThatThrownBy(() -> new ChaincodePackage(label, "127.0.0.1:9999", null))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (String address : List.of("", "host", "host:", "ho st:1", "host:123456")) {
      assertThatThrownBy(() -> new ChaincodePackage("hufu_1", address, null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
