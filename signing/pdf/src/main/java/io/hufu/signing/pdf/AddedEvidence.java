package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.AttributeValue;
import io.hufu.crypto.cms.SignedData;
import io.hufu.model.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts evidence where docs/formats/pdf.md says: unsigned attributes while nothing covers the value,
 * the document security store for what viewers know, our stream below it for the rest.
 */
final class AddedEvidence {
  private static final Map<Evidence.Kind, String> LISTS =
      Map.of(
          Evidence.Kind.CERTIFICATE, "Certs",
          Evidence.Kind.CRL, "CRLs",
          Evidence.Kind.OCSP, "OCSPs");

  private static final Map<Evidence.Kind, String> ATTRIBUTES =
      Map.of(
          Evidence.Kind.TIME_STAMP, AttributeType.SIGNATURE_TIME_STAMP,
          Evidence.Kind.RECEIPT, AttributeType.HUFU_RECEIPT,
          Evidence.Kind.STATUS_ASSERTION, AttributeType.HUFU_STATUS_ASSERTION);

  private final SealedPdf file;
  private final List<Evidence> listed = new ArrayList<>();
  private final List<Evidence> streamed = new ArrayList<>();

  AddedEvidence(SealedPdf file) {
    this.file = file;
  }

  /** Returns the file with the items; nothing that is signed changes. */
  byte[] add(List<Evidence> items) {
    byte[] contents = file.contents().bytes();
    byte[] value = value(items, contents.length);
    byte[] changed = file.bytes();
    if (value.length > 0) {
      contents = java.util.Arrays.copyOf(value, contents.length);
      changed = withContents(contents);
    }
    try {
      return store(SealedPdf.read(changed), key(file.contents().bytes()), key(contents));
    } catch (PdfFault e) {
      throw new IllegalArgumentException("a document security store that is not ours", e);
    } catch (IOException e) {
      throw new IllegalStateException("a document in memory cannot be read", e);
    }
  }

  /** Sorts the items, and returns the CMS with those that it takes; empty when it takes none. */
  private byte[] value(List<Evidence> items, int room) {
    SignedData value = file.value();
    byte[] taken = {};
    for (Evidence item : items) {
      SignedData larger = file.isCovered() ? null : inside(value, item);
      if (larger != null && larger.der().length <= room) {
        value = larger;
        taken = value.der();
      } else if (LISTS.containsKey(item.kind())) {
        listed.add(item);
      } else {
        streamed.add(item);
      }
    }
    return taken;
  }

  /** Returns null for what is no attribute, or is not DER where an attribute asks for it. */
  private static @org.jspecify.annotations.Nullable SignedData inside(
      SignedData value, Evidence item) {
    String type = ATTRIBUTES.get(item.kind());
    if (type == null) {
      return null;
    }
    try {
      boolean plain = item.kind() == Evidence.Kind.TIME_STAMP;
      byte[] der = plain ? item.bytes() : AttributeValue.ofOctets(item.bytes());
      return value.withUnsignedAttribute(0, type, der);
    } catch (MalformedDataException e) {
      return null;
    }
  }

  private byte[] withContents(byte[] contents) {
    byte[] changed = file.bytes().clone();
    byte[] digits =
        HexFormat.of().formatHex(contents).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, changed, (int) file.contents().start() + 1, digits.length);
    return changed;
  }

  private static String key(byte[] contents) {
    return HexFormat.of().formatHex(HashAlgorithm.SHA_256.digest(contents));
  }

  /** Writes the store anew when there is something for it, or our stream named another value. */
  private byte[] store(SealedPdf now, String oldKey, String key) throws IOException, PdfFault {
    View view = now.view();
    Cos.Dict old = view.dict(view.catalog(), "DSS");
    Map<String, List<Evidence>> own = own(view, old);
    List<Evidence> mine = new ArrayList<>(own.getOrDefault(oldKey, List.of()));
    boolean renamed = !mine.isEmpty() && !oldKey.equals(key);
    if (listed.isEmpty() && streamed.isEmpty() && !renamed) {
      return now.bytes();
    }
    Update update = now.update();
    Map<String, Cos> store = new LinkedHashMap<>(old.entries());
    store.put("Type", new Cos.Name("DSS"));
    for (Evidence.Kind kind :
        List.of(Evidence.Kind.CERTIFICATE, Evidence.Kind.CRL, Evidence.Kind.OCSP)) {
      list(view, update, store, kind);
    }
    if (renamed || !streamed.isEmpty()) {
      mine.addAll(streamed);
      own.remove(oldKey);
      own.put(key, mine);
      store.put(SecurityStore.EVIDENCE, update.addStream(EvidenceStream.write(own)));
    }
    put(view, update, new Cos.Dict(store));
    return update.write().bytes();
  }

  private static Map<String, List<Evidence>> own(View view, Cos.Dict store)
      throws IOException, PdfFault {
    return view.get(store, SecurityStore.EVIDENCE) instanceof Cos.Stream stream
        ? new LinkedHashMap<>(EvidenceStream.parse(view.decode(stream)).items())
        : new LinkedHashMap<>();
  }

  /** Appends the items of a kind that are not in the list yet. */
  private void list(View view, Update update, Map<String, Cos> store, Evidence.Kind kind)
      throws IOException, PdfFault {
    String key = java.util.Objects.requireNonNull(LISTS.get(kind));
    List<Cos> references = new ArrayList<>(view.items(store.getOrDefault(key, Cos.NULL)));
    List<Evidence> there = new ArrayList<>();
    for (Cos reference : references) {
      if (view.resolve(reference) instanceof Cos.Stream stream) {
        there.add(new Evidence(kind, view.decode(stream)));
      }
    }
    boolean added = false;
    for (Evidence item : listed) {
      if (item.kind() == kind && !there.contains(item)) {
        references.add(update.addStream(item.bytes()));
        there.add(item);
        added = true;
      }
    }
    if (added) {
      store.put(key, new Cos.Array(references));
    }
  }

  private static void put(View view, Update update, Cos.Dict store) throws IOException, PdfFault {
    if (view.catalog().get("DSS") instanceof Cos.Ref reference) {
      update.replace(reference, store);
      return;
    }
    Map<String, Cos> catalog = new LinkedHashMap<>(view.catalog().entries());
    catalog.put("DSS", update.add(store));
    update.replace(reference(view.trailer().get("Root")), new Cos.Dict(catalog));
  }

  static Cos.Ref reference(Cos value) {
    if (value instanceof Cos.Ref reference) {
      return reference;
    }
    throw new IllegalArgumentException("an object that should stand by itself");
  }
}
