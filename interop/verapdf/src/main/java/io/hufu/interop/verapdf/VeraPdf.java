package io.hufu.interop.verapdf;

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges files with veraPDF against PDF/A-3b, off line, and prints one line for each.
 *
 * <p>{@code verapdf FILE…}: a line is the file's name, then {@code conforms} or the rules that it
 * breaks. The program ends with 1 when a file does not conform.
 */
public final class VeraPdf {
  private VeraPdf() {}

  /** Runs the program. */
  public static void main(String[] files) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    VeraGreenfieldFoundryProvider.initialise();
    boolean good = true;
    for (String file : files) {
      Set<String> broken = broken(new File(file));
      out.println(new File(file).getName() + ": " + (broken.isEmpty() ? "conforms" : broken));
      good &= broken.isEmpty();
    }
    System.exit(good ? 0 : 1);
  }

  private static Set<String> broken(File file) throws Exception {
    PDFAFlavour flavour = PDFAFlavour.PDFA_3_B;
    Set<String> broken = new TreeSet<>();
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
      if (parser.getFlavour() != flavour) {
        broken.add("the file says that it is " + parser.getFlavour());
      }
      try (PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
        ValidationResult result = validator.validate(parser);
        for (TestAssertion assertion : result.getTestAssertions()) {
          broken.add(
              assertion.getRuleId().getClause()
                  + "-"
                  + assertion.getRuleId().getTestNumber()
                  + " "
                  + assertion.getMessage());
        }
        if (!result.isCompliant() && broken.isEmpty()) {
          broken.add("not compliant");
        }
      }
    }
    return broken;
  }
}
