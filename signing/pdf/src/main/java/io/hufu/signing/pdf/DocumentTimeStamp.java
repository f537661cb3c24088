package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.signing.ServiceUnavailableException;
import io.hufu.signing.ServiceUnavailableException.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A time-stamp over a whole document (ISO 32000-2 §12.8.5, ETSI EN 319 142-1 §5.4.3). */
final class DocumentTimeStamp {
  /** Bytes for the token: a signature, some certificates. */
  private static final int ROOM = 16 << 10;

  private final SealedPdf file;
  private final View view;
  private final Update update;

  private DocumentTimeStamp(SealedPdf file) {
    this.file = file;
    this.view = file.view();
    this.update = file.update();
  }

  /** Adds a time-stamp that covers every byte of the file. */
  static byte[] add(SealedPdf file, TimeStampAuthority authority)
      throws ServiceUnavailableException {
    ReservedSignature reserved;
    byte[] digest;
    HashAlgorithm hash = file.hash();
    try {
      reserved = new DocumentTimeStamp(file).reserve();
      digest = reserved.content().digest(hash);
    } catch (PdfFault e) {
      throw new IllegalArgumentException("not a sealed PDF licence: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
    return reserved.with(token(authority, hash, digest)).bytes();
  }

  private static byte[] token(TimeStampAuthority authority, HashAlgorithm hash, byte[] digest)
      throws ServiceUnavailableException {
    try {
      byte[] token = authority.stamp(hash, digest).der();
      if (token.length > ROOM) {
        throw new IOException("a token of " + token.length + " bytes, where " + ROOM + " fit");
      }
      return token;
    } catch (IOException e) {
      throw new ServiceUnavailableException(Service.TIME_STAMP, e);
    }
  }

  private ReservedSignature reserve() throws IOException, PdfFault {
    Map<String, Cos> entries = new LinkedHashMap<>();
    entries.put("Type", new Cos.Name("DocTimeStamp"));
    entries.put("Filter", new Cos.Name("Adobe.PPKLite"));
    entries.put("SubFilter", new Cos.Name("ETSI.RFC3161"));
    Cos.Ref signature = update.addSignature(entries, ROOM);
    Cos.Dict issuer = file.last().field().dict();
    Cos.Ref page = AddedEvidence.reference(issuer.get("P"));
    Cos.Ref field = update.add(field(signature, page));
    append(AddedEvidence.reference(view.catalog().get("AcroForm")), "Fields", field);
    append(page, "Annots", field);
    return update.write();
  }

  private Cos.Dict field(Cos.Ref signature, Cos.Ref page) throws IOException, PdfFault {
    Map<String, Cos> field = new LinkedHashMap<>();
    field.put("Type", new Cos.Name("Annot"));
    field.put("Subtype", new Cos.Name("Widget"));
    field.put("FT", new Cos.Name("Sig"));
    field.put("T", ascii(name()));
    field.put("F", new Cos.Num(SignatureFields.PRINT_LOCKED, true));
    field.put("Rect", new Cos.Array(java.util.Collections.nCopies(4, new Cos.Num(0, true))));
    field.put("P", page);
    field.put("V", signature);
    return new Cos.Dict(field);
  }

  static Cos.Text ascii(String text) {
    return new Cos.Text(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), true, -1, -1);
  }

  private String name() throws IOException, PdfFault {
    Set<String> taken = new TreeSet<>();
    FormField.of(view).forEach(field -> taken.add(field.name()));
    int number = 1;
    while (taken.contains("TimeStamp" + number)) {
      number++;
    }
    return "TimeStamp" + number;
  }

  /** Appends to an array of a dictionary, writing only the object anew that holds the array. */
  private void append(Cos.Ref owner, String key, Cos.Ref item) throws IOException, PdfFault {
    Cos.Dict dict = view.dict(owner);
    List<Cos> items = new ArrayList<>(view.items(dict.get(key)));
    items.add(item);
    if (dict.get(key) instanceof Cos.Ref reference) {
      update.replace(reference, new Cos.Array(items));
    } else {
      Map<String, Cos> changed = new LinkedHashMap<>(dict.entries());
      changed.put(key, new Cos.Array(items));
      update.replace(owner, new Cos.Dict(changed));
    }
  }
}
