package io.hufu.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.PresentationAnswer;
import io.hufu.signing.input.Document;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseInputTest {
  @TempDir Path folder;

  @Test
  void a_folder_is_its_record_and_every_visible_file_in_order() throws Exception {
    Files.writeString(
        folder.resolve("case.json"), "{\"schema\":\"hufu.case/1\",\"matter\":\"990131009000\"}");
    Files.writeString(folder.resolve("b.json"), "{}");
    Files.writeString(folder.resolve("a.pdf"), "%PDF-");
    Files.writeString(folder.resolve(".hidden"), "");
    Files.writeString(Files.createDirectory(folder.resolve("evidence")).resolve("x"), "");
    CaseInput input = CaseInput.folder(folder).build();
    assertThat(input.record().matter()).isEqualTo("990131009000");
    assertThat(input.documents().keySet()).containsExactly("a.pdf", "b.json");
    assertThat(input.name()).isEqualTo(folder.getFileName().toString());
  }

  @Test
  void a_record_that_is_wrong_or_huge_is_malformed() throws Exception {
    Path record = folder.resolve("case.json");
    Files.writeString(record, "{\"schema\":\"hufu.case/1\",\"colour\":\"red\"}");
    assertThatThrownBy(() -> CaseInput.folder(folder)).isInstanceOf(MalformedDataException.class);
    Files.write(record, new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> CaseInput.folder(folder))
        .isInstanceOf(MalformedDataException.class)
        .hasMessageContaining("4 MiB");
  }

  @Test
  void no_file_takes_the_place_of_a_presentation_by_its_name() throws Exception {
    byte[] one = "{\"x\":1}".getBytes(StandardCharsets.UTF_8);
    byte[] two = "{\"x\":2}".getBytes(StandardCharsets.UTF_8);
    byte[] other = "{\"x\":3}".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("a.json"), PresentationAnswer.join(List.of(one, two)));
    Files.write(folder.resolve("a.json#1"), other);
    CaseInput input = CaseInput.folder(folder).build();
    assertThat(input.documents().keySet()).containsExactly("a.json#1", "a.json#2", "a.json#1 (2)");
    try (Document first = input.documents().get("a.json#1").open()) {
      assertThat(first.readAll()).isEqualTo(one);
    }
  }
}
