package io.hufu.signing.pdf;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.SignatureAlgorithm;
import io.hufu.crypto.seal.SealSignature;
import io.hufu.model.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a signature value says of itself; empty as long as nothing could be read of it. */
final class ReadSignature {
  @Nullable SignatureAlgorithm algorithm;
  final List<Certificate> certificates = new ArrayList<>();
  Function<HashAlgorithm, byte[]> signedOctets = HashAlgorithm::digest;
  byte[] value = {};
  byte[] stamped = {};
  @Nullable Instant claimedAt;
  final List<Evidence> evidence = new ArrayList<>();
  @Nullable SealSignature seal;

  /** How many octets of /Contents are the value; the rest is padding. */
  int length;

  void signed(byte[] octets) {
    signedOctets = hash -> hash.digest(octets);
  }
}
