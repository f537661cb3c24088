package io.hufu.cli;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Suite;
import io.hufu.exchange.AuditLog;
import io.hufu.exchange.AuditReader;
import io.hufu.model.AnchorReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An audit log of an office, or a copy of one, and the heads of it that were anchored. */
record AuditPlace(Path log, @Nullable Path anchors) {
  private static final String HEAD = ".head";
  private static final String RECEIPT = ".receipt.json";
  private static final Pattern LINE = Pattern.compile("line ([0-9]{1,18}):");

  /** What stands in the directory of an office, or of an export. */
  static AuditPlace in(Path directory) {
    Path anchors = directory.resolve("anchors");
    return new AuditPlace(
        directory.resolve("audit.log"), Files.isDirectory(anchors) ? anchors : null);
  }

  /** A head and the ledger's receipt for it. */
  record Anchored(Path file, AuditLog.Head head, AnchorReceipt receipt) {}

  /** The anchored heads, in the order of the log. */
  List<Anchored> anchored(Session session) throws CommandFailure {
    List<Anchored> found = new ArrayList<>();
    for (Path head : files(session)) {
      String name = String.valueOf(head.getFileName());
      Path receipt =
          head.resolveSibling(name.substring(0, name.length() - HEAD.length()) + RECEIPT);
      InputFiles inputs = new InputFiles(session);
      try {
        found.add(
            new Anchored(
                receipt,
                AuditLog.Head.parse(inputs.read(head)),
                AnchorReceipt.parse(inputs.read(receipt))));
      } catch (MalformedDataException e) {
        throw CommandFailure.input("file.unreadable", session.show(head), InputFiles.reason(e));
      }
    }
    found.sort((a, b) -> Long.compare(a.head().entries(), b.head().entries()));
    return found;
  }

  /** What a log says, and by which hash its chain runs. */
  record Reading(AuditReader.Summary summary, HashAlgorithm hash) {}

  /**
   * Reads the log. It does not say its hash: it is that of the suite under which the chain holds.
   *
   * @throws MalformedDataException naming the first line that does not fit
   */
  Reading read(Session session, List<Anchored> anchored)
      throws CommandFailure, MalformedDataException {
    List<AuditLog.Head> heads = anchored.stream().map(Anchored::head).toList();
    try {
      return read(session, Suite.SM.hash(), heads);
    } catch (MalformedDataException bySm3) {
      try {
        return read(session, Suite.INTL.hash(), heads);
      } catch (MalformedDataException bySha256) {
        // Under the other hash already the first lines do not fit.
        throw line(bySm3) >= line(bySha256) ? bySm3 : bySha256;
      }
    }
  }

  private static long line(MalformedDataException e) {
    Matcher number = LINE.matcher(String.valueOf(e.getMessage()));
    return number.lookingAt() ? Long.parseLong(number.group(1)) : -1;
  }

  private Reading read(Session session, HashAlgorithm hash, List<AuditLog.Head> heads)
      throws CommandFailure, MalformedDataException {
    new InputFiles(session).requireFile(log);
    try (InputStream in = Files.newInputStream(log)) {
      return new Reading(AuditReader.read(in, hash, heads), hash);
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(log, e);
    }
  }

  /** Copies the anchored heads and their receipts into a directory that exists. */
  void copyAnchors(Session session, Path target) throws CommandFailure {
    for (Anchored each : anchored(session)) {
      InputFiles inputs = new InputFiles(session);
      String number = Long.toString(each.head().entries());
      byte[] receipt = inputs.read(each.file());
      session.files().write(target.resolve(number + RECEIPT), receipt, false);
      session.files().write(target.resolve(number + HEAD), each.head().text(), false);
    }
  }

  private List<Path> files(Session session) throws CommandFailure {
    List<Path> heads = new ArrayList<>();
    if (anchors == null) {
      return heads;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(anchors, "[!.]*" + HEAD)) {
      all.forEach(heads::add);
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(anchors, e);
    }
    return heads;
  }
}
