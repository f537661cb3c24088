package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import io.hufu.signing.Issuer;
import io.hufu.signing.json.JsonFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README shows do what it says. */
class AcceptAtTheDeskTest {
  private static final String RECORD =
      """
      {"schema":"hufu.case/1","matter":"990109003000"}
      """;

  @TempDir Path home;

  @Test
  void what_the_matter_needs_is_enough_and_without_it_the_desk_says_what_is_missing()
      throws Exception {
    SmallOffice office = new SmallOffice(home);
    Certificate signer = office.lists.certificate();
    Licence sample = SampleLicences.stream("driving-licence", 1).findFirst().orElseThrow();
    SigningKey agency = office.agency();
    Files.write(home.resolve("trust-list.json"), office.trustList(sample, agency));
    Path folder = Files.createDirectory(home.resolve("case-17"));
    Files.writeString(folder.resolve("case.json"), RECORD);
    AcceptAtTheDesk example = new AcceptAtTheDesk(home);

    assertThat(example.check(signer)).isEqualTo("not yet: [MATERIAL_MISSING]");

    Issuer issuer = Issuer.builder().key(agency).build();
    byte[] licence = issuer.issue(office.real(sample), JsonFormat.instance()).bytes();
    Files.write(folder.resolve("licence.json"), licence);
    assertThat(example.check(signer)).isEqualTo("handle it, papers saved: 1");
  }
}
