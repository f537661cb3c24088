package io.hufu.ledger;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds a partial tile that is gone in the longer one that took its place.
 *
 * <p>A log must keep the partial tiles of every checkpoint that it published until the full tile is
 * there, but mirrors hold only what they copied.
 *
 * @param size of the tree that is known to be there
 */
record LaterTiles(LogSource source, long size) implements LogSource {
  @Override
  public byte[] read(String path, int limit) throws IOException {
    try {
      return source.read(path, limit);
    } catch (NoSuchFileException missing) {
      Optional<TilePath> wanted = TilePath.parse(path).filter(TilePath::partial);
      if (wanted.isEmpty() || !wanted.get().within(size)) {
        throw missing;
      }
      TilePath there = TilePath.in(size, wanted.get().level(), wanted.get().index());
      if (there.equals(wanted.get())) {
        throw missing;
      }
      byte[] longer = source.read(there.path(), there.length());
      return Arrays.copyOf(longer, Math.min(longer.length, wanted.get().length()));
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return source.list(directory);
  }

  @Override
  public List<String> all() throws IOException {
    return source.all();
  }

  @Override
  public String where(String path) {
    return source.where(path);
  }
}
