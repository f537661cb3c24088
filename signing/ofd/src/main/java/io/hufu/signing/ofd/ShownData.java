package io.hufu.signing.ofd;

import io.hufu.model.Catalogue;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.model.LicenceType;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.signing.page.FontChain;
import io.hufu.signing.page.PageComposer;
import io.hufu.signing.page.PageException;
import io.hufu.signing.page.PageTemplate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data shown = data embedded: draws our own pages again and compares; looks into others' text.
 *
 * <p>Immutable and thread-safe.
 *
 * @param catalogue the types whose pages can be drawn
 */
record ShownData(Catalogue catalogue, FontChain fonts) {
  /** Pages differ from the data: FAILED for pages that must be these, else INCONCLUSIVE. */
  List<Finding> compare(LicencePayload payload, List<DocBody> bodies, OfdPackage parts)
      throws IOException {
    try {
      Map<String, String> custom = custom(bodies.get(0));
      Optional<LicenceType> type = catalogue.find(payload.licence().type());
      if (bodies.size() == 1 && type.isPresent() && custom.containsKey(CustomDatas.TEMPLATE)) {
        PageTemplate template = PageTemplate.of(type.get());
        if (template.digest().equals(custom.get(CustomDatas.TEMPLATE))) {
          return redrawn(template, payload.licence(), custom, parts);
        }
      }
    } catch (PageException e) {
      // A page that this installation cannot draw is read instead.
    } catch (OfdFault e) {
      return List.of(e.about(FindingSubject.DOCUMENT));
    }
    return read(payload.licence(), bodies, parts);
  }

  private List<Finding> redrawn(
      PageTemplate template, Licence licence, Map<String, String> custom, OfdPackage parts)
      throws IOException, OfdFault, PageException {
    Map<String, byte[]> expected =
        LicenceDocument.pages(
            new PageComposer(template, fonts).compose(licence, custom.get(CustomDatas.QR)));
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, byte[]> part : expected.entrySet()) {
      if (!parts.has(part.getKey())
          || !Arrays.equals(parts.bytes(part.getKey()), part.getValue())) {
        different.add(part.getKey());
      }
    }
    for (String name : parts.names()) {
      if (name.startsWith("Doc_0/Pages/") && !expected.containsKey(name)) {
        different.add(name);
      }
    }
    return different.isEmpty()
        ? List.of()
        : List.of(mismatch(Outcome.FAILED, String.join(", ", different)));
  }

  private static Finding mismatch(Outcome outcome, String field) {
    return Finding.of(
        FindingCode.DATA_MISMATCH, outcome, FindingSubject.DOCUMENT, Map.of("field", field));
  }

  private static Map<String, String> custom(DocBody body) throws OfdFault {
    Map<String, String> data = new HashMap<>();
    OfdElement info = body.element().required("DocInfo");
    Optional<OfdElement> custom = info.optional("CustomDatas");
    for (OfdElement item : custom.map(c -> c.all("CustomData")).orElse(List.of())) {
      data.put(item.attribute("Name").orElse(""), item.text());
    }
    return data;
  }

  /** The printed number, the holders and the issuer must stand on the pages. */
  private static List<Finding> read(Licence licence, List<DocBody> bodies, OfdPackage parts)
      throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (DocBody body : bodies) {
        for (DocBody.Page page : body.pages().values()) {
          if (page.entry().isPresent()) {
            PageText.append(parts.part(page.entry().get()), text);
          }
        }
      }
    } catch (OfdFault e) {
      return List.of(e.about(FindingSubject.DOCUMENT));
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("certificateNumber", licence.number());
    wanted.put("certificateIssuingAuthorityName", licence.issuer().name());
    for (Licence.Holder holder : licence.holders()) {
      wanted.put("certificateHolderName", holder.name());
    }
    String shown = PageText.squeezed(text.toString());
    return wanted.entrySet().stream()
        .filter(field -> !shown.contains(PageText.squeezed(field.getValue())))
        .map(field -> mismatch(Outcome.INCONCLUSIVE, field.getKey()))
        .toList();
  }
}
