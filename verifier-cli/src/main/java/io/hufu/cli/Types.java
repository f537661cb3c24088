package io.hufu.cli;

import io.hufu.crypto.MalformedDataException;
import io.hufu.model.Catalogue;
import io.hufu.model.LicenceType;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The licence types: those shipped, and a user's own folder of them. */
final class Types {
  private final Session session;

  Types(Session session) {
    this.session = session;
  }

  Catalogue catalogue(@Nullable Path folder) throws CommandFailure {
    if (folder == null) {
      return Catalogue.shipped();
    }
    try {
      return Catalogue.shipped().with(folder);
    } catch (IOException e) {
      throw new InputFiles(session).unreadable(folder, e);
    } catch (MalformedDataException e) {
      throw CommandFailure.input("type.malformed", session.show(folder), InputFiles.reason(e));
    }
  }

  LicenceType require(String idOrCode) throws CommandFailure {
    return require(Catalogue.shipped(), idOrCode);
  }

  LicenceType require(Catalogue catalogue, String idOrCode) throws CommandFailure {
    return catalogue
        .find(idOrCode)
        .orElseThrow(() -> CommandFailure.usage("type.unknown", idOrCode));
  }
}
