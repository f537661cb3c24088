package io.hufu.cli;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.DisclosureRequest;
import io.hufu.model.PresentationAnswer;
import io.hufu.signing.json.CannotPresentException;
import io.hufu.signing.json.Presenter;
import io.hufu.signing.qr.QrPng;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hufu present}: discloses some fields of licences, signed by their holder. */
@Command
final class PresentCommand implements Callable<Integer> {
  /** How long a code on a telephone is good for, unless told otherwise. */
  private static final int CODE_SECONDS = 60;

  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files;

  @Option(names = "--disclose", split = ",", paramLabel = "FIELD")
  private List<String> fields = List.of();

  @Option(names = "--audience", paramLabel = "X")
  private String audience;

  @Option(names = "--nonce", paramLabel = "N")
  private String nonce;

  @Option(names = "--request", paramLabel = "FILE")
  private Path request;

  @Option(names = "--valid", paramLabel = "SECONDS")
  private Integer seconds;

  @Option(names = "--consent", paramLabel = "FILE")
  private Path consent;

  @Option(names = "--basis", paramLabel = "CODE")
  private String basis;

  @Option(names = "--catalogue", paramLabel = "DIR")
  private Path folder;

  @Option(names = "--out", paramLabel = "FILE")
  private Path out;

  @Option(names = "--qr", paramLabel = "PICTURE")
  private Path picture;

  @Option(names = "--force")
  private boolean force;

  @Mixin private HolderKeyOptions holder;

  PresentCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws CommandFailure, KeyUnavailableException {
    DisclosureRequest asked = request == null ? null : new RequestFiles(session).read(request);
    if ((asked == null) == (audience == null || nonce == null)
        || (consent != null && basis != null)) {
      throw CommandFailure.usage("usage.present");
    }
    if ((out == null && picture == null)
        || (picture != null && (files.size() > 1 || picture.equals(out)))) {
      throw CommandFailure.usage("usage.presentTo");
    }
    Presenter presenter = presenter(asked);
    Set<String> unknown = new LinkedHashSet<>(fields);
    List<byte[]> presentations = new ArrayList<>();
    for (Path file : files) {
      byte[] licence = new InputFiles(session).read(file);
      List<String> chosen =
          asked == null ? fields : new RequestFiles(session).fields(asked, licence);
      presentations.add(present(presenter, file, licence, chosen, unknown));
    }
    if (!unknown.isEmpty()) {
      throw CommandFailure.usage("present.field", String.join(", ", unknown));
    }
    write(presentations);
    return ExitCode.DONE;
  }

  private void write(List<byte[]> presentations) throws CommandFailure {
    Map<Path, byte[]> outputs = new LinkedHashMap<>();
    String code = picture == null ? "" : codeText(presentations.get(0));
    if (picture != null) {
      outputs.put(session.resolve(picture.toString()), drawn(code));
    }
    if (out != null) {
      outputs.put(session.resolve(out.toString()), joined(presentations));
    }
    session.files().writeAll(outputs, force);
    if (picture != null) {
      session.print("present.drawn", session.show(picture), code.length());
    }
    if (out != null) {
      session.print("present.done", session.show(out), presentations.size());
    }
  }

  /** 亮证码: a fresh presentation as a QR code. */
  private static String codeText(byte[] presentation) {
    try {
      return Presenter.codeText(presentation);
    } catch (CannotPresentException e) {
      throw new IllegalStateException("a presentation of ours is an SD-JWT", e);
    }
  }

  private byte[] drawn(String code) throws CommandFailure {
    return QrPng.of(code)
        .orElseThrow(
            () -> CommandFailure.input("present.qr", session.show(files.get(0)), code.length()));
  }

  private Presenter presenter(@Nullable DisclosureRequest asked) throws CommandFailure {
    String to = asked == null ? audience : asked.audience();
    String number = asked == null ? nonce : asked.nonce();
    if (to.isBlank() || number.isBlank()) {
      throw CommandFailure.usage("usage.challenge");
    }
    Presenter.Builder builder = Presenter.to(to, number).clock(session.clock());
    builder.catalogue(new Types(session).catalogue(folder));
    holder.open(session).ifPresent(builder::holderKey);
    if (seconds != null && seconds < 1) {
      throw CommandFailure.usage("usage.value", seconds, "--valid");
    }
    if (seconds != null || picture != null) {
      builder.validFor(Duration.ofSeconds(seconds == null ? CODE_SECONDS : seconds));
    }
    if (consent != null) {
      builder.consent(new RequestFiles(session).token(consent));
    }
    if (basis != null) {
      builder.statute(basis);
    }
    return builder.build();
  }

  /** Of several licences each shows those of the fields that it has. */
  private byte[] present(
      Presenter presenter, Path file, byte[] licence, List<String> asked, Set<String> unknown)
      throws CommandFailure, KeyUnavailableException {
    List<String> chosen = new ArrayList<>(asked);
    while (true) {
      try {
        byte[] presented = presenter.present(licence, chosen);
        unknown.removeAll(chosen);
        return presented;
      } catch (CannotPresentException e) {
        if (e.reason() != CannotPresentException.Reason.FIELD_UNKNOWN) {
          throw CommandFailure.input("present." + e.reason(), session.show(file), e.detail());
        }
        chosen.remove(e.detail());
      }
    }
  }

  private static byte[] joined(List<byte[]> presentations) {
    if (presentations.size() == 1) {
      return presentations.get(0);
    }
    try {
      return PresentationAnswer.join(presentations);
    } catch (MalformedDataException e) {
      throw new IllegalStateException("a presentation of ours is canonical", e);
    }
  }
}
