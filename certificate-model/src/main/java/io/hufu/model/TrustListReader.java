package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Base64Url;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.crypto.log.Checkpoint;
import io.hufu.crypto.log.NoteKey;
import io.hufu.model.TrustList.KeyUse;
import io.hufu.model.TrustList.Seal;
import io.hufu.model.TrustList.TrustAnchor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the payload of a trust list, schema {@code hufu.trust/1} (docs/formats/trust-list.md). */
final class TrustListReader {
  static final String SCHEMA = "hufu.trust/1";

  private TrustListReader() {}

  static TrustListContents read(JsonObject json) throws MalformedDataException {
    MemberReader members = new MemberReader("trust list", json).schema(SCHEMA);
    MemberReader name = members.object("name");
    try {
      TrustListContents contents =
          new TrustListContents(
              members.integer("version", 1),
              name.text("zh"),
              name.text("en"),
              members.instant("issued"),
              members.instant("nextUpdate"),
              members.has("previous") ? DigestText.parse(members.text("previous")).text() : null,
              members.bool("pilot"),
              members.objects("anchors", TrustListReader::anchor),
              members.objects("authorities", TrustListReader::authority),
              members.objects("ledgers", TrustListReader::ledger),
              members.objects("addresses", TrustListReader::address),
              certificates(members),
              ChannelTrustJson.read(members),
              TrustHierarchyJson.read(members));
      name.end();
      members.end();
      return contents;
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("trust list: " + e.getMessage(), e);
    }
  }

  private static List<Certificate> certificates(MemberReader members)
      throws MalformedDataException {
    List<Certificate> certificates = new ArrayList<>();
    for (String der : members.textsOrNone("certificates")) {
      certificates.add(Certificate.fromDer(Base64Url.decode(der)));
    }
    return certificates;
  }

  private static TrustAnchor anchor(MemberReader members) throws MalformedDataException {
    Certificate certificate = Certificate.fromDer(members.bytes("certificate"));
    return new TrustAnchor(
        certificate,
        members.constants(TrustAnchor.Use.class, "uses"),
        members.bool("publishesRevocation"));
  }

  private static Authority authority(MemberReader members) throws MalformedDataException {
    MemberReader names = members.object("names");
    Authority authority =
        new Authority(
            members.text("code"),
            names.text("zh"),
            names.text("en"),
            members.constant(AuthorityLevel.class, "level"),
            matching(members, "regions", RegionCode::isCode, "six digits"),
            members.objects("keys", TrustListReader::key),
            members.objects("grants", TrustListReader::grant),
            members.has("compromisedSince") ? members.instant("compromisedSince") : null,
            members.bool("loggedOnly", false),
            members.objectsOrNone("successors", TrustListReader::succession),
            members.objectsOrNone("mayIssueFor", TrustListReader::issuesFor),
            members.objectsOrNone("seals", TrustListReader::seal),
            members.objectsOrNone("formerNames", TrustListReader::formerName));
    names.end();
    return authority;
  }

  private static Succession succession(MemberReader members) throws MalformedDataException {
    return new Succession(members.text("code"), members.date("from"), members.textOrNull("basis"));
  }

  private static IssuesFor issuesFor(MemberReader members) throws MalformedDataException {
    return new IssuesFor(
        members.text("code"),
        members.text("basis"),
        members.dateOrNull("from"),
        members.dateOrNull("to"));
  }

  private static Seal seal(MemberReader members) throws MalformedDataException {
    return new Seal(
        members.text("code"),
        members.text("kind"),
        members.text("name"),
        members.has("invalidSince") ? members.instant("invalidSince") : null,
        members.textsOrNone("types"));
  }

  private static DatedName formerName(MemberReader members) throws MalformedDataException {
    return new DatedName(
        members.text("zh"), members.text("en"), members.dateOrNull("from"), members.date("to"));
  }

  private static KeyRule key(MemberReader members) throws MalformedDataException {
    Set<KeyUse> uses = new HashSet<>(members.constants(KeyUse.class, "uses"));
    if (members.has("certificate")) {
      DigestText digest = DigestText.parse(members.text("certificate"));
      return new KeyRule(digest.hash(), digest.value(), null, null, uses);
    }
    DigestText ca = DigestText.parse(members.text("ca"));
    return new KeyRule(ca.hash(), null, ca.value(), members.text("subject"), uses);
  }

  private static Grant grant(MemberReader members) throws MalformedDataException {
    return new Grant(
        matching(members, "types", TrustScope::isTypeOrAll, "21 digits and capitals, or *"),
        matching(members, "regions", RegionCode::isCodeOrAll, "six digits, or *"),
        members.date("from"),
        members.dateOrNull("to"),
        members.textOrNull("delegator"));
  }

  private static LedgerTrust ledger(MemberReader members) throws MalformedDataException {
    return new LedgerTrust(
        members.text("origin"),
        ReceiptJson.hash(members),
        noteKeys(members, "keys"),
        noteKeys(members, "witnesses"),
        Math.toIntExact(Math.min(members.integer("quorum", 0), Integer.MAX_VALUE)),
        members.has("end") ? end(members.text("origin"), members.object("end")) : null);
  }

  private static Checkpoint end(String origin, MemberReader members) throws MalformedDataException {
    Checkpoint end = new Checkpoint(origin, members.integer("size", 0), members.bytes("root"));
    members.end();
    return end;
  }

  private static List<NoteKey> noteKeys(MemberReader members, String name)
      throws MalformedDataException {
    List<NoteKey> keys = new ArrayList<>();
    for (String vkey : members.texts(name)) {
      try {
        keys.add(NoteKey.parse(vkey));
      } catch (MalformedDataException e) {
        throw members.wrong(name, String.valueOf(e.getMessage()), e);
      }
    }
    return keys;
  }

  private static ListedAddress address(MemberReader members) throws MalformedDataException {
    return new ListedAddress(members.text("prefix"), members.bool("allowPrivate", false));
  }

  private static List<String> matching(
      MemberReader members, String name, Predicate<String> form, String words)
      throws MalformedDataException {
    List<String> texts = members.texts(name);
    for (String text : texts) {
      if (!form.test(text)) {
        throw members.wrong(name, "holds what has not the form of " + words);
      }
    }
    return texts;
  }
}
