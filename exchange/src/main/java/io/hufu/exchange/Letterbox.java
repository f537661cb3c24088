package io.hufu.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.exchange.message.ExchangeRequest;
import io.hufu.exchange.message.MessageKind;
import io.hufu.exchange.message.SignedMessage;
import io.hufu.exchange.message.UseReceipt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders for an office that another process has open: a request to send, a word on an answer.
 * The office carries them out in its next round; what it cannot carry out stays with the reason.
 *
 * <p>An order is durable when a method returns. Thread-safe, and safe between processes.
 */
public final class Letterbox {
  private static final System.Logger LOGGER = System.getLogger(Letterbox.class.getName());
  private static final String REQUEST = ".request.jwt";
  private static final String CONSENT = ".consent.jwt";
  private static final String REFUSED = ".refused";
  private static final Pattern USE = Pattern.compile("([0-9a-f]{32})\\.(USED|NOT_USED)");

  private final Path office;
  private final Path directory;

  private Letterbox(Path office) {
    this.office = office;
    this.directory = office.resolve("letterbox");
  }

  /** Finds the letterbox of the office in a directory. */
  public static Letterbox of(Path officeDirectory) {
    return new Letterbox(officeDirectory);
  }

  /**
   * Asks the office to send a request, see {@link ExchangeOffice#ask}.
   *
   * @throws MalformedDataException when it is no request
   */
  public void ask(SignedMessage request, @Nullable SignedMessage consent)
      throws IOException, MalformedDataException {
    String id = ExchangeRequest.of(request).id();
    Files.createDirectories(directory);
    if (consent != null) {
      DurableFile.write(directory.resolve(id + CONSENT), consent.bytes());
    }
    DurableFile.write(directory.resolve(id + REQUEST), request.bytes());
  }

  /** Asks the office to tell what became of an answer, see {@link ExchangeOffice#reportUse}. */
  public void reportUse(String requestId, UseReceipt.Use use) throws IOException {
    String name = requestId + "." + use;
    if (!USE.matcher(name).matches()) {
      throw new IllegalArgumentException("not the id of a request: " + requestId);
    }
    Files.createDirectories(directory);
    DurableFile.write(directory.resolve(name), new byte[0]);
  }

  /** Reads where the office's requests stand. */
  public List<RequestRecord> requests() throws IOException {
    Path book = office.resolve("requests");
    return Files.isDirectory(book) ? RequestBook.read(book) : List.of();
  }

  /** Carries out what lies here; returns how many orders. */
  int empty(ExchangeOffice by) throws IOException, KeyUnavailableException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    int done = 0;
    for (Path order : orders()) {
      try {
        perform(order, by);
        done++;
      } catch (IllegalArgumentException | MalformedDataException e) {
        refuse(order, String.valueOf(e.getMessage()));
      } catch (AnswerNotNowException e) {
        LOGGER.log(System.Logger.Level.WARNING, "an order waits: " + e.getMessage());
      }
    }
    return done;
  }

  private List<Path> orders() throws IOException {
    List<Path> orders = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "[!.]*")) {
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(REQUEST) || USE.matcher(name).matches()) {
          orders.add(file);
        }
      }
    }
    Collections.sort(orders);
    return orders;
  }

  private static Path consentOf(Path request) {
    String name = String.valueOf(request.getFileName());
    return request.resolveSibling(name.substring(0, name.length() - REQUEST.length()) + CONSENT);
  }

  /** Doing it twice, as after a crash, changes nothing. */
  private static void perform(Path order, ExchangeOffice by)
      throws IOException, MalformedDataException, KeyUnavailableException {
    Matcher use = USE.matcher(String.valueOf(order.getFileName()));
    if (use.matches()) {
      by.reportUse(use.group(1), UseReceipt.Use.valueOf(use.group(2)), List.of());
      Files.delete(order);
      return;
    }
    Path consent = consentOf(order);
    by.ask(
        read(MessageKind.REQUEST, order),
        Files.exists(consent) ? read(MessageKind.CONSENT, consent) : null);
    Files.delete(order);
    Files.deleteIfExists(consent);
  }

  private static SignedMessage read(MessageKind kind, Path file)
      throws IOException, MalformedDataException {
    if (Files.size(file) > SignedMessage.MAX_BYTES) {
      throw new MalformedDataException(file.getFileName() + ": is too long");
    }
    return SignedMessage.parse(kind, Files.readAllBytes(file));
  }

  private static void refuse(Path order, String reason) throws IOException {
    LOGGER.log(System.Logger.Level.WARNING, order + " is not carried out: " + reason);
    DurableFile.write(
        order.resolveSibling(order.getFileName() + REFUSED), (reason + "\n").getBytes(UTF_8));
    Files.delete(order);
    if (String.valueOf(order.getFileName()).endsWith(REQUEST)) {
      Files.deleteIfExists(consentOf(order));
    }
  }
}
