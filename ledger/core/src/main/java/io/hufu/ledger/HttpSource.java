package io.hufu.ledger;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;

/** The files of a log behind a web server, as C2SP tlog-tiles names them. */
final class HttpSource implements LogSource {
  private static final int OK = 200;

  /** What gzip adds to a file that it cannot make smaller. */
  private static final int GZIP_OVERHEAD = 64;

  private final HttpExchangeClient client;

  HttpSource(URI base, Duration timeout) {
    this.client = new HttpExchangeClient(base, timeout);
  }

  @Override
  public byte[] read(String path, int limit) throws IOException {
    HttpExchangeClient.Answer answer = client.get(path, limit + GZIP_OVERHEAD);
    if (answer.status() == 404 || answer.status() == 410) {
      throw new NoSuchFileException(where(path));
    }
    if (answer.status() != OK) {
      throw new IOException(where(path) + " answered with status " + answer.status());
    }
    if (answer.body().length > limit) {
      throw new IOException("longer than " + limit + " bytes: " + where(path));
    }
    return answer.body();
  }

  @Override
  public List<String> list(String directory) {
    return List.of();
  }

  @Override
  public List<String> all() {
    return List.of();
  }

  @Override
  public String where(String path) {
    return client.address(path).toString();
  }
}
