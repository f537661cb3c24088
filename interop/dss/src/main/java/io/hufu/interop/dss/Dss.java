package io.hufu.interop.dss;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges files with EU DSS, off line, and prints one JSON line for each signature.
 *
 * <p>{@code dss FILE… [--content FILE] [--trust PEM…]}: the certificates after {@code --trust} are
 * the trust anchors; {@code --content} names what detached signatures sign. A file without a
 * signature prints one line with an empty indication.
 */
public final class Dss {
  private final PrintStream out;
  private final List<File> files = new ArrayList<>();
  private final List<DSSDocument> contents = new ArrayList<>();
  private final CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();

  private Dss(PrintStream out) {
    this.out = out;
  }

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    Dss dss = new Dss(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    dss.parse(arguments);
    for (File file : dss.files) {
      dss.judge(file);
    }
  }

  private void parse(String[] arguments) throws Exception {
    String option = "";
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        option = argument;
      } else {
        switch (option) {
          case "" -> files.add(new File(argument));
          case "--content" -> contents.add(new FileDocument(new File(argument)));
          case "--trust" -> trust(Path.of(argument));
          default -> throw new IllegalArgumentException("unknown option " + option);
        }
      }
    }
  }

  private void trust(Path pem) throws Exception {
    try (var in = Files.newInputStream(pem)) {
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trust.addCertificate(new CertificateToken((X509Certificate) certificate));
      }
    }
  }

  private void judge(File file) {
    SimpleReport report;
    DiagnosticData data;
    try {
      SignedDocumentValidator validator =
          SignedDocumentValidator.fromDocument(new FileDocument(file));
      CommonCertificateVerifier verifier = new CommonCertificateVerifier();
      verifier.setTrustedCertSources(trust);
      verifier.setAIASource(null); // nothing is fetched
      validator.setCertificateVerifier(verifier);
      validator.setDetachedContents(contents);
      validator.setLocale(Locale.ENGLISH);
      Reports reports = validator.validateDocument();
      report = reports.getSimpleReport();
      data = reports.getDiagnosticData();
    } catch (RuntimeException e) {
      print(file, "", "", "", "", List.of(String.valueOf(e.getMessage())));
      return;
    }
    if (report.getSignatureIdList().isEmpty()) {
      print(file, "", "", "", "", List.of());
    }
    for (String id : report.getSignatureIdList()) {
      SubIndication sub = report.getSubIndication(id);
      List<String> messages = new ArrayList<>();
      report.getAdESValidationErrors(id).forEach(message -> messages.add(message.getValue()));
      print(
          file,
          String.valueOf(report.getSignatureFormat(id)),
          String.valueOf(report.getIndication(id)),
          sub == null ? "" : sub.name(),
          data.getSignatureById(id).isCounterSignature() ? "counter" : "",
          messages);
    }
  }

  private void print(
      File file, String format, String indication, String sub, String kind, List<String> errors) {
    StringBuilder line = new StringBuilder("{");
    member(line, "file", file.getName()).append(',');
    member(line, "level", format).append(',');
    member(line, "indication", indication).append(',');
    member(line, "subIndication", sub).append(',');
    member(line, "kind", kind).append(',');
    quote(line, "errors").append(":[");
    for (int i = 0; i < errors.size(); i++) {
      quote(line.append(i == 0 ? "" : ","), errors.get(i));
    }
    out.println(line.append("]}"));
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
