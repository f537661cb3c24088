package io.hufu.signing.ofd;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Evidence;
import io.hufu.signing.input.ArchiveEntry;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import io.hufu.signing.input.ZipArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A package of ours that is being added to; what is already there keeps its bytes. Immutable.
 *
 * @param entries all entries in their order
 * @param signatures entry names of the listed Signature.xml, at least one
 */
record SealedPackage(Map<String, byte[]> entries, List<String> signatures) {
  static SealedPackage read(byte[] file) throws MalformedDataException {
    try {
      Document document = Document.of(file);
      ZipArchive archive = ZipArchive.open(document, Limits.DEFAULT, Set.of());
      Map<String, byte[]> entries = new LinkedHashMap<>();
      for (ArchiveEntry entry : archive.entries()) {
        entries.put(entry.name(), archive.read(entry, Limits.DEFAULT.document()));
      }
      OfdPackage parts = OfdPackage.open(document, Limits.DEFAULT, Set.of());
      List<String> listed = new ArrayList<>();
      for (OfdElement item :
          parts.part(LicenceDocument.SIGNATURES, "Signatures").all("Signature")) {
        listed.add(parts.require(item.attribute("BaseLoc").orElse(""), LicenceDocument.SIGNATURES));
      }
      if (listed.isEmpty()) {
        throw new MalformedDataException("OFD: the list of signatures is empty");
      }
      return new SealedPackage(entries, List.copyOf(listed));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory could not be read", e);
    } catch (OfdFault e) {
      throw new MalformedDataException("OFD: " + e.getMessage(), e);
    }
  }

  private String last() {
    return signatures.get(signatures.size() - 1);
  }

  private String beside(String name) {
    return Loc.folder(last()) + name;
  }

  byte[] entry(String name) throws MalformedDataException {
    byte[] bytes = entries.get(name);
    if (bytes == null) {
      throw new MalformedDataException("OFD: there is no " + name);
    }
    return bytes;
  }

  SealSignature signature() throws MalformedDataException {
    return SealSignature.parse(entry(beside("SignedValue.dat")));
  }

  /** Adds items behind those that the last signature has. */
  SealedPackage withEvidence(List<Evidence> items) throws MalformedDataException {
    SealSignature signature = signature();
    List<Evidence> inside =
        signature.timeStamp().map(s -> new Evidence(Evidence.Kind.TIME_STAMP, s)).stream().toList();
    byte[] file = entries.get(beside(EvidenceFile.NAME));
    List<Evidence> all = new ArrayList<>(file == null ? inside : EvidenceFile.read(file, inside));
    boolean stamped = all.stream().anyMatch(item -> item.kind() == Evidence.Kind.TIME_STAMP);
    all.addAll(items);
    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
    boolean nowInside = !inside.isEmpty();
    if (!stamped) {
      for (Evidence item : items) {
        if (item.kind() == Evidence.Kind.TIME_STAMP) {
          changed.put(beside("SignedValue.dat"), signature.withTimeStamp(item.bytes()).der());
          nowInside = true;
          break;
        }
      }
    }
    changed.put(beside(EvidenceFile.NAME), EvidenceFile.write(all, nowInside));
    return new SealedPackage(changed, signatures);
  }

  byte[] bytes() {
    return ZipWriter.write(entries);
  }
}
