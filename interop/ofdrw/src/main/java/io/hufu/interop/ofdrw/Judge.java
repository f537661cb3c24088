package io.hufu.interop.ofdrw;

import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.ofdrw.core.signatures.SigType;
import org.ofdrw.gm.ses.parse.SESVersion;
import org.ofdrw.gm.ses.parse.VersionParser;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;
import org.ofdrw.sign.verify.OFDValidator;
import org.ofdrw.sign.verify.SignedDataValidateContainer;
import org.ofdrw.sign.verify.container.GBT35275ValidateContainer;
import org.ofdrw.sign.verify.container.SESV1ValidateContainer;
import org.ofdrw.sign.verify.container.SESV4ValidateContainer;

/** What ofdrw says of one file: its digests and signature values, no more than it checks. */
final class Judge {
  private final Path file;

  Judge(Path file) {
    this.file = file;
  }

  /** Throws what the validator throws. */
  void verify() throws Exception {
    try (OFDReader reader = new OFDReader(file);
        OFDValidator validator = new OFDValidator(reader)) {
      validator.setValidator(container());
      validator.exeValidate();
    }
  }

  /** The value decides which of the library's containers judges it. */
  private static SignedDataValidateContainer container() {
    return (type, algorithm, signed, value) -> {
      SignedDataValidateContainer by;
      if (type == SigType.Sign) {
        by = new GBT35275ValidateContainer();
      } else {
        ASN1Sequence sequence = ASN1Sequence.getInstance(value);
        by =
            VersionParser.parseSES_SignatureVersion(sequence).getVersion() == SESVersion.v4
                ? new SESV4ValidateContainer()
                : new SESV1ValidateContainer();
      }
      by.validate(type, algorithm, signed, value);
    };
  }

  /** One line of JSON. */
  String line() {
    StringBuilder line = new StringBuilder("{");
    member(line, "file", String.valueOf(file.getFileName())).append(',');
    String text = "";
    int pages = 0;
    String verdict = "UNSIGNED";
    String error = "";
    try (OFDReader reader = new OFDReader(file)) {
      pages = reader.getNumberOfPages();
      List<String> content = new ContentExtractor(reader).extractAll();
      text = String.join("\n", content);
      if (reader.hasSignature()) {
        verify();
        verdict = "VALID";
      }
    } catch (Exception e) {
      verdict = "INVALID";
      error = String.valueOf(e.getMessage());
    }
    member(line, "verdict", verdict).append(',');
    quote(line, "pages").append(':').append(pages).append(',');
    member(line, "text", text).append(',');
    member(line, "error", error);
    return line.append('}').toString();
  }

  private static StringBuilder member(StringBuilder line, String name, String value) {
    return quote(quote(line, name).append(':'), value);
  }

  private static StringBuilder quote(StringBuilder line, String text) {
    line.append('"');
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (c < ' ') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.append('"');
  }
}
