package io.hufu.interop.dss;

import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;

/**
 * Says how long EU DSS takes for a file, once it is warm: {@code FILE PEM ROUNDS}.
 *
 * <p>Prints the median of the second half of the rounds, in milliseconds, and the number of
 * signatures that it judged.
 */
public final class DssTime {
  private DssTime() {}

  /** Runs the program. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    CommonTrustedCertificateSource trust = new CommonTrustedCertificateSource();
    try (var in = Files.newInputStream(Path.of(arguments[1]))) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trust.addCertificate(new CertificateToken((X509Certificate) certificate));
    }
    int rounds = Integer.parseInt(arguments[2]);
    double[] times = new double[rounds];
    int signatures = 0;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      signatures = validate(new File(arguments[0]), trust);
      times[i] = (System.nanoTime() - start) / 1e6;
    }
    double[] warm = Arrays.copyOfRange(times, rounds / 2, rounds);
    Arrays.sort(warm);
    System.out.printf(Locale.ROOT, "%.3f %d%n", warm[warm.length / 2], signatures);
  }

  private static int validate(File file, CommonTrustedCertificateSource trust) {
    SignedDocumentValidator validator =
        SignedDocumentValidator.fromDocument(new FileDocument(file));
    CommonCertificateVerifier verifier = new CommonCertificateVerifier();
    verifier.setTrustedCertSources(trust);
    verifier.setAIASource(null); // nothing is fetched
    validator.setCertificateVerifier(verifier);
    return validator.validateDocument().getSimpleReport().getSignatureIdList().size();
  }
}
