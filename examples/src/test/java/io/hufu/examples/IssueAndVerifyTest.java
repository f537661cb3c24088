package io.hufu.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.hufu.crypto.SigningKey;
import io.hufu.ledger.EmbeddedLedger;
import io.hufu.model.Licence;
import io.hufu.model.SampleLicences;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the README shows do what it says. */
class IssueAndVerifyTest {
  @TempDir Path home;

  @Test
  void what_the_page_issues_the_page_accepts() throws Exception {
    SmallOffice office = new SmallOffice(home);
    Licence sample = SampleLicences.shipped().get(0);
    SigningKey agency = office.agency();
    Files.createDirectory(home.resolve("keys"));
    office.write("keys/agency.p12", agency);
    SigningKey logKey = office.bare();
    office.write("keys/ledger.p12", logKey);
    EmbeddedLedger.in(home.resolve("ledger"), logKey)
        .headFile(home.resolve("keys/ledger.head"))
        .create("ledger.agency.example/sm3")
        .close();
    Files.write(home.resolve("trust-list.json"), office.trustList(sample, agency));

    IssueAndVerify example = new IssueAndVerify(home);
    example.issue(office.real(sample), SmallOffice.PASSWORD);

    assertThat(example.verify(office.lists.certificate())).isEqualTo("accepted: " + sample.name());
    String file = Files.readString(home.resolve("licence.json"));
    int inSignature = file.indexOf("\"signature\":\"") + 20;
    char forged = file.charAt(inSignature) == 'A' ? 'B' : 'A';
    Files.writeString(
        home.resolve("licence.json"),
        file.substring(0, inSignature) + forged + file.substring(inSignature + 1));
    assertThat(example.verify(office.lists.certificate())).isEqualTo("rejected: NOT_AUTHENTIC");
  }
}
