package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustList.TrustAnchor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a trust list says, before it is signed or after it was verified. Immutable.
 *
 * @param version from 1; a higher number replaces a lower one
 * @param previous digest of the list before this one, as {@code sm3:} and hex; null for the first
 * @param certificates certificates that a verifier may need and that nothing else carries; trusted
 *     for nothing by themselves
 * @param channels Fabric channels whose organisations confirm checkpoints
 * @param hierarchy its place among other lists; {@link TrustHierarchy#NONE} when it stands alone
 */
public record TrustListContents(
    long version,
    String nameZh,
    String nameEn,
    Instant issued,
    Instant nextUpdate,
    @Nullable String previous,
    boolean pilot,
    List<TrustAnchor> anchors,
    List<Authority> authorities,
    List<LedgerTrust> ledgers,
    List<ListedAddress> addresses,
    List<Certificate> certificates,
    List<ChannelTrust> channels,
    TrustHierarchy hierarchy) {
  /** Copies, and refuses two entries of one authority or one log, or a grant beyond its scope. */
  public TrustListContents {
    anchors = List.copyOf(anchors);
    authorities = List.copyOf(authorities);
    ledgers = List.copyOf(ledgers);
    addresses = List.copyOf(addresses);
    certificates = List.copyOf(certificates);
    channels = List.copyOf(channels);
    if (version < 1 || !nextUpdate.isAfter(issued)) {
      throw new IllegalArgumentException("trust list: version from 1, nextUpdate after issued");
    }
    requireDistinct("authorities", authorities.stream().map(Authority::code));
    requireDistinct("ledgers", ledgers.stream().map(LedgerTrust::origin));
    requireDistinct("channels", channels.stream().map(ChannelTrust::channel));
    requireDistinct("addresses", addresses.stream().map(ListedAddress::prefix));
    requireWithin(hierarchy.scope(), authorities);
  }

  private static void requireWithin(TrustScope scope, List<Authority> authorities) {
    for (Authority authority : authorities) {
      if (!authority.grants().stream().allMatch(scope::covers)) {
        throw new IllegalArgumentException(
            "trust list: a grant of authority " + authority.code() + " exceeds the list's scope");
      }
    }
  }

  private static void requireDistinct(String what, Stream<String> keys) {
    List<String> all = keys.toList();
    if (all.stream().distinct().count() != all.size()) {
      throw new IllegalArgumentException("trust list: one of the " + what + " is listed twice");
    }
  }

  /** Reads contents strictly: what is not known here is malformed. */
  public static TrustListContents fromJson(JsonObject json) throws MalformedDataException {
    return TrustListReader.read(json);
  }

  /** Writes the contents, to be signed by {@link TrustList#sign}. */
  public JsonObject toJson() {
    return TrustListWriter.write(this);
  }

  /** Starts contents with their four mandatory facts. */
  public static Builder builder(long version, String nameZh, String nameEn) {
    return new Builder(version, nameZh, nameEn);
  }

  /** Starts new contents from these. */
  public Builder toBuilder() {
    Builder builder = new Builder(version, nameZh, nameEn).period(issued, nextUpdate).pilot(pilot);
    builder.previous = previous;
    builder.hierarchy = hierarchy;
    anchors.forEach(builder::anchor);
    authorities.forEach(builder::authority);
    ledgers.forEach(builder::ledger);
    addresses.forEach(builder::address);
    certificates.forEach(builder::certificate);
    channels.forEach(builder::channel);
    return builder;
  }

  /** Collects contents. Not thread-safe. */
  public static final class Builder {
    private long version;
    private final String nameZh;
    private final String nameEn;
    private @Nullable Instant issued;
    private @Nullable Instant nextUpdate;
    private @Nullable String previous;
    private boolean pilot;
    private TrustHierarchy hierarchy = TrustHierarchy.NONE;
    private final List<TrustAnchor> anchors = new ArrayList<>();
    private final List<Authority> authorities = new ArrayList<>();
    private final List<LedgerTrust> ledgers = new ArrayList<>();
    private final List<ListedAddress> addresses = new ArrayList<>();
    private final List<Certificate> certificates = new ArrayList<>();
    private final List<ChannelTrust> channels = new ArrayList<>();

    private Builder(long version, String nameZh, String nameEn) {
      this.version = version;
      this.nameZh = nameZh;
      this.nameEn = nameEn;
    }

    /** Sets the version. */
    public Builder version(long number) {
      this.version = number;
      return this;
    }

    /** Sets when the list is issued and by when the next one is promised. */
    public Builder period(Instant from, Instant next) {
      this.issued = from;
      this.nextUpdate = next;
      return this;
    }

    /** Names the list before this one by its digest, as {@code sm3:} and hex. */
    public Builder previous(String digest) {
      this.previous = digest;
      return this;
    }

    /** Marks the list as a pilot's. */
    public Builder pilot(boolean isPilot) {
      this.pilot = isPilot;
      return this;
    }

    /** Sets the place among other lists; default: it stands alone. */
    public Builder hierarchy(TrustHierarchy place) {
      this.hierarchy = place;
      return this;
    }

    /** Adds a trust anchor. */
    public Builder anchor(TrustAnchor anchor) {
      anchors.add(anchor);
      return this;
    }

    /** Adds an authority. */
    public Builder authority(Authority authority) {
      authorities.add(authority);
      return this;
    }

    /** Adds a log. */
    public Builder ledger(LedgerTrust ledger) {
      ledgers.add(ledger);
      return this;
    }

    /** Adds an address. */
    public Builder address(ListedAddress address) {
      addresses.add(address);
      return this;
    }

    /** Adds a certificate that helps to verify, and is trusted for nothing by itself. */
    public Builder certificate(Certificate certificate) {
      certificates.add(certificate);
      return this;
    }

    /** Adds a Fabric channel. */
    public Builder channel(ChannelTrust channel) {
      channels.add(channel);
      return this;
    }

    /** Returns the contents; throws IllegalStateException without a period. */
    public TrustListContents build() {
      if (issued == null || nextUpdate == null) {
        throw new IllegalStateException("trust list: period is not set");
      }
      return new TrustListContents(
          version,
          nameZh,
          nameEn,
          issued,
          nextUpdate,
          previous,
          pilot,
          anchors,
          authorities,
          ledgers,
          addresses,
          certificates,
          channels,
          hierarchy);
    }
  }
}
