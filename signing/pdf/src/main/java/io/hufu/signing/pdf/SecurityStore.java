package io.hufu.signing.pdf;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.model.Evidence;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The evidence in a document security store (ETSI EN 319 142-1 §5.4.2.2), and in our stream below
 * it (docs/formats/pdf.md). Outside of every signature, so it speaks for itself or not at all.
 */
final class SecurityStore {
  /** Key of our stream in the DSS dictionary. */
  static final String EVIDENCE = "HUFU_Evidence";

  private static final int MAX_ITEMS = 4096;

  private final View view;
  private final Cos.Dict store;

  /** Streams that the entry of one signature names, by the entry's key. */
  private final Map<String, Set<Cos>> related = new HashMap<>();

  private final Map<Cos, Evidence> read = new HashMap<>();
  private final EvidenceStream own;

  private SecurityStore(View view, Cos.Dict store, EvidenceStream own) {
    this.view = view;
    this.store = store;
    this.own = own;
  }

  static SecurityStore of(View view) throws IOException, PdfFault {
    Cos.Dict store = view.dict(view.catalog(), "DSS");
    EvidenceStream own =
        view.get(store, EVIDENCE) instanceof Cos.Stream stream
            ? EvidenceStream.parse(view.decode(stream))
            : EvidenceStream.NONE;
    SecurityStore read = new SecurityStore(view, store, own);
    for (Map.Entry<String, Cos> entry : view.dict(store, "VRI").entries().entrySet()) {
      Cos.Dict one = view.dict(entry.getValue());
      Set<Cos> streams = new LinkedHashSet<>();
      for (String key : new String[] {"Cert", "CRL", "OCSP"}) {
        streams.addAll(view.items(one.get(key)));
      }
      read.related.put(entry.getKey().toUpperCase(Locale.ROOT), streams);
    }
    return read;
  }

  /**
   * Returns what concerns a signature: what its own entry names, and what no entry names.
   *
   * @param contents the octets of /Contents, padding included
   * @param length how many of them are the signature
   */
  List<Evidence> of(byte[] contents, int length) throws IOException, PdfFault {
    Set<Cos> named = new LinkedHashSet<>();
    related.values().forEach(named::addAll);
    named.removeAll(related.getOrDefault(sha1(contents, contents.length), Set.of()));
    named.removeAll(related.getOrDefault(sha1(contents, length), Set.of()));
    List<Evidence> items = new ArrayList<>();
    collect("Certs", Evidence.Kind.CERTIFICATE, named, items);
    collect("CRLs", Evidence.Kind.CRL, named, items);
    collect("OCSPs", Evidence.Kind.OCSP, named, items);
    items.addAll(own.of(HashAlgorithm.SHA_256.digest(contents)));
    return items;
  }

  private void collect(String key, Evidence.Kind kind, Set<Cos> others, List<Evidence> items)
      throws IOException, PdfFault {
    for (Cos item : view.items(store.get(key))) {
      if (items.size() == MAX_ITEMS) {
        throw PdfFault.limit("items in a document security store", MAX_ITEMS);
      }
      if (!others.contains(item) && view.resolve(item) instanceof Cos.Stream stream) {
        Evidence known = read.get(item);
        if (known == null) {
          known = new Evidence(kind, view.decode(stream));
          read.put(item, known);
        }
        items.add(known);
      }
    }
  }

  /** The key of a VRI entry; SHA-1 names here, and protects nothing. */
  private static String sha1(byte[] contents, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(contents, 0, length);
      return HexFormat.of().withUpperCase().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-1", e);
    }
  }

  /** Tells whether our stream is there and is not what it should be. */
  boolean isOwnMalformed() {
    return own.malformed();
  }
}
