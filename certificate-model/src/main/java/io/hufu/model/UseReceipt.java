package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.report.ReasonClass;
import io.hufu.model.report.SubjectSignature;
import io.hufu.model.report.Verdict;
import io.hufu.model.report.VerificationContext.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That an authority checked a licence, and what the check said (用证记录). Immutable.
 *
 * <p>It is a record about what a person did: it names no person, but whoever has the licence can
 * tell that it was used, where and for what (docs/use-receipts.md).
 *
 * @param verifier unified social credit code of the authority that checked
 * @param matter code of the matter it was checked for; null when not said
 * @param signature digest of the licence signature's log entry: nobody without it can guess it
 * @param basis what the check rested on
 * @param said what it said
 * @param checkedAt when the check was made, by the verifier's clock, whole seconds
 */
public record UseReceipt(
    String verifier,
    @Nullable String matter,
    String signature,
    Basis basis,
    Said said,
    Instant checkedAt) {
  private static final String TYP = "hufu-use-receipt+jwt";
  private static final Set<String> HEADER = Set.of("alg", "typ", "x5c");

  /** Refuses what is no digest, and empty names. */
  public UseReceipt {
    DigestText.parse(signature);
    if (!UnifiedSocialCreditCode.isValid(verifier) || (matter != null && matter.isBlank())) {
      throw new IllegalArgumentException("use receipt: verifier or matter is not well-formed");
    }
  }

  /**
   * What a check rested on.
   *
   * @param at the time that was asked about
   * @param knownAt the instant whose knowledge was used
   * @param policy digest of the policy
   * @param trustList digest of the trust list
   * @param report SM3 of the report, canonical JSON, personal numbers masked
   */
  public record Basis(Period at, Instant knownAt, String policy, String trustList, String report) {}

  /**
   * What a check said.
   *
   * @param reason present exactly when REJECTED
   * @param status code of the finding on the status; null when none was made
   * @param statusToken digest of the status token that was relied on; null when none was
   */
  public record Said(
      Verdict verdict,
      @Nullable ReasonClass reason,
      @Nullable String status,
      @Nullable String statusToken) {
    /** Refuses a reason without a rejection, and a rejection without a reason. */
    public Said {
      if ((verdict == Verdict.REJECTED) != (reason != null)) {
        throw new IllegalArgumentException("use receipt: a reason belongs to REJECTED");
      }
    }
  }

  /**
   * A receipt as it was received. Untrusted until {@link #verifies}.
   *
   * @param jws for its certificates and octets
   */
  public record Signed(UseReceipt receipt, Jws jws) {
    /** Returns the certificates that the token carries, leaf first. Untrusted. */
    public List<Certificate> certificates() {
      return jws.certificates();
    }

    /** Verifies with a key that the caller trusts for this verifier. */
    public boolean verifies(VerificationKey key) {
      return jws.verifies(key);
    }

    /** Returns what is anchored of it; empty without the signer's certificate. */
    public Optional<LogEntry> logEntry(HashAlgorithm hash) {
      return AnchoredJws.entry(LogEntry.Kind.USE_RECEIPT, jws, hash);
    }
  }

  /** Digests a signature of a licence as a receipt names it; empty without its certificate. */
  public static Optional<String> digestOf(SubjectSignature signature) {
    HashAlgorithm hash =
        signature.algorithm() == null ? HashAlgorithm.SM3 : signature.algorithm().suite().hash();
    return signature.value().length == 0
        ? Optional.empty()
        : signature.logEntry(hash).map(entry -> new DigestText(hash, entry.digest()).text());
  }

  /** Tells whether the receipt is about that signature of a licence. */
  public boolean isAbout(SubjectSignature other) {
    return digestOf(other).filter(signature::equals).isPresent();
  }

  /** Signs the receipt; the bytes are a compact JWS in ASCII. */
  public byte[] sign(SigningKey key) throws KeyUnavailableException {
    JsonObject header = JsonObject.builder().put("typ", TYP).build();
    Jws jws = Jws.sign(key, header, Json.canonical(UseReceiptJson.write(this)));
    return jws.compact().getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a compact JWS strictly; its payload must be canonical JSON. */
  public static Signed parse(byte[] compact) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (!HEADER.equals(jws.header().members().keySet())
        || !jws.header().text("typ").filter(TYP::equals).isPresent()) {
      throw new MalformedDataException("use receipt: header is not that of a use receipt");
    }
    return new Signed(UseReceiptJson.read(Json.parseCanonical(jws.payload())), jws);
  }
}
