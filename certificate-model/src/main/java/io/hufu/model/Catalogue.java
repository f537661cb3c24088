package io.hufu.model;

import io.hufu.crypto.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** The known licence types: those shipped and a user's own. Immutable and thread-safe. */
public final class Catalogue {
  private Catalogue() {}

  /** Returns the types that come with Hufu. */
  public static Catalogue shipped() {
    throw new AssertionError("skeleton");
  }

  /**
   * Adds every {@code *.json} of a folder; a type file that is wrong is malformed, with its name.
   */
  public Catalogue with(Path folder) throws IOException, MalformedDataException {
    throw new AssertionError("skeleton");
  }

  /** Finds a type by id or by code. */
  public Optional<LicenceType> find(String idOrCode) {
    throw new AssertionError("skeleton");
  }

  /** Returns all types in a stable order. */
  public Collection<LicenceType> types() {
    throw new AssertionError("skeleton");
  }
}
