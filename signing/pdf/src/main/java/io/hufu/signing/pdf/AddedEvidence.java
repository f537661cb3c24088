package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.cms.AttributeType;
import io.hufu.crypto.cms.AttributeValue;
import io.hufu.crypto.cms.SignedData;
import io.hufu.model.Evidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts evidence where docs/formats/pdf.md says: unsigned attributes while nothing covers the value,
 * the document security store for what viewers know, our streams below it for the rest.
 */
final class AddedEvidence {
  private static final Map<Evidence.Kind, String> LISTS =
      new EnumMap<>(
          Map.of(
              Evidence.Kind.CERTIFICATE, "Certs",
              Evidence.Kind.CRL, "CRLs",
              Evidence.Kind.OCSP, "OCSPs"));

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
    byte[] value = value(items, file.contents().bytes().length);
    try {
      return store(SealedPdf.read(value.length == 0 ? file.bytes() : withValue(value)));
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

  private byte[] withValue(byte[] value) {
    byte[] changed = file.bytes().clone();
    byte[] digits = HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, changed, (int) file.contents().start() + 1, digits.length);
    return changed;
  }

  /** Writes the store anew when there is something for it. */
  private byte[] store(SealedPdf now) throws IOException, PdfFault {
    View view = now.view();
    Update update = now.update();
    Map<String, Cos> store = new LinkedHashMap<>();
    store.put("Type", new Cos.Name("DSS"));
    store.putAll(view.dict(view.catalog(), "DSS").entries());
    boolean changed = !streamed.isEmpty();
    for (Evidence.Kind kind : LISTS.keySet()) {
      changed |= list(view, update, store, kind);
    }
    if (!changed) {
      return now.bytes();
    }
    if (!streamed.isEmpty()) {
      String key = StoredEvidence.key(now.value().signers().get(0).signature());
      List<Cos> own =
          new ArrayList<>(view.items(store.getOrDefault(SecurityStore.EVIDENCE, Cos.NULL)));
      for (Evidence item : streamed) {
        own.add(update.addStream(new StoredEvidence(key, item).toJson()));
      }
      store.put(SecurityStore.EVIDENCE, new Cos.Array(own));
    }
    put(view, update, new Cos.Dict(store));
    return update.write().bytes();
  }

  /** Appends the items of a kind that are not in the list yet; tells whether there were any. */
  private boolean list(View view, Update update, Map<String, Cos> store, Evidence.Kind kind)
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
    return added;
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
