package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.seal.Seal;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import io.hufu.signing.Issuer;
import io.hufu.signing.LicenceFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hufu issue}: licences from a data file, signed, with evidence, anchored; resumable. */
@Command
final class IssueCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--type", required = true, paramLabel = "TYPE")
  private String type;

  @Option(names = "--data", required = true, paramLabel = "FILE")
  private Path data;

  @Option(names = "--format", defaultValue = "json", split = ",", paramLabel = "FORMAT")
  private List<String> formats;

  @Option(names = "--seal", paramLabel = "FILE")
  private @Nullable Path seal;

  @Option(names = "--out", required = true, paramLabel = "DIR")
  private Path out;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--font", paramLabel = "FILE")
  private List<Path> fonts = List.of();

  @Option(names = "--output", defaultValue = "text", paramLabel = "text|json")
  private TextOrJson output;

  @Mixin private KeyOptions key;

  @Mixin private IssueServices services;

  @Mixin private DisclosureOptions disclosure;

  IssueCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    Types types = new Types(session);
    Catalogue catalogue = types.catalogue(folder);
    LicenceType licenceType = types.require(catalogue, type);
    Formats installed = new Formats().with(session, catalogue, fonts);
    List<LicenceFormat> carriers = disclosure.apply(session, installed.require(formats, seal()));
    IssueReport report = new IssueReport(session);
    session.interruption().willBeAskedFor();
    try (Password password = key.password(session)) {
      SigningKey signing = key.openForSigning(session, password);
      try (DataRows rows = DataRows.open(session, data, licenceType);
          IssueServices.Opened opened = services.open(session, key.file(), password);
          IssueJournal journal = IssueJournal.open(session, out)) {
        Issuer issuer = opened.addTo(Issuer.builder().key(signing).catalogue(catalogue)).build();
        BulkIssue.Parts parts =
            new BulkIssue.Parts(issuer, carriers, opened.anchor(), journal, out);
        RowLicences licences = new RowLicences(licenceType, journal.salt());
        BulkIssue.Totals totals =
            new BulkIssue(session, parts, licences, report::problem).run(rows);
        report.print(totals, output, out);
        return report.exit(rows.isSingle());
      }
    }
  }

  private @Nullable Seal seal() throws CommandFailure {
    if (seal == null) {
      return null;
    }
    try {
      return Seal.parse(new InputFiles(session).read(seal));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("seal.unreadable", session.show(seal), InputFiles.reason(e));
    }
  }
}
