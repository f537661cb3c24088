package io.hufu.signing.ofd;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.Outcome;
import io.hufu.signing.input.ArchiveEntry;
import io.hufu.signing.input.ArchiveRefusedException;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.XmlParser;
import io.hufu.signing.input.ZipArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * An OFD package: its entries, its paths, its XML parts. Not thread-safe; one per reading.
 *
 * <p>Each entry is digested at most once per hash and each part parsed at most once, so that the
 * work is linear whatever refers to what.
 */
final class OfdPackage {
  static final String NAMESPACE = "http://www.ofdspec.org/2016";
  private static final String OLD_NAMESPACE = "http://www.ofdspec.org";

  /** Plain digests, and those with a signer's Z before the data. */
  private static final int MOST_KINDS = 12;

  private final ZipArchive archive;
  private final Limits limits;
  private final Set<OfdTolerance> tolerances;
  private final Map<String, String> folded = new HashMap<>();
  private final Map<String, OfdElement> parts = new HashMap<>();
  private final Map<String, OfdFault> faults = new HashMap<>();
  private final Map<ByteBuffer, Map<String, byte[]>> digests = new HashMap<>();
  private final Set<String> oddities = new LinkedHashSet<>();
  private long parsed;

  private OfdPackage(ZipArchive archive, Limits limits, Set<OfdTolerance> tolerances) {
    this.archive = archive;
    this.limits = limits;
    this.tolerances = tolerances;
    archive.entries().forEach(entry -> folded.put(fold(entry.name()), entry.name()));
  }

  static OfdPackage open(Document document, Limits limits, Set<OfdTolerance> tolerances)
      throws IOException, ArchiveRefusedException {
    ZipArchive archive = ZipArchive.open(document, limits, OfdTolerance.ofArchive(tolerances));
    return new OfdPackage(archive, limits, tolerances);
  }

  private static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  Set<OfdTolerance> tolerances() {
    return tolerances;
  }

  Limits limits() {
    return limits;
  }

  /** Returns the names of all entries, in their order. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    archive.entries().forEach(entry -> names.add(entry.name()));
    return names;
  }

  boolean has(String entry) {
    return archive.entry(entry).isPresent();
  }

  /** Returns what was written in a way that the standard does not have, in order of reading. */
  Set<String> oddities() {
    return oddities;
  }

  long prefix() {
    return archive.prefix();
  }

  /** Resolves a path that a part names. */
  Optional<String> resolve(String path, String folder) {
    Loc.Names names =
        new Loc.Names(this::has, name -> Optional.ofNullable(folded.get(fold(name))), tolerances);
    Optional<Loc> found = Loc.resolve(path, folder, names);
    found.filter(Loc::odd).ifPresent(loc -> oddities.add(path));
    return found.map(Loc::entry);
  }

  /** Resolves the path in the text of an element, from its part's folder. */
  Optional<String> resolve(OfdElement element) throws OfdFault {
    return resolve(element.text(), Loc.folder(element.entry()));
  }

  /** Resolves a path that must lead to an entry. */
  String require(String path, String from) throws OfdFault {
    return resolve(path, Loc.folder(from))
        .orElseThrow(() -> OfdFault.malformed(from, "a path leads to no entry"));
  }

  /** Returns the raw bytes of an entry. */
  byte[] bytes(String name) throws IOException, OfdFault {
    try {
      return archive.read(entry(name), limits.text());
    } catch (MalformedDataException e) {
      throw OfdFault.of(e, name);
    }
  }

  /** Tells whether an entry has these bytes; one of another length is not even read. */
  boolean holds(String name, byte[] content) throws IOException, OfdFault {
    return entry(name).size() == content.length && Arrays.equals(bytes(name), content);
  }

  private ArchiveEntry entry(String name) throws OfdFault {
    return archive
        .entry(name)
        .orElseThrow(() -> OfdFault.malformed(name, "there is no such entry"));
  }

  /** Digests the raw bytes of an entry. */
  byte[] digest(String name, HashAlgorithm hash) throws IOException, OfdFault {
    return digest(name, hash, new byte[] {});
  }

  /** Digests a prefix and the raw bytes of an entry; for a few prefixes only. */
  byte[] digest(String name, HashAlgorithm hash, byte[] prefix) throws IOException, OfdFault {
    ByteBuffer kind = ByteBuffer.wrap(Arrays.copyOf(prefix, prefix.length + 1));
    kind.put(prefix.length, (byte) hash.ordinal());
    if (!digests.containsKey(kind) && digests.size() == MOST_KINDS) {
      throw new OfdFault(
          FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, name, "too many kinds of digest");
    }
    Map<String, byte[]> known = digests.computeIfAbsent(kind, k -> new HashMap<>());
    byte[] digest = known.get(name);
    if (digest == null) {
      MessageDigest running = hash.start();
      running.update(prefix);
      try {
        archive.digest(entry(name), running);
      } catch (MalformedDataException e) {
        throw OfdFault.of(e, name);
      }
      digest = running.digest();
      known.put(name, digest);
    }
    return digest;
  }

  /** Parses a part; its root must have the name and the namespace of OFD. */
  OfdElement part(String name, String root) throws IOException, OfdFault {
    OfdElement part = part(name);
    if (!part.name().equals(root)) {
      throw OfdFault.malformed(name, "the root element is not " + root);
    }
    return part;
  }

  /** Parses a part of any root. */
  OfdElement part(String name) throws IOException, OfdFault {
    OfdFault fault = faults.get(name);
    if (fault != null) {
      throw fault;
    }
    OfdElement known = parts.get(name);
    if (known == null) {
      try {
        known = parse(name);
      } catch (OfdFault e) {
        faults.put(name, e);
        throw e;
      }
      parts.put(name, known);
    }
    return known;
  }

  private OfdElement parse(String name) throws IOException, OfdFault {
    byte[] bytes = bytes(name);
    parsed += bytes.length;
    if (parsed > limits.text()) {
      throw new OfdFault(
          FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, name, "too much XML in the package");
    }
    Element root;
    try {
      root = XmlParser.parse(bytes, limits).getDocumentElement();
    } catch (MalformedDataException e) {
      throw OfdFault.of(e, name);
    }
    String namespace = root.getNamespaceURI();
    boolean borne = OLD_NAMESPACE.equals(namespace) && tolerances.contains(OfdTolerance.NAMESPACE);
    if (borne) {
      oddities.add(OLD_NAMESPACE);
    } else if (!NAMESPACE.equals(namespace)) {
      throw OfdFault.malformed(name, "not in the namespace of OFD");
    }
    return new OfdElement(root, name);
  }
}
