package io.hufu.cli;

import io.hufu.crypto.SigningKey;
import io.hufu.signing.status.StatusRegister;
import io.hufu.signing.status.StatusRegisterBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The status register of a directory. */
final class StatusFiles {
  private final Session session;
  private final Path directory;

  StatusFiles(Session session, Path directory) {
    this.session = session;
    this.directory = directory;
  }

  /** Names the status key that {@code hufu pki issue} puts beside a signing key. */
  static Path keyBeside(Path signingKey) {
    String name = signingKey.getFileName().toString();
    String stem = name.endsWith(".p12") ? name.substring(0, name.length() - 4) : name;
    return signingKey.resolveSibling(stem + PilotAgency.STATUS + ".p12");
  }

  /** Opens the register, alone. */
  StatusRegister open(Path keyFile, Password password) throws CommandFailure, IOException {
    if (!Files.isDirectory(directory)) {
      throw CommandFailure.input("file.missing", session.show(directory));
    }
    return builder(keyFile, password).open();
  }

  /** Makes a register; its lists will be published under the address. */
  StatusRegister create(Path keyFile, String authority, String lists, Password password)
      throws CommandFailure, IOException {
    return builder(keyFile, password).authority(authority).lists(lists).open();
  }

  /** Makes a register whose licences start NOT_ACTIVE. */
  StatusRegister createNotActive(Path keyFile, String authority, String lists, Password password)
      throws CommandFailure, IOException {
    return builder(keyFile, password).authority(authority).lists(lists).startNotActive().open();
  }

  private StatusRegisterBuilder builder(Path keyFile, Password password) throws CommandFailure {
    SigningKey key = new Keys(session).open(keyFile, password.characters());
    return StatusRegister.in(directory).key(key).clock(session.clock()).random(session.random());
  }
}
