package io.hufu.signing.json;

import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.JsonValue.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one JWS signature is over (RFC 7515 §5.2, RFC 7797 §3, ETSI TS 119 182-1 §5.2.8). Immutable.
 *
 * @param state what is known of the content
 * @param message the octets that are signed; null when they cannot be put together
 */
record JwsContent(State state, byte @Nullable [] message) {
  private static final String URI = "http://uri.etsi.org/19182/ObjectIdByURI";
  private static final String URI_HASH = "http://uri.etsi.org/19182/ObjectIdByURIHash";

  /** Whether the content that counts is there. */
  enum State {
    /** Inside, or given and the one that is referred to. */
    PRESENT,
    /** Elsewhere, and not given; nothing is ever fetched. */
    ABSENT,
    /** Given, and not the one whose digest is signed. */
    OTHER,
    /** Referred to by a digest that is not computed here. */
    DIGEST_UNKNOWN
  }

  /**
   * Puts the signed octets together.
   *
   * @param payload the payload part; null when detached
   * @param given content given beside the file; null for none
   */
  static JwsContent of(
      JwsHeader header, String protectedPart, @Nullable String payload, byte @Nullable [] given)
      throws MalformedDataException {
    Optional<JsonValue> reference = header.detachedReference();
    if (reference.isPresent()) {
      if (payload != null) {
        throw new MalformedDataException("sigD although the payload is inside");
      }
      if (!(reference.get() instanceof JsonObject sigD)) {
        throw new MalformedDataException("sigD is not an object");
      }
      return referred(header, protectedPart, sigD, given);
    }
    if (payload != null) {
      if (header.isEncoded()) {
        Base64Url.decode(payload);
      }
      byte[] part = payload.getBytes(StandardCharsets.UTF_8);
      return new JwsContent(State.PRESENT, message(protectedPart, part));
    }
    return given == null
        ? new JwsContent(State.ABSENT, null)
        : new JwsContent(State.PRESENT, message(protectedPart, encoded(header, given)));
  }

  private static byte[] encoded(JwsHeader header, byte[] content) {
    return header.isEncoded()
        ? Base64Url.encode(content).getBytes(StandardCharsets.US_ASCII)
        : content;
  }

  private static byte[] message(String protectedPart, byte[] payload) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(protectedPart.getBytes(StandardCharsets.US_ASCII));
    message.write('.');
    message.writeBytes(payload);
    return message.toByteArray();
  }

  private static JwsContent referred(
      JwsHeader header, String protectedPart, JsonObject sigD, byte @Nullable [] given)
      throws MalformedDataException {
    List<JsonValue> objects = sigD.array("pars").orElse(List.of());
    String mechanism =
        sigD.text("mId").orElseThrow(() -> new MalformedDataException("sigD without mId"));
    if (mechanism.equals(URI_HASH)) {
      List<JsonValue> digests = sigD.array("hashV").orElse(List.of());
      if (digests.isEmpty() || digests.size() != objects.size()) {
        throw new MalformedDataException("sigD with other numbers of objects and digests");
      }
      // §5.2.8.3.3: the payload counts as empty, the digests bind the objects
      byte[] message = message(protectedPart, new byte[0]);
      return new JwsContent(byDigest(header, sigD, digests, given), message);
    }
    // §5.2.8.3.2: one object that was given stands for what its address would yield
    if (given != null && mechanism.equals(URI) && objects.size() == 1) {
      return new JwsContent(State.PRESENT, message(protectedPart, encoded(header, given)));
    }
    return new JwsContent(State.ABSENT, null);
  }

  private static State byDigest(
      JwsHeader header, JsonObject sigD, List<JsonValue> digests, byte @Nullable [] given) {
    Optional<HashAlgorithm> hash = sigD.text("hashM").flatMap(DigestNames::hash);
    if (hash.isEmpty()) {
      return State.DIGEST_UNKNOWN;
    }
    if (given == null) {
      return State.ABSENT;
    }
    boolean named =
        digests.stream().anyMatch(digest -> isDigest(digest, hash.get(), header, given));
    if (!named) {
      return State.OTHER;
    }
    // the objects beside the one that was given are vouched for and were not seen
    return digests.size() == 1 ? State.PRESENT : State.ABSENT;
  }

  /** Editions differ on whether the object is digested as it is or as base64url; both bind it. */
  private static boolean isDigest(
      JsonValue digest, HashAlgorithm hash, JwsHeader header, byte[] content) {
    if (!(digest instanceof JsonText text)) {
      return false;
    }
    try {
      byte[] value = Base64Url.decode(text.value());
      return Arrays.equals(value, hash.digest(content))
          || Arrays.equals(value, hash.digest(encoded(header, content)));
    } catch (MalformedDataException e) {
      return false;
    }
  }
}
