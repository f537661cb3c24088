package io.hufu.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates of operating SM2 CAs and of the national root. */
class GmCaCertificatesTest {
  private static final String INCOMPLETE = "ca-sm2-root.crt";

  @Test
  void the_one_file_that_holds_no_whole_certificate_is_malformed() throws Exception {
    Path file = Outside.corpus("gm-ca-certs").resolve("trustedcerts").resolve(INCOMPLETE);
    byte[] pem = Files.readAllBytes(file);

    assertThatThrownBy(() -> Certificate.fromPem(pem)).isInstanceOf(MalformedDataException.class);
  }

  @Test
  void every_certificate_is_read_and_its_key_is_usable() throws Exception {
    for (Certificate certificate : operating()) {
      assertThat(certificate.hasUsableKey()).as(certificate.toString()).isTrue();
      assertThat(certificate.key().algorithms()).containsExactly(SignatureAlgorithm.SM2_SM3);
      assertThat(certificate.signatureAlgorithm()).contains(SignatureAlgorithm.SM2_SM3);
      assertThat(certificate.isCa()).isTrue();
      assertThat(certificate.notBefore()).isBefore(certificate.notAfter());
      assertThat(Certificate.fromPem(certificate.pem().getBytes(StandardCharsets.US_ASCII)))
          .containsExactly(certificate);
    }
  }

  @Test
  void seventy_two_are_signed_by_the_root_with_the_default_user_id() throws Exception {
    Certificate root = root();
    assertThat(root.isSelfIssued()).isTrue();
    assertThat(root.isSignedBy(root.key())).isTrue();

    List<Certificate> operating = operating();
    assertThat(operating).hasSize(86);
    assertThat(operating)
        .filteredOn(c -> c.isIssuedInNameOf(root) && c.isSignedBy(root.key()))
        .hasSize(72);
  }

  private static Certificate root() throws Exception {
    Path file = Outside.corpus("gm-ca-certs").resolve("ROOTCA-NRCAC.pem");
    return Certificate.fromPem(Files.readAllBytes(file)).get(0);
  }

  private static List<Certificate> operating() throws Exception {
    List<Certificate> certificates = new ArrayList<>();
    Path folder = Outside.corpus("gm-ca-certs").resolve("trustedcerts");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crt")) {
      for (Path file : files) {
        if (!file.endsWith(INCOMPLETE)) {
          certificates.addAll(Certificate.fromPem(Files.readAllBytes(file)));
        }
      }
    }
    return certificates;
  }
}
