package io.hufu.signing.pdf;

import io.hufu.verification.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Updates that leave the pages alone and change what opening the file does or offers. */
class CatalogAttacksTest {
  private static final byte[] SIGNED = SignedPdf.approved();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/Names << /JavaScript << /Names [(a) 18 0 R] >> >> | ACTION_CHANGED",
        "/Names << /EmbeddedFiles << /Names [(licence.json) 18 0 R] >> >> | ACTION_CHANGED",
        "/OpenAction [12 0 R /Fit] | ACTION_CHANGED",
        "/OpenAction << /S /URI /URI (https://example.org) >> | ACTION_CHANGED",
        "/AA << /WC << /S /JavaScript /JS (x) >> >> | ACTION_CHANGED",
        "/URI << /Base (https://example.org) >> | ACTION_CHANGED",
        "/AF [18 0 R] | CATALOG_CHANGED",
        "/Collection << /View /H >> | CATALOG_CHANGED",
        "/Outlines << /Count 0 >> | CATALOG_CHANGED",
        "/StructTreeRoot << >> | CATALOG_CHANGED",
        "/OutputIntents [<< >>] | CATALOG_CHANGED",
        "/Requirements [<< /S /EnableJavaScripts >>] | CATALOG_CHANGED",
        "/PageLabels << /Nums [0 << /S /D >>] >> | PAGE_CHANGED",
        "/Dests << >> | PAGE_CHANGED",
        "/Perms << /DocMDP 7 0 R >> | CATALOG_CHANGED",
        "/Unknown true | CATALOG_CHANGED",
      })
  void a_key_added_to_the_catalog(String entry, String code) {
    String catalog = SignedPdf.CATALOG.replace("/Pages", entry + " /Pages");
    Judged.of(PdfDraft.on(SIGNED).put(1, catalog).put(18, "<< /S /JavaScript /JS (x) >>").end())
        .isRejectedFor(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ON [10 0 R] | /OFF [10 0 R]",
        "/ON [10 0 R] | /ON [10 0 R] /AS [<< /Event /Print /Category [/Print] /OCGs [10 0 R] >>]",
        "/ON [10 0 R] | /BaseState /OFF",
        "/Order [10 0 R] | /Order []",
        "/OCGs [10 0 R] | /OCGs []",
        "/D << | /Configs [<< >>] /D <<"
      })
  void a_layer_switched_by_any_part_of_its_properties(String old, String now) {
    String catalog = SignedPdf.CATALOG.replace(old, now);
    Judged.of(PdfDraft.on(SIGNED).put(1, catalog).end()).isRejectedFor("LAYER_CHANGED");
  }

  private static String specification(int file) {
    return "<< /Type /Filespec /F (licence.json) /UF (licence.json) /AFRelationship /Data /EF << /F"
        + " "
        + file
        + " 0 R >> >>";
  }

  /** A document that carries a file of data, as ours do. */
  private static byte[] withData() {
    String catalog = SignedPdf.CATALOG.replace("/Pages", "/AF [70 0 R] /Pages");
    PdfDraft draft = SignedPdf.draft(catalog, "").put(70, specification(71));
    draft.put(71, "/Type /EmbeddedFile", PdfDraft.bytes("{\"number\":\"7\"}"));
    return SignedPdf.sign(draft.end("/Root 1 0 R /Info 14 0 R"), World.AGENCY);
  }

  @Test
  void the_embedded_data_swapped_by_an_update() {
    byte[] file = withData();
    byte[] other = PdfDraft.bytes("{\"number\":\"8\"}");
    Judged.of(PdfDraft.on(file).put(71, "/Type /EmbeddedFile", other).end())
        .isRejectedFor("OBJECT_CHANGED");
    Judged.of(
            PdfDraft.on(file)
                .put(70, specification(72))
                .put(72, "/Type /EmbeddedFile", other)
                .end())
        .isRejectedFor("OBJECT_CHANGED");
    String second = SignedPdf.CATALOG.replace("/Pages", "/AF [73 0 R] /Pages");
    Judged.of(
            PdfDraft.on(file)
                .put(1, second)
                .put(73, specification(72))
                .put(72, "/Type /EmbeddedFile", other)
                .end())
        .isRejectedFor("CATALOG_CHANGED");
    Judged.of(PdfDraft.on(file).free(71).end()).isRejectedFor("OBJECT_CHANGED");
  }

  @Test
  void evidence_that_is_none() {
    String catalog = SignedPdf.CATALOG.replace("/OCP", "/DSS 40 0 R /OCP");
    byte[] more =
        PdfDraft.on(SIGNED)
            .put(1, catalog)
            .put(40, "<< /Type /DSS /Certs [] /Page 41 0 R >>")
            .put(41, "<< >>")
            .end();
    Judged.of(more).isRejectedFor("CATALOG_CHANGED");
    byte[] related =
        PdfDraft.on(SIGNED)
            .put(1, catalog)
            .put(40, "<< /VRI << /AB << /Cert [] /JS (x) >> >> >>")
            .end();
    Judged.of(related).isRejectedFor("CATALOG_CHANGED");
  }

  @Test
  void a_stream_of_the_security_store_replaced_after_it_was_signed() {
    String catalog = SignedPdf.CATALOG.replace("/OCP", "/DSS << /Certs [41 0 R] >> /OCP");
    PdfDraft draft = SignedPdf.draft(catalog, "").put(41, "", World.CA.certificate().der());
    byte[] file = SignedPdf.sign(draft.end(), World.AGENCY);
    Judged.of(file).isAccepted();
    Judged.of(PdfDraft.on(file).put(41, "", World.ROOT.certificate().der()).end())
        .isRejectedFor("OBJECT_CHANGED");
  }

  @Test
  void a_trailer_that_encrypts_or_says_more() {
    Judged.of(PdfDraft.on(SIGNED).end("/Root 1 0 R /Encrypt << >>"))
        .isUndecidedFor("DOCUMENT_ENCRYPTED");
    Judged.of(PdfDraft.on(SIGNED).end("/Root 1 0 R /Hidden (x)")).isUndecidedFor("CATALOG_CHANGED");
    Judged.of(PdfDraft.on(SIGNED).end("/Root 1 0 R /Info 14 0 R /ID [<00> <01>]")).isAccepted();
  }
}
