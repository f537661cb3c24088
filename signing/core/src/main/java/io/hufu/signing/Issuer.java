package io.hufu.signing;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.tsp.TimeStampAuthority;
import io.hufu.model.Anchor;
import io.hufu.model.AnnotatedCopy;
import io.hufu.model.Catalogue;
import io.hufu.model.Evidence;
import io.hufu.model.Licence;
import io.hufu.model.LicencePayload;
import io.hufu.signing.status.StatusRegister;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Issues licences: validates, signs, time-stamps, anchors. Thread-safe.
 *
 * <p>Built once, used for every licence of an agency. What comes out carries its evidence; when a
 * service cannot be reached nothing comes out.
 *
 * <pre>{@code
 * Issuer issuer = Issuer.builder()
 *     .key(SigningKey.fromPkcs12(Path.of("agency.p12"), password))
 *     .anchor(ledger)
 *     .build();
 * SealedLicence sealed = issuer.issue(licence, JsonFormat.instance());
 * Files.write(Path.of("licence.json"), sealed.bytes());
 * }</pre>
 */
public final class Issuer {
  private final Parts parts;

  private Issuer(Parts parts) {
    this.parts = parts;
  }

  /** Starts an issuer; the key is the only thing that must be set. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Issues one licence in one format.
   *
   * @throws CannotSealException when the licence breaks a rule
   * @throws KeyUnavailableException when the key, or its certificate now, cannot be used
   * @throws ServiceUnavailableException when time-stamp authority or ledger cannot be reached
   * @throws IOException when the status register cannot be written
   */
  public SealedLicence issue(Licence licence, LicenceFormat format)
      throws CannotSealException, KeyUnavailableException, IOException {
    return issue(licence, List.of(format)).get(0);
  }

  /** Issues one licence in several formats, which share salt, digest and status reference. */
  public List<SealedLicence> issue(Licence licence, List<LicenceFormat> formats)
      throws CannotSealException, KeyUnavailableException, IOException {
    return sealed(batch(formats).issue(List.of(licence)).get(0));
  }

  private static List<SealedLicence> sealed(IssueResult result)
      throws CannotSealException, KeyUnavailableException, IOException {
    Exception failure = result.failure();
    if (failure instanceof CannotSealException e) {
      throw e;
    }
    if (failure instanceof KeyUnavailableException e) {
      throw e;
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    return result.sealed();
  }

  /**
   * Makes an annotated copy (加注件) of a licence: for one use, for a time, at the source's status.
   *
   * @param source the signed data of the licence; the caller has verified it
   * @throws CannotSealException when the source is a copy itself, when the annotation is of another
   *     source, or when the licence breaks a rule
   */
  public SealedLicence copy(LicencePayload source, AnnotatedCopy annotation, LicenceFormat format)
      throws CannotSealException, KeyUnavailableException, IOException {
    if (source.licence().copy() != null || !annotation.isOf(source)) {
      throw new CannotSealException(
          "COPY_SOURCE", "certificateCopySource: a copy is made of the licence that it names");
    }
    Licence copy = source.licence().annotated(annotation);
    return only(batch(List.of(format)).copy(copy, source.status()));
  }

  /**
   * Makes copies to be shown once each: own salts, own place in the status list, own entry in the
   * ledger, a time rounded to the day. Nothing but what a holder discloses links two of them.
   *
   * @param formats one for each copy, each bound to a key of its own
   */
  public List<SealedLicence> oneTimeCopies(Licence licence, List<LicenceFormat> formats)
      throws CannotSealException, KeyUnavailableException, IOException {
    List<SealedLicence> copies = new ArrayList<>();
    for (LicenceFormat format : formats) {
      copies.add(only(batch(List.of(format)).oneTime(licence)));
    }
    return List.copyOf(copies);
  }

  private static SealedLicence only(IssueResult result)
      throws CannotSealException, KeyUnavailableException, IOException {
    return sealed(result).get(0);
  }

  /**
   * Issues licences in the order they come, lazily; one bad licence does not stop the others.
   *
   * <p>Works and anchors in batches: one call to the ledger for each. The stream is sequential, and
   * closing it closes {@code licences}. While a service is unreachable every result says so:
   * whoever reads may stop.
   *
   * @throws KeyUnavailableException when the certificate does not allow issuing now
   */
  public Stream<IssueResult> issueAll(Stream<Licence> licences, LicenceFormat... formats)
      throws KeyUnavailableException {
    Batch batch = batch(List.of(formats));
    batch.requireUsableKey();
    Iterator<IssueResult> results = new BatchIterator(licences.iterator(), batch, parts.batchSize);
    int ordered = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, ordered), false)
        .onClose(licences::close);
  }

  private Batch batch(List<LicenceFormat> formats) {
    if (formats.isEmpty()) {
      throw new IllegalArgumentException("no format to issue in");
    }
    return new Batch(parts, formats);
  }

  /** What an issuer works with. */
  record Parts(
      SigningKey key,
      @Nullable TimeStampAuthority timeStamps,
      @Nullable Anchor anchor,
      List<Evidence> revocation,
      @Nullable StatusRegister status,
      Catalogue catalogue,
      Clock clock,
      SecureRandom random,
      boolean includeChain,
      int batchSize) {
    Instant now() {
      return clock.instant();
    }

    /** The chain above the leaf, as evidence; a root is the verifier's to have. */
    List<Evidence> chain() {
      return key.chain().stream()
          .skip(1)
          .filter(certificate -> !certificate.isSelfIssued())
          .map(Certificate::der)
          .map(der -> new Evidence(Evidence.Kind.CERTIFICATE, der))
          .toList();
    }
  }

  /** Collects the parts of an issuer. Not thread-safe. */
  public static final class Builder {
    private @Nullable SigningKey key;
    private @Nullable TimeStampAuthority timeStamps;
    private @Nullable Anchor anchor;
    private List<Evidence> revocation = List.of();
    private @Nullable StatusRegister status;
    private @Nullable Catalogue catalogue;
    private Clock clock = Clock.systemUTC();
    private @Nullable SecureRandom random;
    private boolean includeChain = true;
    private int batchSize = 512;

    private Builder() {}

    /** Sets the agency's key, which must have a certificate; required. */
    public Builder key(SigningKey signingKey) {
      this.key = signingKey;
      return this;
    }

    /** Sets who time-stamps each signature; default: nobody. */
    public Builder timeStamps(TimeStampAuthority authority) {
      this.timeStamps = authority;
      return this;
    }

    /** Sets where signatures are anchored; default: nowhere. Its hash may differ from the key's. */
    public Builder anchor(Anchor ledger) {
      this.anchor = ledger;
      return this;
    }

    /** Sets the CRLs and OCSP answers to embed, in their order; other kinds are refused. */
    public Builder evidence(List<Evidence> revocationItems) {
      for (Evidence item : revocationItems) {
        if (item.kind() != Evidence.Kind.CRL && item.kind() != Evidence.Kind.OCSP) {
          throw new IllegalArgumentException("only CRL and OCSP can be given: " + item.kind());
        }
      }
      this.revocation = List.copyOf(revocationItems);
      return this;
    }

    /** Sets the register that keeps the status of what is issued; default: no status is kept. */
    public Builder status(StatusRegister register) {
      this.status = register;
      return this;
    }

    /** Sets the licence types; default {@link Catalogue#shipped}. */
    public Builder catalogue(Catalogue types) {
      this.catalogue = types;
      return this;
    }

    /** Sets the clock; default the system's. */
    public Builder clock(Clock issuingClock) {
      this.clock = issuingClock;
      return this;
    }

    /** Sets the source of salts; default a new {@link SecureRandom}. */
    public Builder random(SecureRandom source) {
      this.random = source;
      return this;
    }

    /** Sets whether the chain above the leaf is embedded, roots left out; default true. */
    public Builder includeChain(boolean include) {
      this.includeChain = include;
      return this;
    }

    /** Sets how many licences {@code issueAll} anchors at once; default 512, at least 1. */
    public Builder batchSize(int licences) {
      if (licences < 1) {
        throw new IllegalArgumentException("a batch has at least one licence");
      }
      this.batchSize = licences;
      return this;
    }

    /** Builds; throws IllegalArgumentException without a key or without its certificate. */
    public Issuer build() {
      if (key == null || key.chain().isEmpty()) {
        throw new IllegalArgumentException("an issuer needs a key with a certificate");
      }
      return new Issuer(
          new Parts(
              key,
              timeStamps,
              anchor,
              revocation,
              status,
              Objects.requireNonNullElseGet(catalogue, Catalogue::shipped),
              clock,
              Objects.requireNonNullElseGet(random, SecureRandom::new),
              includeChain,
              batchSize));
    }
  }
}
