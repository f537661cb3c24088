package io.hufu.signing.json;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.VerificationKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.model.Carrier;
import io.hufu.model.Evidence;
import io.hufu.model.LicencePayload;
import io.hufu.model.report.Finding;
import io.hufu.model.report.FindingCode;
import io.hufu.model.report.FindingSubject;
import io.hufu.model.report.Outcome;
import io.hufu.model.report.Subject;
import io.hufu.signing.CannotSealException;
import io.hufu.signing.LicenceFormat;
import io.hufu.signing.SealedLicence;
import io.hufu.signing.SealingContext;
import io.hufu.signing.Supplied;
import io.hufu.signing.input.Document;
import io.hufu.signing.input.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON carrier: an SD-JWT (RFC 9901) as one flattened JWS. Immutable and thread-safe.
 *
 * <p>Every personal field can be disclosed or kept back by itself. Files are canonical JSON (RFC
 * 8785) and are refused otherwise; evidence sits in the unprotected header, outside the signature.
 */
public final class JsonFormat implements LicenceFormat {
  private static final JsonFormat INSTANCE = new JsonFormat();
  private static final int MAX_DECOYS = 64;
  private static final Set<String> RESERVED =
      Set.of(DisclosedClaims.DIGESTS, DisclosedClaims.ELEMENT, DisclosedClaims.HASH);

  private final @Nullable VerificationKey holder;
  private final int decoys;

  /** For ServiceLoader; everybody else uses {@link #instance}. */
  public JsonFormat() {
    this(null, 0);
  }

  private JsonFormat(@Nullable VerificationKey holder, int decoys) {
    this.holder = holder;
    this.decoys = decoys;
  }

  /** Returns the format without options. */
  public static JsonFormat instance() {
    return INSTANCE;
  }

  /** Returns a format that binds what it seals to the holder's key ({@code cnf}). */
  public JsonFormat boundTo(VerificationKey holderKey) {
    return new JsonFormat(holderKey, decoys);
  }

  /** Returns a format that adds this many decoy digests to every object (0 to 64). */
  public JsonFormat withDecoys(int perObject) {
    if (perObject < 0 || perObject > MAX_DECOYS) {
      throw new IllegalArgumentException("0 to " + MAX_DECOYS + " decoys");
    }
    return new JsonFormat(holder, perObject);
  }

  /**
   * Exports the compact form {@code jwt~disclosure~…~}; evidence stays behind.
   *
   * @throws MalformedDataException when the bytes are no SD-JWT
   */
  public static String toCompact(byte[] file) throws MalformedDataException {
    return parse(file).toCompact();
  }

  /**
   * Imports a compact form as a file without evidence.
   *
   * @throws MalformedDataException when the text is no compact SD-JWT
   */
  public static byte[] fromCompact(String compact) throws MalformedDataException {
    return parse(compact.getBytes(StandardCharsets.UTF_8)).toJson();
  }

  private static SdJwt parse(byte[] file) throws MalformedDataException {
    try {
      return SdJwt.parse(file);
    } catch (RefusedException e) {
      throw new MalformedDataException("no SD-JWT: " + e.finding().facts().get("detail"), e);
    }
  }

  @Override
  public Carrier carrier() {
    return Carrier.JSON;
  }

  @Override
  public boolean carriesChain() {
    return true;
  }

  /** Looks at the first bytes: an opening brace, the base64url of one, or the mark of a code. */
  @Override
  public boolean recognises(Document document) throws IOException {
    byte[] start = document.read(0, (int) Math.min(16, document.size()));
    if (SdJwt.isCompact(start) || PresentationCode.isCode(start)) {
      return true;
    }
    // A byte order mark or white space makes a file that is not canonical, but JSON all the same.
    String text = new String(start, StandardCharsets.UTF_8).replace('\uFEFF', ' ');
    return text.stripLeading().startsWith("{");
  }

  @Override
  public Subject open(Document document, Limits limits) throws IOException {
    return open(document, Supplied.NOTHING, limits);
  }

  /** Opens a licence; a JWS that is none is read as a signature of others, without licence data. */
  @Override
  public Subject open(Document document, Supplied supplied, Limits limits) throws IOException {
    if (document.size() > limits.text()) {
      Map<String, String> facts =
          Map.of("bytes", document.size() + "", "limit", limits.text() + "");
      Finding finding =
          Finding.of(
              FindingCode.LIMIT_EXCEEDED, Outcome.INCONCLUSIVE, FindingSubject.DOCUMENT, facts);
      return new Subject(Carrier.JSON, null, null, List.of(), List.of(finding), false);
    }
    byte[] bytes = document.readAll();
    Optional<JwsFile> foreign = JwsFile.of(bytes);
    return foreign.isPresent()
        ? new JwsReader(foreign.get(), supplied, limits).read()
        : supplied.orUnsigned(new JsonReader(limits).read(bytes));
  }

  @Override
  public SealedLicence seal(LicencePayload payload, SealingContext context)
      throws KeyUnavailableException, CannotSealException {
    refuseReserved("items", payload.items());
    Concealer concealer = new Concealer(payload.hash(), context.random(), decoys);
    JsonObject claims = LicenceClaims.write(payload, holder, concealer);
    JsonObject header = JsonObject.builder().put("typ", "dc+sd-jwt").build();
    Jws jws = Jws.sign(withoutRoots(context.key()), header, Json.canonical(claims));
    SdJwt file =
        new SdJwt(
            jws.protectedPart(),
            jws.payloadPart(),
            jws.signaturePart(),
            concealer.disclosures(),
            null,
            List.of(),
            List.of());
    byte[] octets = jws.signedOctets();
    return new SealedLicence(
        Carrier.JSON,
        payload,
        file.toJson(),
        hash -> hash.digest(octets),
        jws.signature(),
        jws.signature(),
        context.key().certificate(),
        List.of());
  }

  /** A root in {@code x5c} proves nothing: who verifies has it, or does not trust it. */
  private static SigningKey withoutRoots(SigningKey key) throws KeyUnavailableException {
    Certificate leaf = key.certificate();
    return key.withChain(
        key.chain().stream().filter(c -> c.equals(leaf) || !c.isSelfIssued()).toList());
  }

  /** Names of the SD-JWT mechanism cannot be names of items. */
  private static void refuseReserved(String place, JsonValue value) throws CannotSealException {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        if (RESERVED.contains(member.getKey())) {
          throw new CannotSealException(
              "SCHEMA_VIOLATION", place + ": an item cannot be named " + member.getKey());
        }
        refuseReserved(place + "/" + member.getKey(), member.getValue());
      }
    } else if (value instanceof JsonArray array) {
      for (JsonValue item : array.items()) {
        refuseReserved(place, item);
      }
    }
  }

  /** Adds evidence; nothing freezes it, for no later signature covers the unprotected header. */
  @Override
  public byte[] withEvidence(byte[] file, List<Evidence> items) {
    if (SdJwt.isCompact(file)) {
      throw new IllegalArgumentException("the compact form has no place for evidence");
    }
    try {
      return parse(file).withEvidence(EvidenceMembers.write(items)).toJson();
    } catch (MalformedDataException e) {
      throw new IllegalArgumentException("not a sealed JSON licence", e);
    }
  }
}
