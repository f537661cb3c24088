package io.hufu.model;

import io.hufu.crypto.Certificate;
import io.hufu.crypto.KeyUnavailableException;
import io.hufu.crypto.MalformedDataException;
import io.hufu.crypto.SigningKey;
import io.hufu.crypto.jose.Json;
import io.hufu.crypto.jose.JsonValue.JsonObject;
import io.hufu.model.TrustList.KeyUse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The known matters, by their codes: those shipped and a user's own. Immutable, thread-safe. */
public final class Matters {
  private static final long MAX_BYTES = 4L << 20;
  private static final List<String> SHIPPED =
      List.of(
          "restaurant-opening",
          "newborn-registration",
          "cross-province-move",
          "real-estate-transfer",
          "tender-qualification",
          "food-operation-renewal",
          "physician-transfer",
          "road-check",
          "archive-audit");

  private final Map<String, Listed> byCode;

  private Matters(Map<String, Listed> byCode) {
    this.byCode = Collections.unmodifiableMap(byCode);
  }

  /**
   * A matter and who signed it.
   *
   * @param signer null for a local file, whose trust is the operator's choice
   */
  public record Listed(Matter matter, @Nullable Certificate signer) {}

  /** Loads the shipped matters once, when they are first asked for. */
  private static final class Shipped {
    static final Matters INSTANCE = load();

    private static Matters load() {
      Map<String, Listed> all = new LinkedHashMap<>();
      for (String name : SHIPPED) {
        try (InputStream file = Matters.class.getResourceAsStream("matters/" + name + ".json")) {
          if (file == null) {
            throw new IllegalStateException("matters/" + name + ".json is missing from the jar");
          }
          Matter matter = Matter.fromJson(Json.parseObject(file.readAllBytes()));
          all.put(matter.code().key(), new Listed(matter, null));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } catch (MalformedDataException e) {
          throw new IllegalStateException("matters/" + name + ".json: " + e.getMessage(), e);
        }
      }
      return new Matters(all);
    }
  }

  /** Returns the matters that come with Hufu; all of them are fictional examples. */
  public static Matters shipped() {
    return Shipped.INSTANCE;
  }

  /** Makes a collection of matters that the caller vouches for. */
  public static Matters of(Matter... matters) {
    Map<String, Listed> all = new LinkedHashMap<>();
    for (Matter matter : matters) {
      all.put(matter.code().key(), new Listed(matter, null));
    }
    return new Matters(all);
  }

  /**
   * Adds every {@code *.json} of a folder, in the order of their names; a code replaces its like.
   *
   * @param trust says who may sign matters: the signers of its lists, and keys listed for {@link
   *     KeyUse#TRUST_LIST}; unsigned files are the operator's own
   * @throws MalformedDataException when a file is wrong, or signed by somebody else
   */
  public Matters with(Path folder, TrustList trust) throws IOException, MalformedDataException {
    return with(folder, file -> parse(file, trust));
  }

  /** Adds a folder to look at: signatures must verify, and whoever signed is not asked about. */
  public Matters withUntrusted(Path folder) throws IOException, MalformedDataException {
    return with(folder, file -> read(file, signer -> true));
  }

  private interface Reading {
    Listed read(byte[] file) throws MalformedDataException;
  }

  private Matters with(Path folder, Reading reading) throws IOException, MalformedDataException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    Map<String, Listed> result = new LinkedHashMap<>(byCode);
    for (Path file : files) {
      if (Files.size(file) > MAX_BYTES) {
        throw new MalformedDataException(file.getFileName() + ": is larger than 4 MiB");
      }
      try {
        Listed listed = reading.read(Files.readAllBytes(file));
        result.put(listed.matter().code().key(), listed);
      } catch (MalformedDataException e) {
        throw new MalformedDataException(file.getFileName() + ": " + e.getMessage(), e);
      }
    }
    return new Matters(result);
  }

  /** Reads one file: plain JSON, or an envelope signed by whom the trust list names. */
  public static Listed parse(byte[] file, TrustList trust) throws MalformedDataException {
    return read(file, trust::maySignRules);
  }

  private static Listed read(byte[] file, Predicate<Certificate> allowed)
      throws MalformedDataException {
    JsonObject json = Json.parseObject(file);
    if (!SignedJson.isEnvelope(json)) {
      return new Listed(Matter.fromJson(json), null);
    }
    SignedJson signed = SignedJson.parse(SignedJson.Kind.MATTER, file, null);
    if (!allowed.test(signed.signer())) {
      throw new MalformedDataException(
          "matter: the trust list does not let " + signed.signer().subject() + " sign matters");
    }
    return new Listed(Matter.fromJson(signed.contents()), signed.signer());
  }

  /** Signs a matter; the result is a file as {@link #parse} reads it. */
  public static byte[] sign(Matter matter, SigningKey key) throws KeyUnavailableException {
    return SignedJson.sign(SignedJson.Kind.MATTER, Json.canonical(matter.toJson()), key);
  }

  /** Finds a matter by its implementation code, or else by its basic code. */
  public Optional<Listed> find(String code) {
    Listed exact = byCode.get(code);
    if (exact != null) {
      return Optional.of(exact);
    }
    return code.length() > 12
        ? Optional.ofNullable(byCode.get(code.substring(code.length() - 12)))
        : Optional.empty();
  }

  /** Returns all matters in a stable order. */
  public Collection<Listed> all() {
    return byCode.values();
  }
}
