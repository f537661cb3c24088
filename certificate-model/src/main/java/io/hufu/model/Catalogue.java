package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The known licence types: those shipped and a user's own. Immutable and thread-safe. */
public final class Catalogue {
  private static final List<String> SHIPPED =
      List.of(
          "business-licence",
          "food-operation",
          "construction-qualification",
          "work-safety",
          "real-estate",
          "marriage",
          "birth-medical",
          "driving-licence",
          "physician-practice",
          "degree",
          "resident-id");

  private final Map<String, LicenceType> byId = new LinkedHashMap<>();
  private final Map<String, LicenceType> byCode = new HashMap<>();

  private Catalogue(Collection<LicenceType> types) {
    types.forEach(this::put);
  }

  private void put(LicenceType type) {
    byId.put(type.id(), type);
    byCode.put(type.code(), type);
  }

  /** Loads the shipped types once, when they are first asked for. */
  private static final class Shipped {
    static final Catalogue INSTANCE = new Catalogue(SHIPPED.stream().map(Shipped::load).toList());

    private static LicenceType load(String id) {
      String name = id + ".json";
      try (InputStream file = Catalogue.class.getResourceAsStream("catalogue/" + name)) {
        if (file == null) {
          throw new IllegalStateException("catalogue/" + name + " is missing from the jar");
        }
        return LicenceTypeReader.read(name, file.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (MalformedDataException e) {
        throw new IllegalStateException("catalogue/" + name + " in the jar is malformed", e);
      }
    }
  }

  /** Returns the types that come with Hufu. */
  public static Catalogue shipped() {
    return Shipped.INSTANCE;
  }

  /**
   * Adds every {@code *.json} of a folder, in the order of their names.
   *
   * @throws MalformedDataException when a file is wrong, with its name and the place, or repeats
   *     the id or the code of another type
   */
  public Catalogue with(Path folder) throws IOException, MalformedDataException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    Catalogue result = new Catalogue(new ArrayList<>(byId.values()));
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      LicenceType type = parse(name, Files.readAllBytes(file));
      if (result.byId.containsKey(type.id()) || result.byCode.containsKey(type.code())) {
        throw new MalformedDataException(
            name + ": id " + type.id() + " or code " + type.code() + " belongs to another type");
      }
      result.put(type);
    }
    return result;
  }

  /**
   * Reads one type file and checks its schema in full.
   *
   * @param name of the file, for messages
   */
  public static LicenceType parse(String name, byte[] file) throws MalformedDataException {
    LicenceType type = LicenceTypeReader.read(name, file);
    try {
      new ItemSchema(type.schema()).check();
    } catch (MalformedDataException e) {
      throw new MalformedDataException(name + ": " + e.getMessage(), e);
    }
    return type;
  }

  /** Finds a type by id or by code. */
  public Optional<LicenceType> find(String idOrCode) {
    return Optional.ofNullable(byId.get(idOrCode))
        .or(() -> Optional.ofNullable(byCode.get(idOrCode)));
  }

  /** Returns all types in a stable order. */
  public Collection<LicenceType> types() {
    return Collections.unmodifiableCollection(byId.values());
  }
}
