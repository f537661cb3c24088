package io.hufu.crypto.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Outside;
import io.hufu.crypto.pki.PathResult.Problem;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Operating SM2 CAs below the national root, whose Basic Constraints are not critical. */
class GmCaPathTest {
  @Test
  void seventy_two_chain_to_the_national_root_and_fourteen_have_no_root() throws Exception {
    Path folder = Outside.corpus("gm-ca-certs");
    Certificate root =
        Certificate.fromPem(Files.readAllBytes(folder.resolve("ROOTCA-NRCAC.pem"))).get(0);
    List<Certificate> candidates = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder.resolve("trustedcerts"), "*.crt")) {
      for (Path file : files) {
        try {
          candidates.addAll(Certificate.fromPem(Files.readAllBytes(file)));
        } catch (MalformedDataException e) {
          assertThat(file.getFileName())
              .as("the file without its end")
              .hasToString("ca-sm2-root.crt");
        }
      }
    }
    int valid = 0;
    Map<Problem, Integer> problems = new EnumMap<>(Problem.class);
    for (Certificate certificate : candidates) {
      PathResult result =
          new PathValidator(12)
              .validate(certificate, candidates, List.of(root), certificate.notBefore());
      if (result.problem() == null) {
        valid++;
        assertThat(result.path()).containsExactly(certificate, root);
      } else {
        problems.merge(result.problem(), 1, Integer::sum);
      }
    }
    assertThat(valid).isEqualTo(72);
    assertThat(problems).containsExactly(Map.entry(Problem.NO_PATH, 14));
  }
}
