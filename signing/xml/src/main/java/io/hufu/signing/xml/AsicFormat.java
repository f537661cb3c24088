package io.hufu.signing.xml;

import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.List;

/**
 * Associated signature containers of others: ASiC-S and ASiC-E with XAdES or CAdES. Reads only.
 *
 * <p>ETSI EN 319 162-1. They carry no licence data that Hufu knows, so they can be accepted as
 * documents only, and only when each of their files is signed. Thread-safe.
 */
public final class AsicFormat implements LicenceFormat {
  /** For ServiceLoader, and for whoever names the formats. */
  public AsicFormat() {}

  @Override
  public Carrier carrier() {
    return Carrier.ASIC;
  }

  @Override
  public boolean seals() {
    return false;
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  /** Looks at the first entry and into the directory of an archive. */
  @Override
  public boolean recognises(Document document) throws IOException {
    return AsicStart.isContainer(document);
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    return open(document, Supplied.NOTHING, limits);
  }

  @Override
  public Subject open(Document document, Supplied supplied, Limits limits) throws IOException {
    return supplied.orUnsigned(AsicReader.open(document, supplied.certificates(), limits));
  }

  /** Refuses always: a container has no place for licence data that others would find. */
  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws CannotSealException {
    throw new CannotSealException("FORMAT_UNKNOWN", "containers are verified, not issued");
  }

  /** Refuses always: evidence belongs into the signatures, which are files of others. */
  @Override
  public byte[] withEvidence(byte[] sealed, List<Evidence> items) {
    throw new IllegalArgumentException("containers are verified, not issued");
  }
}
