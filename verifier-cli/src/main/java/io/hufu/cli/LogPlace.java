package io.hufu.cli;

import io.hufu.crypto.log.NoteKey;
import io.hufu.ledger.FsckFinding;
import io.hufu.ledger.LedgerException;
import io.hufu.ledger.LogMonitor;
import io.hufu.ledger.LogReader;
import io.hufu.ledger.MonitorReport;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A log that is read: a directory here, or an address that starts with http. */
final class LogPlace {
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Session session;
  private final String given;

  LogPlace(Session session, String given) {
    this.session = session;
    this.given = given;
  }

  boolean remote() {
    return given.startsWith("http://") || given.startsWith("https://");
  }

  Path path() {
    return session.resolve(given);
  }

  /** Reads an address, or says that it is none; names and passwords do not belong in one. */
  static URI address(String given) throws CommandFailure {
    try {
      URI address = new URI(given);
      if (address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // answered below
    }
    throw CommandFailure.usage("usage.address", OneLine.of(given));
  }

  /** Refuses a directory that is not there. */
  LogPlace required() throws CommandFailure {
    if (!remote() && !Files.isDirectory(path())) {
      throw CommandFailure.input("file.missing", session.show(path()));
    }
    return this;
  }

  LogReader open() throws CommandFailure, IOException {
    if (!remote()) {
      return LogReader.open(path());
    }
    try {
      return LogReader.open(address(given), TIMEOUT);
    } catch (LedgerException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("usage.address", OneLine.of(given));
    } catch (IOException e) {
      throw CommandFailure.unreachable("ledger.unreachable", given, InputFiles.reason(e));
    }
  }

  List<FsckFinding> fsck(List<NoteKey> keys) throws CommandFailure {
    return remote() ? LogReader.fsck(address(given), TIMEOUT, keys) : LogReader.fsck(path(), keys);
  }

  MonitorReport look(LogMonitor monitor, List<String> seen) throws CommandFailure, IOException {
    return remote() ? monitor.look(address(given), TIMEOUT, seen) : monitor.look(path(), seen);
  }

  String show() {
    return remote() ? given : session.show(path());
  }
}
