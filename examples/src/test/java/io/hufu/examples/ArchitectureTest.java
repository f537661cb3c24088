package io.hufu.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds the import table of the floor plan: arrows point down only, siblings never meet. */
@AnalyzeClasses(packages = "io.hufu", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CRYPTO = "io.hufu.crypto..";
  private static final String MODEL = "io.hufu.model..";
  private static final String CHAINCODE = "io.hufu.chaincode..";
  private static final String[] SIGNING_CORE = {
    "io.hufu.signing",
    "io.hufu.signing.input..",
    "io.hufu.signing.journal..",
    "io.hufu.signing.status..",
    "io.hufu.verification.."
  };
  private static final String[] FORMATS = {
    "io.hufu.signing.json..",
    "io.hufu.signing.xml..",
    "io.hufu.signing.pdf..",
    "io.hufu.signing.ofd.."
  };
  private static final String[] UPPER = {
    "io.hufu.ledger..", "io.hufu.exchange..", "io.hufu.cli..", "io.hufu.examples.."
  };

  @ArchTest
  static final ArchRule crypto_imports_no_other_floor =
      noClasses()
          .that()
          .resideInAPackage(CRYPTO)
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.hufu..").and(not(resideInAnyPackage(CRYPTO))))
          .because("crypto-core is the ground floor");

  @ArchTest
  static final ArchRule model_imports_crypto_only =
      noClasses()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hufu.signing..", "io.hufu.verification..", "io.hufu.ledger..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("io.hufu.exchange..", "io.hufu.cli..")
          .because("trust data lies low, trust judgement high");

  @ArchTest
  static final ArchRule signing_core_imports_no_format_and_no_ledger =
      noClasses()
          .that()
          .resideInAnyPackage(SIGNING_CORE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FORMATS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(UPPER)
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.hufu.signing.page..")
          .because("signing and ledger meet only in Anchor, AnchorReceipt, Check and Finding");

  @ArchTest
  static final ArchRule formats_never_import_each_other =
      slices()
          .matching("io.hufu.signing.(json|xml|pdf|ofd)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .because("formats are leaves behind one interface");

  @ArchTest
  static final ArchRule formats_import_no_upper_floor =
      noClasses()
          .that()
          .resideInAnyPackage(FORMATS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(UPPER)
          .because("a format knows crypto, model and signing-core");

  @ArchTest
  static final ArchRule ledger_never_imports_signing =
      noClasses()
          .that()
          .resideInAPackage("io.hufu.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.hufu.signing..", "io.hufu.verification..", "io.hufu.exchange..", "io.hufu.cli..")
          .because("an auditor with receipts only never loads document code");

  @ArchTest
  static final ArchRule ledger_core_never_imports_fabric =
      noClasses()
          .that()
          .resideInAPackage("io.hufu.ledger")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.hufu.ledger.fabric..")
          .because("a log needs no chain");

  @ArchTest
  static final ArchRule only_ledger_fabric_knows_fabric =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.hufu.ledger.fabric..", CHAINCODE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hyperledger..", "io.grpc..", CHAINCODE)
          .because("whoever needs no chain carries none of its libraries");

  @ArchTest
  static final ArchRule chaincode_imports_crypto_only =
      noClasses()
          .that()
          .resideInAPackage(CHAINCODE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.hufu..").and(not(resideInAnyPackage(CHAINCODE, CRYPTO))))
          .because("peers run it with as little as can be");

  @ArchTest
  static final ArchRule only_crypto_core_knows_bouncy_castle =
      noClasses()
          .that()
          .resideOutsideOfPackages(CRYPTO, "io.hufu.signing.pdf..", "io.hufu.signing.xml..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bouncycastle..")
          .because("one home for cryptography");

  @ArchTest
  static final ArchRule crypto_shows_no_bouncy_castle_type =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage(CRYPTO)
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .notHaveRawReturnType(resideInAnyPackage("org.bouncycastle.."))
          .because("users meet our types, so the library behind them can change");

  @ArchTest
  static final ArchRule no_attic_names =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils|Util|Helper|Manager|Common)(\\$.*)?")
          .because("such a class has no idea of its own");

  @ArchTest
  static final ArchRule commands_stay_in_the_cli =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.hufu.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..")
          .because("the library does not know its command line");
}
