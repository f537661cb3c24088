package io.hufu.signing.pdf;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.Sha1Name;
import io.hufu.model.Evidence;
import io.hufu.model.report.FindingCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The evidence in a document security store (ETSI EN 319 142-1 §5.4.2.2), and in our streams below
 * it (docs/formats/pdf.md). Outside of every signature, so it speaks for itself or not at all.
 */
final class SecurityStore {
  /** Key of our list of streams in the DSS dictionary. */
  static final String EVIDENCE = "HUFU_Evidence";

  private static final int MAX_ITEMS = 1024;
  private static final int MAX_RELATIONS = 8192;
  private static final long MAX_BYTES = 64 << 20;

  private final View view;
  private final Map<Cos, Evidence> items = new LinkedHashMap<>();

  /** Streams that the entry of one signature names, by the entry's key. */
  private final Map<String, Set<Cos>> related = new HashMap<>();

  private final Map<String, List<Evidence>> own = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private boolean malformed;
  private long bytes;
  private int relations;

  private SecurityStore(View view) {
    this.view = view;
  }

  static SecurityStore of(View view) throws IOException, PdfFault {
    SecurityStore read = new SecurityStore(view);
    Cos.Dict store = view.dict(view.catalog(), "DSS");
    read.collect(store.get("Certs"), Evidence.Kind.CERTIFICATE);
    read.collect(store.get("CRLs"), Evidence.Kind.CRL);
    read.collect(store.get("OCSPs"), Evidence.Kind.OCSP);
    for (Map.Entry<String, Cos> entry : view.dict(store, "VRI").entries().entrySet()) {
      read.relate(entry.getKey(), view.dict(entry.getValue()));
    }
    read.own(store.get(EVIDENCE));
    return read;
  }

  private void collect(Cos list, Evidence.Kind kind) throws IOException, PdfFault {
    for (Cos item : view.items(list)) {
      if (items.size() == MAX_ITEMS) {
        throw PdfFault.limit("items in a document security store", MAX_ITEMS);
      }
      if (items.containsKey(item)) {
        continue;
      }
      try {
        if (view.resolve(item) instanceof Cos.Stream stream) {
          items.put(item, new Evidence(kind, counted(view.decode(stream))));
        }
      } catch (PdfFault e) {
        unreadable(e);
      }
    }
  }

  private byte[] counted(byte[] decoded) throws PdfFault {
    bytes += decoded.length;
    if (bytes > MAX_BYTES) {
      throw PdfFault.limit("bytes in a document security store", MAX_BYTES);
    }
    return decoded;
  }

  /** Evidence that cannot be read is no evidence, and says nothing against the document. */
  private void unreadable(PdfFault fault) throws PdfFault {
    if (fault.code() == FindingCode.LIMIT_EXCEEDED) {
      throw fault;
    }
    malformed = true;
  }

  private void relate(String key, Cos.Dict one) throws IOException, PdfFault {
    collect(one.get("Cert"), Evidence.Kind.CERTIFICATE);
    collect(one.get("CRL"), Evidence.Kind.CRL);
    collect(one.get("OCSP"), Evidence.Kind.OCSP);
    Set<Cos> streams = new LinkedHashSet<>();
    for (String list : new String[] {"Cert", "CRL", "OCSP"}) {
      streams.addAll(view.items(one.get(list)));
    }
    relations += 1 + streams.size();
    if (relations > MAX_RELATIONS) {
      throw PdfFault.limit("relations in a document security store", MAX_RELATIONS);
    }
    related.put(key.toUpperCase(Locale.ROOT), streams);
  }

  private void own(Cos list) throws IOException, PdfFault {
    List<Cos> streams = view.items(list);
    if (streams.size() > MAX_ITEMS) {
      throw PdfFault.limit("items in a document security store", MAX_ITEMS);
    }
    malformed |= streams.isEmpty() && !(view.resolve(list) instanceof Cos.Null);
    for (Cos item : streams) {
      try {
        byte[] json = view.resolve(item) instanceof Cos.Stream s ? view.decode(s) : new byte[0];
        StoredEvidence stored = StoredEvidence.parse(counted(json));
        own.computeIfAbsent(stored.signature(), key -> new ArrayList<>()).add(stored.item());
      } catch (PdfFault e) {
        unreadable(e);
      } catch (MalformedDataException e) {
        malformed = true;
      }
    }
  }

  /** Returns the evidence of our own for a signature value. */
  List<Evidence> own(byte[] value) {
    String key = StoredEvidence.key(value);
    known.add(key);
    return own.getOrDefault(key, List.of());
  }

  /** Returns all certificates, in their order. */
  List<Evidence> certificates() {
    return items.values().stream().filter(i -> i.kind() == Evidence.Kind.CERTIFICATE).toList();
  }

  /**
   * Returns what concerns a signature: what its own entry names, or that of a time-stamp that
   * covers it, and what no entry names.
   *
   * @param contents the octets of /Contents, padding included
   * @param length how many of them are the signature
   * @param stamps keys of the time-stamps that cover it
   */
  List<Evidence> of(byte[] contents, int length, Set<String> stamps) {
    Set<String> keys = new LinkedHashSet<>(keys(contents));
    keys.add(sha1(contents, length));
    keys.addAll(stamps);
    Set<Cos> others = new LinkedHashSet<>();
    related.values().forEach(others::addAll);
    keys.forEach(key -> others.removeAll(related.getOrDefault(key, Set.of())));
    List<Evidence> mine = new ArrayList<>();
    items.forEach(
        (item, evidence) -> {
          if (!others.contains(item)) {
            mine.add(evidence);
          }
        });
    return mine;
  }

  /** Producers digest the value with its padding, or without. */
  static Set<String> keys(byte[] contents) {
    Set<String> keys = new LinkedHashSet<>(Set.of(sha1(contents, contents.length)));
    Padding.length(contents).ifPresent(length -> keys.add(sha1(contents, length)));
    return keys;
  }

  /** The key of a VRI entry; SHA-1 names here, and protects nothing. */
  private static String sha1(byte[] contents, int length) {
    return HexFormat.of().withUpperCase().formatHex(Sha1Name.of(contents, length));
  }

  /** Tells whether something is not what it should be, or is said of no signature there is. */
  boolean isMalformed() {
    return malformed || !known.containsAll(own.keySet());
  }
}
