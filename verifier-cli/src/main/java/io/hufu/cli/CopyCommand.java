package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.model.AnnotatedCopy;
import io.hufu.model.Catalogue;
import io.hufu.model.LicencePayload;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.Issuer;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.json.JsonFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu copy}: an annotated copy for one use, or copies to be shown once each. */
@Command
final class CopyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE")
  private Path file;

  @Option(names = "--purpose", paramLabel = "TEXT")
  private String purpose;

  @Option(names = "--until", paramLabel = "T")
  private String until;

  @Option(names = "--maker", paramLabel = "NAME")
  private String maker;

  @Option(names = "--holder-cert", paramLabel = "CERT")
  private List<Path> holders = List.of();

  @Option(names = "--format", defaultValue = "json", paramLabel = "FORMAT")
  private String format;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--out", required = true, paramLabel = "FILE")
  private Path out;

  @Option(names = "--force")
  private boolean force;

  @Mixin private KeyOptions key;

  @Mixin private IssueServices services;

  CopyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, IOException, KeyUnavailableException {
    if ((purpose == null) != (until == null) || (purpose == null && holders.isEmpty())) {
      throw CommandFailure.usage("usage.copy");
    }
    Catalogue catalogue = new Types(session).catalogue(folder);
    session
        .files()
        .requireFree(force, targets().stream().map(t -> session.resolve(t.toString())).toList());
    try (Password password = key.password(session)) {
      SigningKey signing = key.openForSigning(session, password);
      LicencePayload source = new CopySource(session, signing).read(file);
      try (IssueServices.Opened opened = services.open(session, key.file(), password)) {
        Issuer.Builder builder = opened.addTo(Issuer.builder().key(signing).catalogue(catalogue));
        if (opened.anchor() != null) {
          builder.anchor(opened.anchor());
        }
        write(copies(builder.build(), source));
        return ExitCode.DONE;
      } catch (CannotSealException e) {
        throw CommandFailure.input("copy.refused", session.show(file), e.detail());
      }
    }
  }

  private List<SealedLicence> copies(Issuer issuer, LicencePayload source)
      throws CommandFailure, CannotSealException, KeyUnavailableException, IOException {
    if (purpose == null) {
      return issuer.oneTimeCopies(source.licence(), bound());
    }
    Instant now = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = ChinaTime.period("--until", until).to().truncatedTo(ChronoUnit.SECONDS);
    if (!end.isAfter(now)) {
      throw CommandFailure.usage("usage.value", until, "--until");
    }
    String creator = maker == null ? source.licence().issuer().name() : maker;
    AnnotatedCopy annotation =
        new AnnotatedCopy(now, creator, purpose, end, source.licenceDigest());
    List<LicenceFormat> formats =
        holders.isEmpty() ? List.of(new Formats().require(format)) : bound();
    List<SealedLicence> copies = new ArrayList<>();
    for (LicenceFormat one : formats) {
      copies.add(issuer.copy(source, annotation, one));
    }
    return copies;
  }

  /** One carrier for each holder key: two copies with one key would be linked by it. */
  private List<LicenceFormat> bound() throws CommandFailure {
    List<LicenceFormat> formats = new ArrayList<>();
    for (Path holder : holders) {
      Certificate certificate = new Keys(session).certificates(holder).get(0);
      if (!certificate.hasUsableKey()) {
        throw CommandFailure.input("key.UNSUPPORTED_ALGORITHM", session.show(holder));
      }
      formats.add(JsonFormat.instance().boundTo(certificate.key()));
    }
    return formats;
  }

  private void write(List<SealedLicence> copies) throws CommandFailure {
    List<Path> targets = targets();
    Map<Path, byte[]> outputs = new LinkedHashMap<>();
    for (int i = 0; i < copies.size(); i++) {
      outputs.put(session.resolve(targets.get(i).toString()), copies.get(i).bytes());
    }
    session.files().writeAll(outputs, force);
    targets.forEach(target -> session.print("copy.done", session.show(target)));
  }

  /** One file, or one for each holder. */
  private List<Path> targets() {
    return holders.size() < 2
        ? List.of(out)
        : IntStream.rangeClosed(1, holders.size()).mapToObj(this::numbered).toList();
  }

  private Path numbered(int number) {
    String name = String.valueOf(out.getFileName());
    int dot = name.lastIndexOf('.');
    String first = dot <= 0 ? name : name.substring(0, dot);
    return out.resolveSibling(first + "." + number + (dot <= 0 ? "" : name.substring(dot)));
  }
}
