package io.hufu.cli;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.SigningKey;
import io.hufu.model.Authority;
import io.hufu.model.TrustList;
import io.hufu.model.UnifiedSocialCreditCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code verify} that ask for use receipts (docs/use-receipts.md). */
final class UseReceiptOptions {
  private static final Pattern CODE = Pattern.compile("(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])");

  @Option(names = "--use-receipt", paramLabel = "OUT")
  private Path out;

  @Option(names = "--key", paramLabel = "P12")
  private Path key;

  @Option(names = "--password-file", paramLabel = "FILE|-")
  private String passwordFile;

  @Option(names = "--agency", paramLabel = "USCC")
  private String agency;

  @Mixin private LedgerOptions ledger;

  /**
   * Opens key and ledger; null when no receipts are asked for.
   *
   * @param matter code of the matter; null when there is none
   */
  @Nullable UseReceiptWriter open(
      Session session, TrustList trust, boolean several, @Nullable String matter)
      throws CommandFailure, IOException {
    if (out == null) {
      return null;
    }
    if (key == null || passwordFile == null) {
      throw CommandFailure.usage("usage.useReceiptKey");
    }
    try (Password secret = Password.read(session, passwordFile)) {
      Keys keys = new Keys(session);
      SigningKey signing = keys.open(key, secret.characters());
      keys.requireUsable(signing, key);
      UseReceiptWriter.Party party =
          new UseReceiptWriter.Party(signing, code(signing.certificate(), trust), matter);
      return new UseReceiptWriter(session, party, ledger.open(session, secret), out, several);
    }
  }

  /** Who checks: as said, as the trust list names the key, or as the certificate says. */
  private String code(Certificate certificate, TrustList trust) throws CommandFailure {
    if (agency != null) {
      if (!UnifiedSocialCreditCode.isValid(agency)) {
        throw CommandFailure.usage("usage.uscc", agency);
      }
      return agency;
    }
    Matcher found = CODE.matcher(certificate.subject());
    while (found.find()) {
      if (UnifiedSocialCreditCode.isValid(found.group())) {
        return found.group();
      }
    }
    return trust.authoritiesOf(certificate, java.util.List.of(certificate)).stream()
        .findFirst()
        .map(Authority::code)
        .orElseThrow(() -> CommandFailure.usage("usage.useReceiptAgency"));
  }
}
