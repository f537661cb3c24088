package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.jose.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which codes other systems use for status and for results, as data: one profile for each system.
 *
 * <p>Immutable and thread-safe. No national list of either is known; profiles are as deployed
 * systems show them (docs/formats/catalogue.md). A code that a profile does not have is no status.
 */
public final class CodeTables {
  private final Map<String, Profile> profiles;

  private CodeTables(Map<String, Profile> profiles) {
    this.profiles = Collections.unmodifiableMap(profiles);
  }

  /**
   * The codes of one system.
   *
   * @param status its code to the status that it means
   * @param results its code to the information result code of GB/T 36906 (0 to 6), or to a word for
   *     what is no result of a verification, such as {@code NO_PERMISSION}
   */
  public record Profile(
      String id, String nameZh, Map<String, StatusMeaning> status, Map<String, String> results) {
    /** Copies. */
    public Profile {
      status = Collections.unmodifiableMap(new LinkedHashMap<>(status));
      results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** Finds what a code of the system means for the status. */
    public Optional<StatusMeaning> status(String code) {
      return Optional.ofNullable(status.get(code));
    }

    /** Finds the code that the system uses for a status; the first one that means it. */
    public Optional<String> code(StatusValue value, StatusValue.@Nullable EndKind kind) {
      StatusMeaning wanted = new StatusMeaning(value, kind);
      return status.entrySet().stream()
          .filter(entry -> entry.getValue().equals(wanted))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    /** Finds the result that a code of the system means. */
    public Optional<String> result(String code) {
      return Optional.ofNullable(results.get(code));
    }
  }

  /** A status, with the legal kind of an end; null for any other status. */
  public record StatusMeaning(StatusValue value, StatusValue.@Nullable EndKind kind) {}

  /** Loads the shipped profiles once. */
  private static final class Shipped {
    static final CodeTables INSTANCE = load();

    private static CodeTables load() {
      try (InputStream file = CodeTables.class.getResourceAsStream("code-tables.json")) {
        if (file == null) {
          throw new IllegalStateException("code-tables.json is missing from the jar");
        }
        return parse(file.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedDataException e) {
        throw new IllegalStateException("code-tables.json in the jar is malformed", e);
      }
    }
  }

  /** Returns the profiles that come with Hufu. */
  public static CodeTables shipped() {
    return Shipped.INSTANCE;
  }

  /** Reads tables, schema {@code hufu.code-tables/1}. */
  public static CodeTables parse(byte[] file) throws MalformedDataException {
    MemberReader members =
        new MemberReader("code tables", Json.parseObject(file)).schema("hufu.code-tables/1");
    Map<String, Profile> profiles = new LinkedHashMap<>();
    for (Profile profile : members.objects("profiles", CodeTables::profile)) {
      if (profiles.put(profile.id(), profile) != null) {
        throw members.wrong("profiles", "names one profile twice");
      }
    }
    members.end();
    return new CodeTables(profiles);
  }

  private static Profile profile(MemberReader members) throws MalformedDataException {
    Map<String, StatusMeaning> status = new LinkedHashMap<>();
    MemberReader given = members.object("status");
    for (String code : given.names()) {
      status.put(code, meaning(given, code));
    }
    Map<String, String> results = new LinkedHashMap<>();
    MemberReader answers = members.object("results");
    for (String code : answers.names()) {
      results.put(code, answers.text(code));
    }
    return new Profile(members.text("id"), members.text("zh"), status, results);
  }

  private static StatusMeaning meaning(MemberReader members, String code)
      throws MalformedDataException {
    String[] words = members.text(code).split("/", 2);
    try {
      return new StatusMeaning(
          StatusValue.valueOf(words[0]),
          words.length == 1 ? null : StatusValue.EndKind.valueOf(words[1]));
    } catch (IllegalArgumentException e) {
      throw members.wrong(code, "is no status, or no kind of an end", e);
    }
  }

  /** Finds a profile. */
  public Optional<Profile> find(String id) {
    return Optional.ofNullable(profiles.get(id));
  }

  /** Returns the names of the profiles. */
  public Set<String> ids() {
    return profiles.keySet();
  }
}
