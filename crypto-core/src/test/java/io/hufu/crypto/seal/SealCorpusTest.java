package io.hufu.crypto.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seals and sealed documents that other products made. */
class SealCorpusTest {
  private Path corpus;

  @BeforeEach
  void find_corpus() {
    corpus = Outside.corpus("ofdrw");
  }

  @ParameterizedTest
  @CsvSource({"UserV1.esl,V1", "UserV4.esl,V4", "UserV5.esl,V5", "UserV5_ts.esl,V5"})
  void a_seal_of_every_edition_parses_and_its_maker_signed_it(String file, SealVersion version)
      throws IOException, MalformedDataException {
    byte[] der = Files.readAllBytes(corpus.resolve("seals").resolve(file));
    Seal seal = Seal.parse(der);
    assertThat(seal.version()).isEqualTo(version);
    assertThat(seal.der()).isEqualTo(der);
    Certificate maker = Certificate.fromDer(seal.makerCertificate());
    assertThat(seal.makerSignature(maker)).isNotEqualTo(SealEncoding.NONE);
    assertThat(seal.validTo()).isAfter(seal.validFrom());
    assertThat(seal.picture().data()).isNotEmpty();
  }

  /** What was tried to explain it is in docs/vectors.md. */
  @Test
  void a_seal_parses_that_its_stated_maker_did_not_sign() throws Exception {
    Seal seal = Seal.parse(Files.readAllBytes(corpus.resolve("seals/SESealData.DER")));
    assertThat(seal.version()).isEqualTo(SealVersion.V4);
    assertThat(seal.name()).isEqualTo("测试单位名称 合同专用章");
    assertThat(seal.picture().type()).isEqualTo("GIF");
    Certificate maker = Certificate.fromDer(seal.makerCertificate());
    assertThat(seal.makerSignature(maker)).isEqualTo(SealEncoding.NONE);
  }

  @ParameterizedTest
  @CsvSource({"SignedValueV4.dat,V4", "SignedValueV5.dat,V5"})
  void a_signed_value_parses_verifies_and_lists_its_signer(String file, SealVersion version)
      throws IOException, MalformedDataException {
    SealSignature signature =
        SealSignature.parse(Files.readAllBytes(corpus.resolve("seals").resolve(file)));
    assertThat(signature.version()).isEqualTo(version);
    Certificate signer = Certificate.fromDer(signature.signerCertificate());
    assertThat(signature.verify(signer)).isEqualTo(SealEncoding.DER);
    assertThat(signature.seal().listing(signer)).isEqualTo(Seal.Listing.CERTIFICATE);
    Certificate maker = Certificate.fromDer(signature.seal().makerCertificate());
    assertThat(signature.seal().makerSignature(maker)).isEqualTo(SealEncoding.DER);
    assertThat(signature.dataHash()).hasSize(HashAlgorithm.SM3.length());
  }

  @Test
  void signed_values_inside_documents_parse_and_bind_their_signature_file()
      throws IOException, MalformedDataException {
    List<String> seen = new ArrayList<>();
    try (var files = Files.list(corpus.resolve("sealed"))) {
      for (Path file : files.sorted().toList()) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
          for (var entry :
              zip.stream().filter(e -> e.getName().endsWith("SignedValue.dat")).toList()) {
            byte[] value = zip.getInputStream(entry).readAllBytes();
            try {
              SealSignature signature = SealSignature.parse(value);
              Certificate signer = Certificate.fromDer(signature.signerCertificate());
              String xml = signature.propertyInfo().replaceFirst("^/", "");
              byte[] signed = zip.getInputStream(zip.getEntry(xml)).readAllBytes();
              boolean binds =
                  java.util.Arrays.equals(HashAlgorithm.SM3.digest(signed), signature.dataHash());
              seen.add(
                  file.getFileName()
                      + " "
                      + signature.version()
                      + " "
                      + signature.verify(signer)
                      + " maker "
                      + signature
                          .seal()
                          .makerSignature(Certificate.fromDer(signature.seal().makerCertificate()))
                      + " "
                      + signature.seal().listing(signer)
                      + " binds "
                      + binds);
            } catch (MalformedDataException e) {
              seen.add(file.getFileName() + " no seal: " + e.getMessage());
            }
          }
        }
      }
    }
    assertThat(seen)
        .containsExactly(
            "DigitalSign.ofd no seal: SES_Signature.toSign has another type",
            "SESV4SignDoc.ofd V4 DER maker DER CERTIFICATE binds true",
            "V4RideRight.ofd V4 DER maker DER CERTIFICATE binds true",
            "allprotected.ofd V4 DER maker DER CERTIFICATE binds true",
            "signedFile.ofd V4 DER maker DER CERTIFICATE binds true",
            "v4signed.ofd V4 DER maker DER CERTIFICATE binds true");
  }
}
