package io.hufu.exchange;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Jws;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Judges the signed manifest of one package. */
final class ManifestJudge {
  private final PackageHeader header;
  private final byte[] headerDigest;
  private final ExchangeLimits limits;

  ManifestJudge(PackageHeader header, byte[] headerDigest, ExchangeLimits limits) {
    this.header = header;
    this.headerDigest = headerDigest;
    this.limits = limits;
  }

  /** The sender's own signature, by the key that the header names. */
  Jws signature(byte[] compact) throws PackageRefusedException {
    Jws jws;
    try {
      jws = Jws.parseCompact(new String(compact, StandardCharsets.US_ASCII));
    } catch (MalformedDataException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    if (!jws.header().text("typ").equals(Optional.of(Manifest.TYPE))) {
      throw invalid("the signature is of another kind");
    }
    Certificate signer = jws.certificates().stream().findFirst().orElse(null);
    if (signer == null || !signer.hasUsableKey() || !jws.verifies(signer.key())) {
      throw invalid("the signature does not verify");
    }
    if (!Arrays.equals(signer.digest(header.suite().hash()), header.sender())) {
      throw new PackageRefusedException(
          RefusalCode.SENDER_DIFFERS, "signed by another key than the header names");
    }
    return jws;
  }

  private static PackageRefusedException invalid(String detail) {
    return new PackageRefusedException(RefusalCode.MANIFEST_INVALID, "manifest: " + detail);
  }

  /** The manifest, if it was signed for this very envelope. */
  Manifest manifest(Jws jws) throws PackageRefusedException {
    Manifest manifest;
    try {
      manifest = Manifest.parse(jws.payload());
    } catch (MalformedDataException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
    boolean same =
        manifest.suite() == header.suite()
            && Arrays.equals(manifest.id(), header.id())
            && Arrays.equals(manifest.header(), headerDigest);
    if (!same) {
      throw new PackageRefusedException(
          RefusalCode.PACKAGE_DIFFERS, "the manifest was signed for another package");
    }
    return manifest;
  }

  void requireInTime(PackageTerms terms, Instant now) throws PackageRefusedException {
    if (terms.created().isAfter(now.plus(limits.skew()))) {
      throw new PackageRefusedException(
          RefusalCode.FROM_FUTURE, "made at " + terms.created() + ", which is still to come");
    }
    if (now.minus(limits.skew()).isAfter(terms.expires())) {
      throw new PackageRefusedException(
          RefusalCode.EXPIRED, "could be opened until " + terms.expires());
    }
    if (Duration.between(terms.created(), terms.expires()).compareTo(limits.life()) > 0) {
      throw new PackageRefusedException(
          RefusalCode.LIMIT_EXCEEDED, "lives longer than " + limits.life().toDays() + " days");
    }
  }
}
