package io.hufu.crypto.cms;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.Sm2UserId;
import io.hufu.crypto.StrictDer;
import io.hufu.crypto.cms.SignerVerification.Status;
import io.hufu.crypto.cms.SignerVerification.Variant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies one SignerInfo with one certificate (RFC 5652 §5.4, §5.6). Used once. */
final class SignerVerifier {
  /** Longest content that is looked at for being attributes; no SignerInfo of sense has more. */
  private static final int MAX_ATTRIBUTES_LENGTH = 1 << 16;

  private static final int RAW_SM2_LENGTH = 64;

  private final SignerParts signer;
  private final SignatureAlgorithm algorithm;
  private final Certificate certificate;
  private final @Nullable ContentDigest content;
  private final Set<MessageForm> forms;
  private final Set<Variant> variants = EnumSet.noneOf(Variant.class);

  /** The algorithm is the one that the signer names and that the certificate's key can do. */
  SignerVerifier(
      SignerParts signer,
      SignatureAlgorithm algorithm,
      Certificate certificate,
      @Nullable ContentDigest content,
      Set<MessageForm> forms) {
    this.signer = signer;
    this.algorithm = algorithm;
    this.certificate = certificate;
    this.content = content;
    this.forms = forms;
  }

  SignerVerification verify() throws IOException {
    Status status =
        signer.signed() == null ? overContent() : overAttributes(signer.signed(), algorithm.hash());
    return new SignerVerification(status, variants);
  }

  private Status overAttributes(Attributes signed, HashAlgorithm hash) throws IOException {
    byte[] expected = messageDigest(signed);
    if (!signed.doubled().isEmpty() || expected == null || !isContentTypeRight(signed)) {
      return Status.ATTRIBUTES_REFUSED;
    }
    try {
      if (!namesCertificate(signed)) {
        return Status.CERTIFICATE_DIFFERS;
      }
    } catch (MalformedDataException e) {
      return Status.ATTRIBUTES_REFUSED;
    }
    // §5.4: the message is the DER encoding of the attributes
    Status value = valueOver(signed);
    if (value != Status.HOLDS) {
      return value;
    }
    if (content == null) {
      return Status.CONTENT_ABSENT;
    }
    // §5.6: the digest that was signed is the content's
    return MessageDigest.isEqual(expected, content.digest(hash))
        ? Status.HOLDS
        : Status.CONTENT_DIFFERS;
  }

  private static byte @Nullable [] messageDigest(Attributes signed) {
    try {
      Optional<byte[]> value = signed.single(AttributeType.MESSAGE_DIGEST);
      return value.isPresent() ? Asn1.octets(value.get()) : null;
    } catch (MalformedDataException e) {
      return null;
    }
  }

  /** §11.1: the attribute is the content's type; §11.4: a countersignature has none. */
  private boolean isContentTypeRight(Attributes signed) {
    if (signer.contentType() == null) {
      return signed.values(AttributeType.CONTENT_TYPE).isEmpty();
    }
    try {
      Optional<byte[]> value = signed.single(AttributeType.CONTENT_TYPE);
      String type = value.isPresent() ? Asn1.oid(value.get()) : "";
      if (type.equals(signer.contentType())) {
        return true;
      }
      // GB/T 35275 in the field: plain data outside, data of the GM arc in the attribute
      variants.add(Variant.CONTENT_TYPES_DIFFER);
      return ContentType.isData(type) && ContentType.isData(signer.contentType());
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /** RFC 5035 §5: where the signer names a certificate, it is this one. */
  private boolean namesCertificate(Attributes signed) throws MalformedDataException {
    List<byte[]> one = signed.values(AttributeType.SIGNING_CERTIFICATE);
    List<byte[]> two = signed.values(AttributeType.SIGNING_CERTIFICATE_V2);
    if (one.size() > 1 || two.size() > 1) {
      throw new MalformedDataException("a signing certificate attribute with several values");
    }
    SigningCertificateAttribute attribute =
        SigningCertificateAttribute.of(
            one.isEmpty() ? null : one.get(0), two.isEmpty() ? null : two.get(0));
    return !attribute.isPresent() || attribute.names(certificate);
  }

  private Status valueOver(Attributes signed) throws IOException {
    byte[] value = canonicalValue();
    byte[] message = signed.asSortedSet();
    if (verifies(message, value, Sm2UserId.PROFILE)) {
      return Status.HOLDS;
    }
    Optional<byte[]> stored = signed.asStoredSet();
    if (stored.isPresent() && verifies(stored.get(), value, Sm2UserId.PROFILE)) {
      variants.add(Variant.UNSORTED_ATTRIBUTES);
      return Status.HOLDS;
    }
    return otherUserId(id -> verifies(message, value, id));
  }

  private boolean verifies(byte[] message, byte[] value, Sm2UserId userId) {
    if (algorithm == SignatureAlgorithm.ED25519) {
      return certificate.key().verify(algorithm, message, value);
    }
    byte[] prefix = certificate.key().messagePrefix(userId);
    return certificate
        .key()
        .verifyDigest(algorithm, algorithm.hash().digest(prefix, message), value);
  }

  private Status overContent() throws IOException {
    // §5.3: anything but plain data needs signed attributes; countersignatures have no type
    if (signer.contentType() != null && !ContentType.isData(signer.contentType())) {
      return Status.ATTRIBUTES_REFUSED;
    }
    if (content == null) {
      return Status.CONTENT_ABSENT;
    }
    if (algorithm == SignatureAlgorithm.ED25519) {
      return Status.ALGORITHM_UNKNOWN; // signs the message itself, which is not held in memory
    }
    if (isAttributes(content)) {
      return Status.CONTENT_IS_ATTRIBUTES;
    }
    byte[] value = canonicalValue();
    for (MessageForm form : MessageForm.values()) {
      boolean applies = form == MessageForm.CONTENT || algorithm == SignatureAlgorithm.SM2_SM3;
      if (applies && forms.contains(form) && verifies(form, content, value, Sm2UserId.PROFILE)) {
        name(form);
        return Status.HOLDS;
      }
    }
    return otherUserId(id -> verifies(MessageForm.CONTENT, content, value, id));
  }

  private void name(MessageForm form) {
    if (form == MessageForm.DIGEST) {
      variants.add(Variant.DIGEST_AS_MESSAGE);
    } else if (form == MessageForm.BASE64_DIGEST) {
      variants.add(Variant.BASE64_DIGEST_AS_MESSAGE);
    }
  }

  private boolean verifies(MessageForm form, ContentDigest content, byte[] value, Sm2UserId userId)
      throws IOException {
    HashAlgorithm hash = algorithm.hash();
    byte[] prefix = certificate.key().messagePrefix(userId);
    byte[] digest =
        switch (form) {
          case CONTENT -> content.digest(hash, prefix);
          case DIGEST -> hash.digest(prefix, content.digest(hash));
          case BASE64_DIGEST -> hash.digest(prefix, base64(content.digest(hash)));
        };
    return certificate.key().verifyDigest(algorithm, digest, value);
  }

  private static byte[] base64(byte[] digest) {
    return Base64.getEncoder().encodeToString(digest).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Without attributes the content itself is the message, and DER attributes cut out of another
   * signature would pass for content that its signer never saw.
   */
  private static boolean isAttributes(ContentDigest content) throws IOException {
    byte[] start = content.start(MAX_ATTRIBUTES_LENGTH);
    if (start.length == 0 || start[0] != DerWriter.SET) {
      return false;
    }
    try {
      StrictDer.check(start);
      return Attributes.inside(start).types().contains(AttributeType.MESSAGE_DIGEST);
    } catch (MalformedDataException e) {
      return false;
    }
  }

  /** A strict DER SEQUENCE is taken as DER; else an SM2 value of 64 octets may be r‖s. */
  private byte[] canonicalValue() {
    Optional<byte[]> der = algorithm.canonicalFromDer(signer.value());
    if (der.isEmpty()
        && algorithm == SignatureAlgorithm.SM2_SM3
        && signer.value().length == RAW_SM2_LENGTH) {
      variants.add(Variant.RAW_VALUE);
      return signer.value();
    }
    return der.orElse(new byte[0]);
  }

  /** Tries one user id. */
  private interface Attempt {
    boolean verifies(Sm2UserId userId) throws IOException;
  }

  /** Says why a value does not hold, when another user id explains it. */
  private Status otherUserId(Attempt attempt) throws IOException {
    if (algorithm != SignatureAlgorithm.SM2_SM3) {
      return Status.VALUE_DIFFERS;
    }
    if (attempt.verifies(Sm2UserId.EMPTY)) {
      variants.add(Variant.EMPTY_USER_ID);
      return Status.OTHER_USER_ID;
    }
    if (attempt.verifies(Sm2UserId.ABSENT)) {
      variants.add(Variant.NO_USER_ID);
      return Status.OTHER_USER_ID;
    }
    return Status.VALUE_DIFFERS;
  }
}
