package io.hufu.signing.json;

import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.VerificationKey;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.util.List;

/** The JSON carrier: an SD-JWT (RFC 9901) as one flattened JWS. Immutable and thread-safe. */
public final class JsonFormat implements LicenceFormat {
  /** For ServiceLoader; everybody else uses {@link #instance}. */
  public JsonFormat() {}

  /** Returns the format without options. */
  public static JsonFormat instance() {
    throw new AssertionError("skeleton");
  }

  /** Returns a format that binds what it seals to the holder's key ({@code cnf}). */
  public JsonFormat boundTo(VerificationKey holder) {
    throw new AssertionError("skeleton");
  }

  /** Returns a format that adds this many decoy digests to every object (0 to 64). */
  public JsonFormat withDecoys(int perObject) {
    throw new AssertionError("skeleton");
  }

  /**
   * Exports the compact form {@code jwt~disclosure~…~}; evidence stays behind.
   *
   * @throws MalformedDataException when the bytes are no JSON licence
   */
  public static String toCompact(byte[] file) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /**
   * Imports a compact form as a file without evidence.
   *
   * @throws MalformedDataException when the text is no compact SD-JWT
   */
  public static byte[] fromCompact(String compact) throws MalformedDataException {
    throw new AssertionError("skeleton");
  }

  @Override
  public Carrier carrier() {
    return Carrier.JSON;
  }

  @Override
  public boolean recognises(Document document) throws IOException {
    throw new AssertionError("skeleton");
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    throw new AssertionError("skeleton");
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    throw new AssertionError("skeleton");
  }

  @Override
  public byte[] withEvidence(byte[] file, List<Evidence> items) {
    throw new AssertionError("skeleton");
  }
}
