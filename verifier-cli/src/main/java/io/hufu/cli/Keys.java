package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.InsecureKeyExport;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Private keys in P12 files and certificates in PEM or DER files. */
final class Keys {
  private final Session session;

  Keys(Session session) {
    this.session = session;
  }

  /** Opens a P12 file; says which file when it cannot. */
  SigningKey open(Path file, char[] password) throws CommandFailure {
    byte[] store = new InputFiles(session).read(file);
    try {
      return SigningKey.fromPkcs12(store, password);
    } catch (KeyUnavailableException e) {
      throw CommandFailure.input("key." + e.reason().name(), session.show(file));
    }
  }

  /** Refuses a key without certificate, out of its period, or not meant for signing documents. */
  void requireUsable(SigningKey key, Path file) throws CommandFailure {
    if (key.chain().isEmpty()) {
      throw CommandFailure.input("key.noCertificate", session.show(file));
    }
    Certificate certificate = key.certificate();
    Instant now = session.clock().instant();
    if (now.isAfter(certificate.notAfter())) {
      throw CommandFailure.input(
          "key.expired", session.show(file), ChinaTime.text(certificate.notAfter()));
    }
    if (now.isBefore(certificate.notBefore())) {
      throw CommandFailure.input(
          "key.notYet", session.show(file), ChinaTime.text(certificate.notBefore()));
    }
    boolean signs =
        certificate.allows(Certificate.KeyUsage.DIGITAL_SIGNATURE)
            || certificate.allows(Certificate.KeyUsage.NON_REPUDIATION);
    if (!signs || certificate.isCa() || !certificate.extendedKeyUsage().isEmpty()) {
      throw CommandFailure.input("key.usage", session.show(file));
    }
  }

  /** Writes key and chain as P12, for the owner only. */
  void write(Path file, SigningKey key, char[] password, boolean replace) throws CommandFailure {
    byte[] store = InsecureKeyExport.toPkcs12(key, password, session.random());
    session.files().write(file, store, replace, OutputFiles.Privacy.OWNER);
  }

  /** Reads the certificates of a PEM file, or the one of a DER file. */
  List<Certificate> certificates(Path file) throws CommandFailure {
    byte[] bytes = new InputFiles(session).read(file);
    try {
      return isPem(bytes) ? Certificate.fromPem(bytes) : List.of(Certificate.fromDer(bytes));
    } catch (MalformedDataException e) {
      throw CommandFailure.input("certificate", session.show(file), InputFiles.reason(e));
    }
  }

  private static boolean isPem(byte[] bytes) {
    return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }
}
