package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.HashAlgorithm;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue;
import io.hufu.crypto.jose.JsonValue.JsonArray;
import io.hufu.crypto.jose.JsonValue.JsonNumber;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.jose.Jws;
import io.hufu.crypto.log.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an issuer says of its own entries in a part of a log: how many, which, and their root.
 *
 * <p>Whoever compares the counts of all issuers with the log notices an entry that nobody counts: a
 * stolen key that issues in silence. It is signed with the issuer's status key and not with the key
 * that signs licences, or the thief would count too. Immutable.
 *
 * @param issuer unified social credit code of the issuing authority
 * @param origin the log
 * @param from size of the log at which this part starts
 * @param to size at which it ends; the next count starts there
 * @param runs lengths of stretches from {@code from} on, in turn of others' entries and of own
 *     ones; the first may be 0, no other; what is left until {@code to} is others'
 * @param root Merkle root (RFC 6962) over the leaf hashes of the own entries, in the log's order:
 *     {@code sm3:} or {@code sha-256:} and lower-case hex
 */
public record AnchorCount(
    String issuer,
    String origin,
    long from,
    long to,
    List<Long> runs,
    String root,
    Instant issued) {
  private static final String SCHEMA = "hufu.anchor-count/1";
  private static final String TYP = "hufu-anchor-count+jwt";

  /** Refuses parts that end before they start and runs that do not fit in. */
  public AnchorCount {
    runs = List.copyOf(runs);
    long left = to - from;
    for (int i = 0; i < runs.size(); i++) {
      long run = runs.get(i);
      if (run < 0 || run > left || (run == 0 && i > 0)) {
        left = -1;
        break;
      }
      left -= run;
    }
    if (from < 0 || to < from || left < 0 || runs.size() % 2 != 0) {
      throw new IllegalArgumentException("anchor count: the runs do not fit between its sizes");
    }
    DigestText.parse(root);
  }

  /** Writes ascending indices, all at or above a size, as runs from that size on. */
  public static List<Long> runs(long from, List<Long> ascending) {
    List<Long> runs = new ArrayList<>();
    long at = from;
    for (int i = 0; i < ascending.size(); ) {
      int last = i;
      while (last + 1 < ascending.size()
          && ascending.get(last + 1).equals(ascending.get(last) + 1)) {
        last++;
      }
      runs.add(ascending.get(i) - at);
      runs.add(last - i + 1L);
      at = ascending.get(last) + 1;
      i = last + 1;
    }
    return runs;
  }

  /** Computes the root over leaf hashes. */
  public static String root(HashAlgorithm hash, List<byte[]> leafHashes) {
    return new DigestText(hash, MerkleTree.root(hash, leafHashes)).text();
  }

  /** Returns how many entries are the issuer's own. */
  public long count() {
    long count = 0;
    for (int i = 1; i < runs.size(); i += 2) {
      count += runs.get(i);
    }
    return count;
  }

  /** Returns the own stretches as pairs: first index, index after the last. */
  public List<long[]> ranges() {
    List<long[]> ranges = new ArrayList<>();
    long at = from;
    for (int i = 0; i < runs.size(); i += 2) {
      long start = at + runs.get(i);
      at = start + runs.get(i + 1);
      ranges.add(new long[] {start, at});
    }
    return ranges;
  }

  /** A count as it was received. Untrusted until its signer is found in the trust list. */
  public record Signed(AnchorCount count, Jws jws) {
    /** Returns the certificates that the token carries, leaf first. Untrusted. */
    public List<Certificate> certificates() {
      return jws.certificates();
    }
  }

  /** Signs the count; the bytes are a compact JWS in ASCII. */
  public byte[] sign(SigningKey key) throws KeyUnavailableException {
    List<JsonValue> lengths = new ArrayList<>();
    runs.forEach(run -> lengths.add(JsonNumber.of(run)));
    JsonObject payload =
        JsonObject.builder()
            .put("schema", SCHEMA)
            .put("iss", issuer)
            .put("origin", origin)
            .put("from", from)
            .put("to", to)
            .put("count", count())
            .put("runs", new JsonArray(lengths))
            .put("root", root)
            .put("issued", issued.toString())
            .build();
    return Jws.sign(key, JsonObject.builder().put("typ", TYP).build(), Json.canonical(payload))
        .compact()
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads a compact JWS strictly; its payload must be canonical JSON. */
  public static Signed parse(byte[] compact) throws MalformedDataException {
    Jws jws = Jws.parseCompact(new String(compact, StandardCharsets.ISO_8859_1));
    if (jws.header().text("typ").filter(TYP::equals).isEmpty()) {
      throw new MalformedDataException("anchor count: header is not that of a count");
    }
    MemberReader members =
        MemberReader.of("anchor count", Json.parseCanonical(jws.payload())).schema(SCHEMA);
    try {
      AnchorCount count = read(members);
      if (members.integer("count", 0) != count.count()) {
        throw members.wrong("count", "is not the sum of the own runs");
      }
      members.end();
      return new Signed(count, jws);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()), e);
    }
  }

  private static AnchorCount read(MemberReader members) throws MalformedDataException {
    List<Long> runs = new ArrayList<>();
    for (JsonValue run : members.array("runs")) {
      if (!(run instanceof JsonNumber number)) {
        throw members.wrong("runs", "holds what is no number");
      }
      try {
        runs.add(number.value().longValueExact());
      } catch (ArithmeticException e) {
        throw members.wrong("runs", "holds what is no whole number", e);
      }
    }
    return new AnchorCount(
        members.text("iss"),
        members.text("origin"),
        members.integer("from", 0),
        members.integer("to", 0),
        runs,
        members.text("root"),
        members.instant("issued"));
  }
}
